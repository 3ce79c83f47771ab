import type { Catalogue, MessageKey, Plural, Words } from '../locales/index.ts'
import type { Accepted } from './mistakes.ts'

/** The page's own texts, by key, for all languages or the one that `lang` names. */
export type Messages = Readonly<Record<string, Words>>

/** What a person agrees to and what tells errors and options apart is not the page's to word. */
const fixed = /^(consent|privacy)\.|^error\.prefix$|^form\.optional$|^status\.withdraw$/

/** What the script hands over, and hears. */
export interface Around {
  /** The words that are here. */
  english: Catalogue
  /** Begins the keys of words that may not have come yet. */
  laterKey: RegExp
  /** The language that is shown. */
  tag: string
  refuse(setting: string, value: unknown, accepted: Accepted): void
}

/**
 * The page's own texts, by key: text, never HTML; of several sets, the last that has a text for a key. A set with a
 * `lang` is for that language alone. What cannot be taken is left out and told to `refuse`. A chunk of its own: only
 * pages that bring texts load it, see `Chunk`.
 */
export function overridesFrom(sets: readonly unknown[], around: Around): Catalogue {
  return Object.assign({}, ...sets.map((messages) => textsOf(messages, around))) as Catalogue // each is one
}

function textsOf(messages: unknown, { english, laterKey, tag, refuse }: Around): Catalogue {
  const own: Record<string, Words> = {}
  if (typeof messages !== 'object' || messages === null) {
    refuse('messages', messages, 'messages')
    return own
  }
  const { lang, ...texts } = messages as Record<string, unknown> // any object has keys
  const isOther =
    typeof lang === 'string' && !`${tag}-`.toLowerCase().startsWith(`${lang.toLowerCase()}-`)
  if (isOther) return own
  for (const [key, words] of Object.entries(texts)) {
    // What every object has, such as `constructor`, is no text.
    const known = Object.hasOwn(english, key) ? english[key as MessageKey] : undefined
    // Read again when the words of the part have come.
    if (!known && laterKey.test(key)) continue
    const accepted = acceptedInstead(key, words, known)
    if (accepted) refuse(`messages.${key}`, words, accepted)
    else own[key] = words as Words // acceptedInstead has looked at it
  }
  return own
}

/** What a text of the page would have to be; undefined when it is. */
function acceptedInstead(
  key: string,
  words: unknown,
  known: Words | undefined,
): Accepted | undefined {
  if (!known) return 'no-text'
  if (fixed.test(key)) return 'fixed'
  const given = forms(words)
  if (!given) return 'words'
  const wanted = placeholders(typeof known === 'string' ? known : known.other)
  // An exact or a single form may say the number in words.
  const lost = wanted.filter((name) => !given.other.includes(name))
  return lost.length > 0 ? `text with ${lost.join(' and ')}` : undefined
}

function forms(words: unknown): Plural | undefined {
  if (typeof words === 'string') return { other: words }
  if (typeof words !== 'object' || words === null || !('other' in words)) return undefined
  return Object.values(words).every((form) => typeof form === 'string')
    ? (words as Plural)
    : undefined
}

function placeholders(sentence: string): string[] {
  return sentence.match(/\{\w+\}/g) ?? []
}
