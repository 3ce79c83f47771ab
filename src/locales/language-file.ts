import type { Words } from './en.ts'

/** Words by part and, within it, by the order of the English ones. What is not there, or 0, is English or as usual. */
export type Shelf = { [part: number]: { readonly [index: number]: Words | 0 } | 0 }

/** What elements load of a language. Without keys: the script knows their order. */
export interface LanguageFile {
  /** The language, as the names of files have it. */
  tag: string
  readonly texts: Shelf
  /** What is said otherwise when visitors are addressed the other way. */
  tones?: { readonly [tone: string]: Shelf }
  /** The integrity of the file with the words that are wanted seldom, see {@link partsApart}. */
  apart?: string
  /** The integrity of the file with the names of countries, for languages that browsers may not know. */
  regions?: string
  dir?: 'rtl'
  /** What parts the thousands of a number; a comma unless it is said. */
  group?: string
  /** How many digits a number has at least that is parted; 4 unless it is said. */
  groupFrom?: number
  /** Whose numbers and dates to take where a browser does not know the language; `en-GB` unless it is said. */
  near?: string
  /** By their English names, which come out of such a browser. */
  months?: { readonly [english: string]: string }
  /** Between a day and its month. */
  of?: string
  /** "in 2 minutes", for such a browser. */
  waits?: { readonly second: Words; readonly minute: Words }
  /** Changes each text: for languages that exist for testing. */
  disguise?: (text: string) => string
}

/**
 * The first of the parts whose words are in a file apart: those of a petition that cannot be signed now, and those of
 * its story.
 */
export const partsApart = 4
