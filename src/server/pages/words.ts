import { pagesEn, type PageKey } from '../../locales/pages-en.ts'
import { html, type Html, type Part } from './html.ts'

/** The language of our own words; the petition's text may be in another. */
export const pageLang = 'en'

type Values = Record<string, string | number>

/** A sentence of the catalogue with its places filled; with `count`, the form for that number. */
export function say(key: PageKey, values: Values = {}): string {
  return sentence(key, values).replace(
    /\{(\w+)\}/g,
    (place, name: string) => written(values[name]) ?? place,
  )
}

/** The same with parts that are HTML, such as a link inside a sentence. */
export function sayHtml(key: PageKey, parts: Record<string, Part>): Html {
  const pieces = sentence(key, {}).split(/\{(\w+)\}/)
  return html`${pieces.map((piece, i) => (i % 2 === 0 ? piece : parts[piece]))}`
}

/** A number with its separators. */
export function number(value: number): string {
  return new Intl.NumberFormat(pageLang).format(value)
}

/**
 * A date, no more exact than it is given: an instant in the petition's time zone, a day, or a month.
 */
export function date(at: string, timeZone: string): string {
  const isInstant = at.includes('T')
  const form: Intl.DateTimeFormatOptions = isInstant
    ? { dateStyle: 'long', timeStyle: 'short', timeZone }
    : /^\d{4}-\d{2}$/.test(at)
      ? { year: 'numeric', month: 'long', timeZone: 'UTC' }
      : { dateStyle: 'long', timeZone: 'UTC' }
  const words = new Intl.DateTimeFormat('en-GB', form).format(new Date(at))
  return isInstant ? `${words} (${timeZone})` : words
}

function sentence(key: PageKey, values: Values): string {
  const words: string | { readonly [form: string]: string } = pagesEn[key]
  if (typeof words === 'string') return words
  const count = Number(values['count'] ?? 0)
  // Every plural of the catalogue has the form `other`.
  return (
    words[`=${count}`] ??
    words[new Intl.PluralRules(pageLang).select(count)] ??
    words['other'] ??
    ''
  )
}

function written(value: string | number | undefined): string | undefined {
  return typeof value === 'number' ? number(value) : value
}
