import * as z from 'zod/mini'
import { knownOf } from './answers.ts'
import { readFields } from './field.ts'
import { statuses } from './status.ts'
import { Tally } from './tally.ts'
import { backerKinds, consentModes, consentPurposes, shareNetworks } from './words.ts'

const text = z.string()
const optionalText = z.catch(z.optional(text), undefined)

/** The entries this version can read. */
function entriesOf<T extends z.ZodMiniType>(entry: T) {
  return z.pipe(z.array(z.catch(z.nullable(entry), null)), z.transform(knownOf<z.output<T> | null>))
}

/** A list whose entries are dropped one by one when this version cannot read them; empty when it is no list. */
export function listOf<T extends z.ZodMiniType>(entry: T) {
  return z.catch(entriesOf(entry), [])
}

const DetailedField = z.object({
  name: text,
  preset: optionalText,
  common: z.catch(z.optional(z.array(text)), undefined),
  purpose: optionalText,
})

/** The fields of a petition as the widget reads them. */
export const Fields = z.pipe(entriesOf(z.union([text, DetailedField])), z.transform(readFields))

/** What a person may agree to besides signing. Never ticked beforehand. */
export const Consent = z.object({
  id: text,
  /** A purpose this version does not know is treated like `partner`: asked apart, never required. */
  purpose: z.catch(z.enum(consentPurposes), 'partner'),
  controller: text,
  text,
  mode: z.catch(z.enum(consentModes), 'checkbox'),
  /** For `processing`: the yes is needed. For a `yes-no`: an answer is needed, never the answer yes. */
  required: z.catch(z.boolean(), false),
})
export type Consent = z.infer<typeof Consent>

/** A statement the person makes about themselves, such as living in a country. */
export const Declaration = z.object({
  id: text,
  text,
  purpose: optionalText,
  required: z.catch(z.boolean(), true),
})
export type Declaration = z.infer<typeof Declaration>

const Backer = z.object({
  name: text,
  kind: z.catch(z.optional(z.enum(backerKinds)), undefined),
  role: optionalText,
  url: optionalText,
  logo: optionalText,
  quote: optionalText,
})
export type Backer = z.infer<typeof Backer>

/**
 * The petition as the widget reads it, tolerantly: unknown keys are dropped, unknown words fall to the general
 * case, so that a script pinned years ago still shows and signs. What a campaigner writes is checked strictly by
 * `PetitionFile`.
 */
export const Petition = z.object({
  id: text,
  lang: text,
  /** Made by the server over what a person agrees to; goes back with the signature as `shown`. */
  revision: text,
  title: text,
  summary: optionalText,
  /** Paragraphs, emphasis, lists and `https:` links in CommonMark; no HTML. */
  text,
  target: z.object({ name: text, role: optionalText, organisation: optionalText }),
  owner: z.object({ name: text, role: optionalText, url: optionalText, contact: optionalText }),
  controller: z.object({ name: text, privacyUrl: text, contact: text }),
  opensAt: optionalText,
  closesAt: optionalText,
  timeZone: z.catch(text, 'UTC'),
  decision: z.catch(
    z.optional(z.object({ from: text, until: optionalText, text: optionalText })),
    undefined,
  ),
  goal: z.catch(
    z.optional(z.object({ steps: z.array(z.int()), stretchAt: z.catch(z.number(), 1) })),
    undefined,
  ),
  fields: Fields,
  consents: listOf(Consent),
  declarations: listOf(Declaration),
  /** How a signature is confirmed; `email` is the only value in version 1. */
  confirmation: z.catch(text, 'email'),
  backers: listOf(Backer),
  milestones: listOf(z.object({ at: text, count: z.int(), text: optionalText })),
  delivery: z.catch(
    z.optional(
      z.object({
        /** An instant, a day or a month, to be shown no more exactly than it is given. */
        at: text,
        place: optionalText,
        recipient: optionalText,
        count: z.catch(z.optional(z.int()), undefined),
        attendees: listOf(text),
        text: optionalText,
        url: optionalText,
      }),
    ),
    undefined,
  ),
  outcome: z.catch(
    z.optional(z.object({ at: text, text: optionalText, url: optionalText })),
    undefined,
  ),
  updates: listOf(z.object({ at: text, title: text, text: optionalText, url: optionalText })),
  partners: listOf(z.object({ id: text, name: text, url: optionalText })),
  share: z.catch(
    z.optional(z.object({ networks: listOf(z.enum(shareNetworks)), text: optionalText })),
    undefined,
  ),
  translations: z.catch(z.record(z.string(), z.record(z.string(), z.unknown())), {}),
  status: z.catch(z.optional(z.enum(statuses)), undefined),
  tally: z.catch(z.optional(Tally), undefined),
})
export type Petition = z.infer<typeof Petition>
