import * as z from 'zod/mini'
import { listOf, Petition } from './petition.ts'

/** Every code of refusal with the HTTP status it travels under (contract, section 3). */
export const refusalStatus = {
  malformed: 400,
  origin: 403,
  proof: 403,
  'no-petition': 404,
  'no-route': 404,
  method: 405,
  stale: 409,
  'not-open': 409,
  closed: 410,
  'too-large': 413,
  'media-type': 415,
  invalid: 422,
  'key-reused': 422,
  'slow-down': 429,
  unavailable: 503,
  paused: 503,
} as const
export type RefusalCode = keyof typeof refusalStatus
export const refusalCodes = Object.keys(refusalStatus) as [RefusalCode, ...RefusalCode[]]

/** What can be wrong with an answer; `unknown` is also what a code of a later version is read as. */
export const issueCodes = ['missing', 'long', 'format', 'link', 'domain', 'unknown'] as const
export type IssueCode = (typeof issueCodes)[number]

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

/** Whether an answer is a no. */
export function isRefusal(answer: object): answer is Refusal {
  return 'code' in answer
}
