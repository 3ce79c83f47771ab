import type * as z from 'zod/mini'
import {
  fieldNames,
  longestLocale,
  Signature,
  signatureIssues,
  slugPattern,
  tidy,
  type Asked,
  type Attention,
  type Issue,
} from '../schema/index.ts'
import { canMail } from './mail/address.ts'
import { isCountry } from './countries.ts'
import { asciiDomain } from './domain.ts'
import { knownPostcodes } from './postcode.ts'

/** English for developers; visitors are shown words of their own language. */
const messages: Record<Attention['code'], string> = {
  missing: 'is required',
  long: 'is too long',
  format: 'is not in the format that is expected',
  link: 'must not contain a web address',
  domain: 'has a domain that cannot receive mail',
  unknown: 'is not asked for, or its value is not known',
}

export type Checked =
  | { signature: Signature; issues?: undefined }
  | { signature?: undefined; issues: Issue[] }

/** Reads the shape of a signature, whatever the petition asks. */
export function readSignature(body: Record<string, unknown>): Checked {
  const read = Signature.safeParse(withoutOddClaims(body))
  return read.success
    ? { signature: withoutUnseen(read.data) }
    : { issues: named(read.error.issues.flatMap((issue) => attentionOf(issue, body))) }
}

/**
 * What needs attention in a signature, by the document that was shown: what {@link signatureIssues} finds, what only
 * a server knows, and answers to questions that were not asked, which are never stored.
 * @param utf8 whether mail can be sent to a local part beyond ASCII
 */
export function checkSignature(signature: Signature, asked: Asked, utf8: boolean): Issue[] {
  const issues = signatureIssues(signature, asked, knownPostcodes)
  const add = (field: string, code: Attention['code']) => {
    if (!issues.some((issue) => issue.field === field)) issues.push({ field, code })
  }

  const email = tidy(signature.email ?? '')
  if (email) {
    if (asciiDomain(email.slice(email.lastIndexOf('@') + 1)) === '') add('email', 'domain')
    else if (!canMail(email, utf8)) add('email', 'format')
  }
  const country = tidy(signature.country ?? '')
  if (country && !isCountry(country)) add('country', 'unknown')

  const fields = new Set<string>(asked.fields.map(({ name }) => name))
  for (const name of answered(signature)) if (!fields.has(name)) add(name, 'unknown')
  for (const [id, answer] of Object.entries(signature.consents ?? {})) {
    const consent = asked.consents.find((candidate) => candidate.id === id)
    if (!consent) add(`consents.${id}`, 'unknown')
    // A box that was left unticked is no answer.
    else if (!answer && consent.mode === 'checkbox') add(`consents.${id}`, 'format')
  }
  for (const id of Object.keys(signature.declarations ?? {})) {
    if (!asked.declarations.some((candidate) => candidate.id === id))
      add(`declarations.${id}`, 'unknown')
  }
  return named(issues)
}

/** What the page says of itself is no answer of the person: where it cannot be read it is left out, never a refusal. */
function withoutOddClaims(body: Record<string, unknown>): Record<string, unknown> {
  const odd = ['partner', 'source'].filter((key) => {
    const value = body[key]
    return value !== undefined && !(typeof value === 'string' && slugPattern.test(value))
  })
  const { locale } = body
  const isLong = typeof locale === 'string' && locale.length > longestLocale
  // How a language counts and sorts stands behind a single letter (BCP 47) and can go on for long.
  const language = isLong ? locale.replace(/-\w-.*/s, '') : ''
  if (isLong) odd.push('locale')
  if (odd.length === 0) return body
  const kept = Object.entries(body).filter(([key]) => !odd.includes(key))
  return {
    ...Object.fromEntries(kept),
    ...(language && language.length <= longestLocale && { locale: language }),
  }
}

// White space, and what is drawn as nothing: joiners, fillers, marks of direction (UAX 44).
const unseen = /^[\s\p{Default_Ignorable_Code_Point}]+$/u

/** An answer that nobody could see is none; within an answer such characters belong to some writings. */
function withoutUnseen(signature: Signature): Signature {
  const empty = fieldNames.filter((name) => unseen.test(signature[name] ?? ''))
  if (empty.length === 0) return signature
  return { ...signature, ...Object.fromEntries(empty.map((name) => [name, undefined])) }
}

function answered(signature: Signature): string[] {
  return fieldNames.filter((name) => signature[name] && tidy(signature[name]) !== '')
}

function attentionOf(issue: z.core.$ZodIssue, body: unknown): Attention[] {
  const field = issue.path.map(String).join('.')
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        field: [...issue.path.map(String), key].join('.'),
        code: 'unknown',
      }))
    case 'invalid_key':
      return [{ field, code: 'unknown' }]
    case 'too_big':
      return [{ field, code: 'long' }]
    case 'invalid_type':
      return [{ field, code: valueAt(body, issue.path) === undefined ? 'missing' : 'format' }]
    default:
      return [{ field, code: 'format' }]
  }
}

/** Zod's issues do not carry what was sent, so that no message can quote it. */
function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    body,
  )
}

function named(issues: Attention[]): Issue[] {
  return issues.map(({ field, code }) => ({
    field: field.slice(0, 128),
    code,
    message: messages[code],
  }))
}
