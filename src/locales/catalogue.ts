import type { enOutcome } from './en-outcome.ts'
import type { enMishaps } from './en-mishaps.ts'
import type { enSlips } from './en-slips.ts'
import type { enStanding } from './en-standing.ts'
import { en, type Words } from './en.ts'

/** Every sentence of the elements, those of parts that are loaded later too: what other languages translate. */
export type MessageKey =
  | keyof typeof en
  | keyof typeof enOutcome
  | keyof typeof enMishaps
  | keyof typeof enSlips
  | keyof typeof enStanding

/** What a language provides; a key it lacks falls back to English. */
export type Catalogue = { readonly [key in MessageKey]?: Words }

/** The English words that are here: those the script came with, and those of the parts that have come since. */
export const english: Catalogue = { ...en }

/** Begins every key of a part that may not have come yet: a text of the page for it waits until then. */
export const laterKey =
  /^(fail|offline|online|email|pending|share|refused|status|delivery|outcome|decision)\./

/** Takes the words of a part that has come. */
export function learn(words: Catalogue): void {
  Object.assign(english, words)
}
