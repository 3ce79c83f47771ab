import type { Catalogue } from './catalogue.ts'
import { directionOf } from './direction.ts'
import type { Words } from './en.ts'
import { groupingOf } from './grouping.ts'
import { partsApart, type LanguageFile } from './language-file.ts'
import { parts } from './parts.ts'

/** What a translator writes under `widget`. */
const ofElements = parts.slice(0, -1)

type Section = Readonly<Record<string, Words>>

/** A language as translators write it: `TAG.json`. */
export interface LanguageSource {
  /** `draft` until two native speakers have read it. */
  status: 'draft' | 'reviewed'
  /** How visitors are addressed, in languages that have two ways. */
  tone?: 'formal' | 'informal'
  widget: Section
  /** Texts of `widget` that are otherwise when visitors are addressed the other way. */
  formal?: Section
  informal?: Section
  story: Section
  pages: Section
  mail: Section
}

/** What browsers may lack of a language, from the Unicode CLDR: `lands/TAG.json`. */
export interface Lands {
  near: string
  months: Readonly<Record<string, string>>
  of?: string
  waits: { readonly second: Words; readonly minute: Words }
  /** By code, in the order of the language. */
  countries: Readonly<Record<string, string>>
}

/** Makes of them what elements load; `countries` and some words are files apart. */
export function pack(tag: string, source: LanguageSource, lands?: Lands): LanguageFile {
  const { countries: _, ...own } = lands ?? { countries: {} }
  const { widget, formal, informal } = source
  const other = formal ?? informal
  return {
    tag,
    texts: parts.slice(0, partsApart).map((part) => shelved(part, widget)),
    // A 0 for each text that is said alike weighs less, compressed, than the place of each that is not.
    ...(other && {
      tones: {
        [formal ? 'formal' : 'informal']: ofElements.map((part) => shelved(part, other)),
      },
    }),
    ...(directionOf(tag) === 'rtl' && { dir: 'rtl' }),
    ...groupingOf(tag),
    ...own,
  }
}

/** The words that are apart, part by part. */
export function packApart({ widget, story }: LanguageSource): readonly (readonly (Words | 0)[])[] {
  return parts.slice(partsApart).map((part) => shelved(part, { ...widget, ...story }))
}

/** In the order of the English ones. */
function shelved(part: Catalogue, section: Section): (Words | 0)[] {
  return trimmed(Object.keys(part).map((key) => brief(section[key] ?? 0)))
}

/** Without the forms that are as `other`, which is what is taken for want of one; exact numbers stay. */
function brief(words: Words | 0): Words | 0 {
  if (typeof words !== 'object') return words
  const forms = Object.entries(words).filter(
    ([form, text]) => form === 'other' || form.startsWith('=') || text !== words.other,
  )
  return { ...Object.fromEntries(forms), other: words.other }
}

function trimmed<T>(list: readonly (T | 0)[]): (T | 0)[] {
  return list.slice(0, list.findLastIndex((entry) => entry !== 0) + 1)
}
