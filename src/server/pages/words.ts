import { enStory } from '../../locales/en-story.ts'
import { pagesEn } from '../../locales/pages-en.ts'
import type { Words as Said } from '../../locales/index.ts'
import { isolated } from '../../schema/index.ts'
import { languageFor, wishedLanguage, zoneName, type Language } from '../language.ts'
import { Html, html, type Part } from './html.ts'

const english: Readonly<Record<PageKey, Said>> = { ...enStory, ...pagesEn }

/** Every sentence of a page: its own, and those it shares with the elements. */
export type PageKey = keyof typeof pagesEn | keyof typeof enStory

type Values = Readonly<Record<string, string | number>>

/** The words, numbers and dates of a page. The petition's text may be in another language. */
export interface Words {
  lang: string
  dir: 'ltr' | 'rtl'
  /** For `Intl`. */
  list: readonly string[]
  /** A sentence of the catalogue with its places filled; with `count`, the form for that number. */
  say(key: PageKey, values?: Values): string
  /** The same with parts that are HTML, such as a link inside a sentence. */
  sayHtml(key: PageKey, parts: Readonly<Record<string, Part>>): Html
  /** A number with its separators. */
  number(value: number): string
  /** A date, no more exact than it is given: an instant in the petition's time zone, which is named, a day, or a month. */
  date(at: string, timeZone: string): string
  /** Days from one to another, as in "16–18 November 2009". */
  days(from: string, until: string): string
  /** "A, B and C". */
  enumeration(items: readonly string[]): string
}

/** The words for the first of the wanted tags that there are any for. */
export async function wordsFor(...wanted: string[]): Promise<Words> {
  return wordsOf(await languageFor(...wanted))
}

/** The words for a page that belongs to nobody's attempt. */
export async function wishedWords(request: Request): Promise<Words> {
  return wordsOf(await wishedLanguage(request))
}

const made = new WeakMap<object, Map<string, Words>>()
const withoutSource = {}

function wordsOf(language: Language): Words {
  const byTag = made.get(language.source ?? withoutSource) ?? new Map<string, Words>()
  made.set(language.source ?? withoutSource, byTag)
  const known = byTag.get(language.tag) ?? makeWords(language)
  // Anybody can ask for a region that is in no atlas.
  if (byTag.size < 50) byTag.set(language.tag, known)
  return known
}

function makeWords(language: Language): Words {
  const { tag, dir, list, source } = language
  const locales = [...list]
  const numbers = new Intl.NumberFormat(locales)
  const plurals = new Intl.PluralRules(locales)
  const number = (value: number) => numbers.format(value)

  function sentence(key: PageKey, count: unknown): string {
    const words = source?.pages[key] ?? source?.story[key] ?? source?.widget[key] ?? english[key]
    if (typeof words === 'string') return words
    const amount = Number(count ?? 0)
    return words[`=${amount}`] ?? words[plurals.select(amount)] ?? words.other
  }

  const written = (value: string | number | undefined) =>
    typeof value === 'number' ? number(value) : value && isolated(value, language)

  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locales, options)
  const day = { year: 'numeric', month: 'long', day: 'numeric' } as const

  return {
    lang: tag,
    dir,
    list,
    number,
    say: (key, values = {}) =>
      sentence(key, values['count']).replace(
        /\{(\w+)\}/g,
        (place, name: string) => written(values[name]) ?? place,
      ),
    sayHtml(key, parts) {
      const pieces = sentence(key, parts['count']).split(/\{(\w+)\}/)
      return html`${pieces.map((piece, i) => {
        if (i % 2 === 0) return piece
        const part = parts[piece]
        if (part instanceof Html) return part
        return html`<bdi>${typeof part === 'number' ? number(part) : part}</bdi>`
      })}`
    },
    date(at, timeZone) {
      const isInstant = at.includes('T')
      const options: Intl.DateTimeFormatOptions = isInstant
        ? {
            ...day,
            hour: 'numeric',
            minute: '2-digit',
            timeZoneName: zoneName(list, timeZone, new Date(at)),
            timeZone,
          }
        : /^\d{4}-\d{2}$/.test(at)
          ? { year: 'numeric', month: 'long', timeZone: 'UTC' }
          : { ...day, timeZone: 'UTC' }
      return format(options).format(new Date(at))
    },
    days: (from, until) =>
      format({ ...day, timeZone: 'UTC' }).formatRange(new Date(from), new Date(until)),
    enumeration: (items) =>
      new Intl.ListFormat(locales).format(items.map((item) => isolated(item, language))),
  }
}
