import { createHash } from 'node:crypto'
import { en } from '../locales/index.ts'
import type { PetitionFile } from '../schema/index.ts'
import { canonicalJson } from './canonical-json.ts'

/** What a person agrees to by signing. The server keeps every version of it under its revision. */
export type AgreedPart = ReturnType<typeof agreedPart>

const translatedParts = [
  'title',
  'summary',
  'text',
  'target',
  'owner',
  'controller',
  'consents',
  'declarations',
]

/** Of a petition, what a person agrees to, with the sentences about privacy and withdrawing that are shown with it. */
export function agreedPart(file: PetitionFile) {
  const {
    title,
    summary,
    text,
    target,
    owner,
    controller,
    fields,
    consents,
    declarations,
    closesAt,
  } = file
  const translations = Object.fromEntries(
    Object.entries(file.translations).map(([lang, translation]) => [
      lang,
      Object.fromEntries(
        Object.entries(translation).filter(([key]) => translatedParts.includes(key)),
      ),
    ]),
  )
  return {
    lang: file.lang,
    title,
    summary,
    text,
    target,
    owner,
    controller,
    fields,
    consents,
    declarations,
    closesAt,
    translations,
    sentences: { privacy: en['privacy.text'], withdrawal: en['privacy.withdraw'] },
  }
}

/** The name of a version: 22 characters of base64url, the same wherever and whenever it is computed. */
export function revisionOf(agreed: AgreedPart): string {
  return createHash('sha256')
    .update(canonicalJson(agreed))
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}
