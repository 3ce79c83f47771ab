// The closed lists of the contract. Here and not beside their schemas, so that the script has them without zod.

/** Who stands behind a petition. */
export const backerKinds = [
  'charity',
  'union',
  'MEP',
  'MP',
  'councillor',
  'company',
  'person',
] as const
export const consentPurposes = ['processing', 'updates', 'partner'] as const
export const consentModes = ['checkbox', 'yes-no'] as const
export const shareNetworks = [
  'native',
  'copy',
  'whatsapp',
  'email',
  'facebook',
  'x',
  'bluesky',
  'mastodon',
  'linkedin',
  'telegram',
] as const

/**
 * What a backend's yes means. `counted`: it is in the tally. `pending`: a confirmation is awaited. `accepted`:
 * this backend does not tell more.
 */
export const outcomes = ['counted', 'pending', 'accepted'] as const
export type Outcome = (typeof outcomes)[number]

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
