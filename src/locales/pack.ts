import type { Words } from './en.ts'
import { storyPart, type LanguageFile, type Shelf } from './language-file.ts'
import { enStory } from './en-story.ts'
import { parts } from './parts.ts'

/** The story's words are a file apart. */
const ofElements = parts.slice(0, storyPart)

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

/** Makes of them what elements load; `countries` and the story's words are files apart. */
export function pack(tag: string, source: LanguageSource, lands?: Lands): LanguageFile {
  const { countries: _, ...own } = lands ?? { countries: {} }
  const { widget, formal, informal } = source
  const other = formal ?? informal
  return {
    tag,
    texts: ofElements.map((part) => trimmed(Object.keys(part).map((key) => widget[key] ?? 0))),
    ...(other && { tones: { [formal ? 'formal' : 'informal']: overlay(other) } }),
    ...(isRightToLeft(source.widget) && { dir: 'rtl' }),
    ...own,
  }
}

/** The words of the story, in the order of the English ones. */
export function packStory({ story }: LanguageSource): readonly (Words | 0)[] {
  return Object.keys(enStory).map((key) => story[key] ?? 0)
}

function overlay(section: Section): Shelf {
  return ofElements.map((part) => {
    const said = Object.keys(part).flatMap((key, index) => {
      const words = section[key]
      return words ? [[index, words] as const] : []
    })
    return said.length > 0 ? Object.fromEntries(said) : 0
  })
}

function trimmed<T>(list: readonly (T | 0)[]): (T | 0)[] {
  return list.slice(0, list.findLastIndex((entry) => entry !== 0) + 1)
}

function isRightToLeft({ loading }: Section): boolean {
  const letters = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}]/u
  return typeof loading === 'string' && letters.test(loading)
}
