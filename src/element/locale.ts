import {
  english,
  type Catalogue,
  type MessageKey,
  type Plural,
  type Words,
} from '../locales/index.ts'

/** What is put into the `{…}` of a sentence. Numbers are written the language's way. */
export type Values = Readonly<Record<string, string | number>>

/**
 * The words, numbers and dates of one language. Sentences come out as text: nothing is escaped, since nothing
 * here ever becomes markup.
 */
export class Locale {
  /** BCP 47 tag of the words; goes on the wrapper and with the signature. */
  readonly tag: string
  readonly dir: 'ltr' | 'rtl'
  /** For `Intl`: always a list, because browsers lack data for some languages and would follow the browser's own. */
  readonly list: readonly string[]
  readonly #own: Catalogue
  readonly #number: Intl.NumberFormat
  readonly #plural: Intl.PluralRules

  /** @param own the page's own texts, see `overridesFrom` */
  constructor(wanted: string, dir: string, own: Catalogue = {}) {
    const isKnown = /^en(-|$)/i.test(wanted)
    this.tag = isKnown ? canonical(wanted) : 'en'
    // Our English is European: "13 November", not "November 13"; a page in en-US gets its own way.
    this.list = this.tag === 'en' ? ['en-GB', 'en'] : [this.tag, 'en-GB', 'en']
    // The direction goes with the words: English words on an Arabic page still run from left to right.
    this.dir = isKnown && dir === 'rtl' ? 'rtl' : 'ltr'
    this.#own = own
    this.#number = new Intl.NumberFormat([...this.list])
    this.#plural = new Intl.PluralRules([...this.list])
  }

  /** The sentence of a key as text. A plural is chosen by `count`. */
  say(key: MessageKey, values: Values = {}): string {
    return this.split(key, values).join('')
  }

  /**
   * The sentence in pieces, for a value that is more than text, such as a link: text at the even places, values at
   * the odd ones.
   */
  split<T = never>(
    key: MessageKey,
    values: Readonly<Record<string, string | number | T>>,
  ): (string | T)[] {
    return this.#form(key, values['count'])
      .split(/\{(\w+)\}/)
      .map((piece, i) => {
        if (i % 2 === 0) return piece
        const value = values[piece]
        return typeof value === 'number' ? this.number(value) : (value ?? '')
      })
  }

  /** A whole number in full: never "12K". */
  number(value: number): string {
    return this.#number.format(value)
  }

  /** An instant with the parts that the options name; what this browser cannot read is shown as it was written. */
  moment(at: string, options: Intl.DateTimeFormatOptions): string {
    try {
      return new Intl.DateTimeFormat([...this.list], options).format(new Date(at))
    } catch {
      return at
    }
  }

  #form(key: MessageKey, count: unknown): string {
    const words: Words = this.#own[key] ?? english[key] ?? ''
    if (typeof words === 'string') return words
    const forms: Plural = words
    const number = typeof count === 'number' ? count : 0
    return forms[`=${number}`] ?? forms[this.#plural.select(number)] ?? forms.other
  }
}

/** The language an element stands in: its own, the nearest ancestor's through shadow roots, the page's, the browser's. */
export function languageOf(element: Element): string {
  return nearest(element, 'lang') ?? navigator.language ?? 'en'
}

/** The direction an element stands in, as an attribute says it; empty when none does. */
export function directionOf(element: Element): string {
  return nearest(element, 'dir') ?? ''
}

function nearest(element: Element, attribute: string): string | undefined {
  let node: Node | null = element
  while (node) {
    const value = node instanceof Element && node.getAttribute(attribute)
    if (value) return value
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
  }
  return undefined
}

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
