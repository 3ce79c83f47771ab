import { refusalStatus, type Issue, type RefusalCode } from '../schema/index.ts'

/** What a refusal may carry besides its code. */
export interface RefusalDetails {
  /** One English sentence for developers; the code's own title when absent. */
  detail?: string
  issues?: Issue[]
  retryAfterSeconds?: number
  /** With `stale`: the present petition document. */
  petition?: unknown
  /** With `method`: the methods that are taken here. */
  allow?: readonly string[]
}

/** A no of ours, thrown by handlers; `problem.ts` turns it into an answer. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: RefusalCode
  readonly details: RefusalDetails

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(details.detail ?? refusalTitles[code])
    this.code = code
    this.details = details
  }

  get status(): number {
    return refusalStatus[this.code]
  }
}

/** What each code means, in words for developers: RFC 9457 asks for a title that does not change. */
export const refusalTitles: Record<RefusalCode, string> = {
  malformed: 'The request could not be understood',
  origin: 'This petition is not to be embedded there',
  proof: 'Solve the challenge and send again with the same key',
  'no-petition': 'There is no such petition',
  'no-route': 'There is nothing at this address',
  method: 'This address does not take this method',
  stale: 'The petition has changed since it was shown',
  'not-open': 'The petition cannot be signed yet',
  closed: 'The petition is closed',
  'too-large': 'The request is larger than is taken here',
  'media-type': 'Send application/json, in UTF-8 and without a content encoding',
  invalid: 'Some answers need attention',
  'key-reused': 'This idempotency key belongs to another body',
  'slow-down': 'Too many requests from this network',
  unavailable: 'Not acknowledged, perhaps stored: send again with the same key',
  paused: 'Signing is paused: send again later with the same key',
}
