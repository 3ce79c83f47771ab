import * as z from 'zod/mini'
import { slugPattern } from './signature-issues.ts'

const Slug = z.string().check(z.regex(slugPattern))

/** Letters of a language tag: what RFC 5646 (4.4.1) recommends to have room for. */
export const longestLocale = 35

/**
 * What one person sends, strictly: a key that is not listed is an issue. Which of the fields are taken and
 * required is the petition's to say, see {@link signatureIssues}.
 */
export const Signature = z.strictObject({
  name: z.optional(z.string()),
  given: z.optional(z.string()),
  family: z.optional(z.string()),
  email: z.optional(z.string()),
  country: z.optional(z.string()),
  postcode: z.optional(z.string()),
  city: z.optional(z.string()),
  phone: z.optional(z.string()),
  organisation: z.optional(z.string()),
  comment: z.optional(z.string()),
  /** A declaration that was not made is absent, never `false`. */
  declarations: z.optional(z.record(Slug, z.literal(true))),
  /** A consent that was not answered is absent, never `false`. */
  consents: z.optional(z.record(Slug, z.boolean())),
  /** BCP 47 tag of the words the person read; the petition's language when absent. */
  locale: z.optional(z.string().check(z.maxLength(longestLocale))),
  /** The page's claim; stored when the petition lists it, never a reason to refuse. */
  partner: z.optional(z.string().check(z.maxLength(64))),
  source: z.optional(z.string().check(z.maxLength(64))),
  /** The `revision` of the document that was shown. */
  shown: z.string().check(z.maxLength(64)),
  /** Filled in by bots only: people never see it. */
  trap: z.optional(z.string()),
  /** The answer to a challenge. */
  proof: z.optional(z.string()),
})
export type Signature = z.infer<typeof Signature>
