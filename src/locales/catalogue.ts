import type { enOutcome } from './en-outcome.ts'
import type { enMishaps } from './en-mishaps.ts'
import type { enSlips } from './en-slips.ts'
import type { enStanding } from './en-standing.ts'
import type { enStory } from './en-story.ts'
import { en, type Words } from './en.ts'
import type { Shelf } from './language-file.ts'

/** Every sentence of the elements, those of parts that are loaded later too: what other languages translate. */
export type MessageKey =
  | keyof typeof en
  | keyof typeof enOutcome
  | keyof typeof enMishaps
  | keyof typeof enSlips
  | keyof typeof enStanding
  | keyof typeof enStory

/** What a language provides; a key it lacks falls back to English. */
export type Catalogue = { readonly [key in MessageKey]?: Words }

/** The English words that are here: those the script came with, and those of the parts that have come since. */
export const english: Catalogue = {}

/** Where in the file of a language a key's words are: files hold no keys. */
const places: { [key in string]?: readonly [part: number, index: number] } = {}

/** Begins every key of a part that may not have come yet: a text of the page for it waits until then. */
export const laterKey =
  /^(postcode\.hint$|error\.postcode\.format$|(fail|notice|offline|online|email|pending|share|refused|status|delivery|outcome|backers|milestone|decision|updates|partners)\.)/

/**
 * Takes the English words of a part that has come; those of other languages are found by their order.
 * @param part its place in `parts.ts`
 */
export function learn(words: Catalogue, part: number): void {
  Object.assign(english, words)
  Object.keys(words).forEach((key, index) => (places[key] = [part, index]))
}

/** What a file of a language has for a key. */
export function wordsIn(shelf: Shelf | undefined, key: MessageKey): Words | undefined {
  const [part, index] = places[key] ?? [0, -1]
  const words = shelf?.[part]
  return (words && words[index]) || undefined
}

learn(en, 0)
