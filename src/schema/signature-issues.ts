import type { Field } from './field.ts'
import type { Consent, Declaration } from './petition.ts'
import type { Postcodes } from './postcode.ts'
import type { Issue } from './refusal.ts'
import type { Signature } from './signature.ts'
import type { IssueCode } from './words.ts'

/** Limits of a signature, the same on both ends. Lengths of text are in code points unless a name says bytes. */
export const limits = {
  name: 255,
  given: 255,
  family: 255,
  email: 254,
  country: 2,
  postcode: 16,
  city: 255,
  phone: 32,
  organisation: 255,
  comment: 2000,
  bodyBytes: 16 * 1024,
  /** Objects and arrays inside one another. */
  nesting: 4,
} as const

/** `id` of a petition, a partner, a source, a consent or a declaration (contract, section 1). */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

/** What a petition asks, as far as checking a signature needs it. */
export interface Asked {
  fields: readonly Field[]
  consents: readonly Pick<Consent, 'id' | 'purpose' | 'mode' | 'required'>[]
  declarations: readonly Pick<Declaration, 'id' | 'required'>[]
}

/** Trimmed, NFC; what is compared, checked and stored. */
export function tidy(value: string): string {
  return value.normalize('NFC').trim()
}

/** An issue without its sentence: the words are the reader's, not this function's. */
export type Attention = Pick<Issue, 'field' | 'code'>

/**
 * What needs attention, in the order in which it is asked; empty when the signature can be sent. The widget and
 * the server both ask this one function, so they cannot disagree.
 * @param postcodes what is known of postcodes; without it any is taken
 */
export function signatureIssues(
  signature: Partial<Signature>,
  asked: Asked,
  postcodes?: Postcodes,
): Attention[] {
  const country = tidy(signature.country ?? '')
  const issues: Attention[] = []
  const add = (field: string, code: IssueCode | undefined) => code && issues.push({ field, code })

  for (const { name, required } of asked.fields) {
    const value = tidy(signature[name] ?? '')
    const isPostcode = name === 'postcode'
    const isNeeded = required && !(isPostcode && postcodes?.isNeeded(country) === false)
    const isOdd = isPostcode && postcodes?.fits(country, value) === false
    add(
      name,
      value
        ? (fault(name, value) ?? (isOdd ? 'format' : undefined))
        : isNeeded
          ? 'missing'
          : undefined,
    )
  }
  for (const { id, required } of asked.declarations) {
    add(`declarations.${id}`, required && !signature.declarations?.[id] ? 'missing' : undefined)
  }
  for (const { id, purpose, mode, required } of asked.consents) {
    const answer = signature.consents?.[id]
    // A yes is only ever needed for the processing itself; elsewhere at most an answer is.
    const lacking =
      purpose === 'processing' ? answer !== true : mode === 'yes-no' && answer === undefined
    add(`consents.${id}`, required && lacking ? 'missing' : undefined)
  }
  return issues
}

// Something, an at sign, a domain with a dot: the mail itself is the real test of an address.
const emailPattern = /^[^\s@]+@(?:[\p{L}\p{M}\p{N}-]+\.)+[\p{L}\p{M}\p{N}-]{2,}$/u
const countryPattern = /^[A-Z]{2}$/
const phonePattern = /^\+?[\d\s().\-/]{5,}$/
// An address on the web, also without its scheme. One letter before the dot may be an initial.
const linkPattern =
  /https?:|www\.|\/\/|[\p{L}\d-]{2,}\.(?:com|net|org|info|biz|ru|cn|io|xyz|top|site|online|shop|link|click)\b/iu
// C0 and C1 controls, and the marks that reverse what is written around a name (bidi overrides and isolates).
const controlPattern = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u

function fault(name: Field['name'], value: string): IssueCode | undefined {
  if ([...value].length > limits[name]) return 'long'
  if (controlPattern.test(value) || (name !== 'comment' && /[\n\r\t]/.test(value))) return 'format'
  switch (name) {
    case 'email':
      return emailPattern.test(value) && value.indexOf('@') <= 64 ? undefined : 'format'
    case 'country':
      return countryPattern.test(value) ? undefined : 'format'
    case 'phone':
      return phonePattern.test(value) ? undefined : 'format'
    case 'name':
    case 'given':
    case 'family':
      return linkPattern.test(value) ? 'link' : undefined
    default:
      return undefined
  }
}
