import {
  english,
  wordsIn,
  type Catalogue,
  type LanguageFile,
  type MessageKey,
  type Plural,
  type Shelf,
  type Words,
} from '../locales/index.ts'

/** Tags of languages whose numbers are written as their files say; a region may have ways of its own. */
const asUsual = /^([a-z]+|en-(GB|US))$/

/** What is put into the `{…}` of a sentence. Numbers are written the language's way. */
export type Values = Readonly<Record<string, string | number>>

/** What a locale may have besides English. */
export interface Spoken {
  /** The words of its language; without them it is English. */
  file?: LanguageFile | null | undefined
  /** How visitors are to be addressed. */
  tone?: unknown
  /** The page's own texts, see `overridesFrom`. */
  own?: Catalogue | undefined
}

/**
 * The words, numbers and dates of one language. Sentences come out as text: nothing is escaped, since nothing
 * here ever becomes markup.
 */
export class Locale {
  /** BCP 47 tag of the words; goes on the wrapper and with the signature. */
  readonly tag: string
  readonly dir: 'ltr' | 'rtl'
  /** For `Intl`: always a list, because browsers lack data for some languages and would follow the browser's own. */
  readonly list: string[]
  readonly file: LanguageFile | null | undefined
  readonly #own: Catalogue
  readonly #tone: Shelf | undefined
  // Made when first used: it takes browsers some milliseconds.
  #plural: Intl.PluralRules | undefined

  /**
   * @param tag of a language whose file is given, or of English
   * @param dir what the page says of the direction; else the language's own
   */
  constructor(tag: string, dir: string | undefined, { file, tone, own = {} }: Spoken = {}) {
    this.file = file
    this.tag = tag
    // Our English is European: "13 November", not "November 13"; a page in en-US gets its own way.
    const near = file?.near ?? 'en-GB'
    this.list = tag === 'en' ? [near, tag] : [tag, near, 'en']
    const said = dir?.toLowerCase()
    this.dir = said === 'ltr' || said === 'rtl' ? said : (file?.dir ?? 'ltr')
    this.#own = own
    this.#tone = file?.tones?.[String(tone)]
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
    const { file } = this
    const own = this.#own[key]
    const words = own ?? wordsIn(this.#tone, key) ?? wordsIn(file?.texts, key) ?? english[key] ?? ''
    const text = this.form(words, values['count'])
    return (own || !file?.disguise ? text : file.disguise(text))
      .split(/\{(\w+)\}/)
      .map((piece, i) => {
        if (i % 2 === 0) return piece
        const value = values[piece]
        return typeof value === 'number' ? this.number(value) : (value ?? '')
      })
  }

  /** A whole number in full: never "12K". Without `Intl` if that can be: its first takes a phone a tenth of a second. */
  number(value: number): string {
    const { group = ',', groupFrom = 4 } = this.file ?? {}
    const digits = String(value)
    if (!asUsual.test(this.tag)) return new Intl.NumberFormat(this.list).format(value)
    return digits.length < groupFrom ? digits : digits.replace(/\B(?=(\d{3})+$)/g, group)
  }

  /** An instant with the parts that the options name; what this browser cannot read is shown as it was written. */
  moment(at: string, options: Intl.DateTimeFormatOptions): string {
    const { months, of = '' } = this.file ?? {}
    try {
      const text = new Intl.DateTimeFormat(this.list, options).format(new Date(at))
      // A browser that does not know the language has English names.
      return months
        ? text.replace(/(\d )?([A-Z][a-z]+)/, (same, day, name) =>
            months[name] ? (day ? day + of : '') + months[name] : same,
          )
        : text
    } catch {
      return at
    }
  }

  /** Of words that differ by a number, those for this one. */
  form(words: Words, count: unknown): string {
    if (typeof words === 'string') return words
    const forms: Plural = words
    const number = typeof count === 'number' ? count : 0
    this.#plural ??= new Intl.PluralRules(this.list)
    return forms[`=${number}`] ?? forms[this.#plural.select(number)] ?? forms.other
  }
}

/** The elements that an element stands in, the nearest first, through shadow roots; the element itself is one. */
export function standingIn(element: Element): Element[] {
  const found: Element[] = []
  let node: Node | null = element
  while (node) {
    if (node instanceof Element) found.push(node)
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
  }
  return found
}

/** What the nearest element says that says anything. */
export function nearest(element: Element, attribute: 'lang' | 'dir'): string | undefined {
  const said = standingIn(element).map((one) => one.getAttribute(attribute))
  return said.find(Boolean) ?? undefined
}
