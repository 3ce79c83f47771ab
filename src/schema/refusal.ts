import * as z from 'zod/mini'
import { listOf, Petition } from './petition.ts'
import { issueCodes, refusalCodes } from './words.ts'

/** One answer that needs attention. */
export const Issue = z.object({
  /** A field, or `consents.ID`, `declarations.ID`, or the name of a key that is not taken. */
  field: z.string(),
  code: z.catch(z.enum(issueCodes), 'unknown'),
  /** English, for developers; people are shown words of their own language. */
  message: z.catch(z.string(), ''),
})
export type Issue = z.infer<typeof Issue>

/**
 * The backend's no: a problem document (RFC 9457) with a code of the closed list. A document with another code is
 * no refusal but a failure on the way.
 */
export const Refusal = z.object({
  code: z.enum(refusalCodes),
  status: z.catch(z.int(), 0),
  title: z.catch(z.string(), ''),
  issues: listOf(Issue),
  /** Seconds to wait before the next try, where there is a wait. */
  retryAfterSeconds: z.catch(z.optional(z.number()), undefined),
  /** With `stale`: the present petition document. */
  petition: z.catch(z.optional(Petition), undefined),
  /** With `proof`: what is to be solved. */
  challenge: z.optional(z.unknown()),
})
export type Refusal = z.infer<typeof Refusal>
