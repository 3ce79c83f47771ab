import { expect } from '@open-wc/testing'
import { countries, type Country } from '../../src/element/countries.ts'
import { dateOf } from '../../src/element/date.ts'
import { known, languageFile } from '../../src/element/languages.ts'
import { Locale } from '../../src/element/locale.ts'
import { mishapText } from '../../src/element/mishap-text.ts'
import { kit } from '../../src/element/kit.ts'
import { learn } from '../../src/locales/index.ts'
import { parts } from '../../src/locales/parts.ts'

const isChromium = 'userAgentData' in navigator

/** As a form has it, its file loaded. */
async function localeOf(tag: string): Promise<Locale> {
  if (tag === 'en') return new Locale(tag, undefined)
  const language = tag.replace(/-.*/, '')
  const file = languageFile(language)
  await file.load()
  if (!file.part) throw new Error(`there is no file of ${language}`)
  return new Locale(tag, undefined, { file: file.part })
}

/** Once they are looked up. */
async function countriesOf(locale: Locale): Promise<Country[]> {
  const list = countries(locale)
  await list.load()
  return list.part ?? []
}

/** Those written so far; whether any is missing is told by `test/locales`. */
let real: string[] = []
before(async () => {
  const made = known.filter((tag) => !tag.startsWith('qps'))
  await Promise.all(made.map((tag) => languageFile(tag).load()))
  real = made.filter((tag) => languageFile(tag).part)
})

/** What ICU 78 writes, `_` for a no-break space and `~` for a narrow one (November 2026). */
const numbers: Record<string, string> = {
  bg: '1234 12_345 1_234_567',
  ca: '1.234 12.345 1.234.567',
  cs: '1_234 12_345 1_234_567',
  da: '1.234 12.345 1.234.567',
  de: '1.234 12.345 1.234.567',
  el: '1.234 12.345 1.234.567',
  en: '1,234 12,345 1,234,567',
  es: '1234 12.345 1.234.567',
  et: '1234 12_345 1_234_567',
  fi: '1_234 12_345 1_234_567',
  fr: '1~234 12~345 1~234~567',
  ga: '1,234 12,345 1,234,567',
  hr: '1.234 12.345 1.234.567',
  hu: '1234 12_345 1_234_567',
  it: '1234 12.345 1.234.567',
  lt: '1_234 12_345 1_234_567',
  lv: '1234 12_345 1_234_567',
  mt: '1,234 12,345 1,234,567',
  nb: '1_234 12_345 1_234_567',
  nl: '1.234 12.345 1.234.567',
  pl: '1234 12_345 1_234_567',
  pt: '1.234 12.345 1.234.567',
  ro: '1.234 12.345 1.234.567',
  sk: '1_234 12_345 1_234_567',
  sl: '1234 12.345 1.234.567',
  sv: '1_234 12_345 1_234_567',
  ar: '1,234 12,345 1,234,567',
  ur: '1,234 12,345 1,234,567',
  he: '1,234 12,345 1,234,567',
  cy: '1,234 12,345 1,234,567',
  uk: '1_234 12_345 1_234_567',
  tr: '1.234 12.345 1.234.567',
  'pt-PT': '1234 12_345 1_234_567',
}

/** Of 0, 1, 2, 5, 11, 21, 101 and a million. */
const categories: Record<string, string> = {
  bg: 'other one other other other other other other',
  cs: 'other one few other other other other other',
  da: 'other one other other other other other other',
  de: 'other one other other other other other other',
  el: 'other one other other other other other other',
  en: 'other one other other other other other other',
  es: 'other one other other other other other many',
  et: 'other one other other other other other other',
  fi: 'other one other other other other other other',
  fr: 'one one other other other other other many',
  ga: 'other one two few other other other other',
  hr: 'other one few other other one one other',
  hu: 'other one other other other other other other',
  it: 'other one other other other other other many',
  lt: 'other one few few other one one other',
  lv: 'zero one other other zero one one zero',
  mt: 'few one two few many other other other',
  nl: 'other one other other other other other other',
  pl: 'many one few many many many many many',
  pt: 'one one other other other other other many',
  ro: 'few one few few few other few other',
  sk: 'other one few other other other other other',
  sl: 'other one two other other other one other',
  sv: 'other one other other other other other other',
  ar: 'zero one two few many many other other',
  ur: 'other one other other other other other other',
  he: 'other one two other other other other other',
  cy: 'zero one two other other other other other',
  uk: 'many one few many many one one many',
  tr: 'other one other other other other other other',
}

describe('a locale', () => {
  it('writes numbers the language’s way in every browser (row 26)', async () => {
    for (const [tag, expected] of Object.entries(numbers)) {
      if (tag !== 'en' && !real.includes(tag.slice(0, 2))) continue
      const locale = await localeOf(tag)
      const written = [1234, 12345, 1234567].map((number) => locale.number(number))
      const signs = written.join(' ').replaceAll('\u00A0', '_').replaceAll('\u202F', '~')
      if (isChromium || !tag.includes('-')) expect(signs, tag).to.equal(expected)
      // Of a country it is the browser who knows. Versions of ICU differ in the space, in whether four digits are grouped, and in the digits of Arabic.
      const even = (text: string) =>
        text
          .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
          .replaceAll('٬', ',')
          .replaceAll(/[_~]/g, ' ')
          .replace(/^1[ .,]234/, '1234')
      expect(even(signs), tag).to.equal(even(expected))
    }
  })

  it('takes the numbers of a country from its tag', async () => {
    if (real.includes('ar')) expect((await localeOf('ar-EG')).number(12)).to.equal('١٢')
    expect((await localeOf('de-CH')).number(12345)).to.match(/12.345/)
  })

  it('chooses the form of a number as the language does (row 27)', async () => {
    const counts = [0, 1, 2, 5, 11, 21, 101, 1_000_000]
    const more = [3, 6, 10, 20, 100, 1000]
    for (const [tag, expected] of Object.entries(categories)) {
      if (tag !== 'en' && !real.includes(tag)) continue
      const locale = await localeOf(tag)
      const forms = Object.fromEntries(
        ['zero', 'one', 'two', 'few', 'many', 'other'].map((form) => [form, form]),
      ) as Record<string, string> & { other: string }
      expect(counts.map((count) => locale.form(forms, count)).join(' '), tag).to.equal(expected)
      expect(locale.form({ ...forms, '=0': 'none' }, 0), tag).to.equal('none')
      const texts = [...counts, ...more].map((count) => locale.say('tally.count', { count }))
      expect(new Set(texts).size, tag).to.equal(texts.length)
    }
  })

  it('names every country in the language, in its order (row 28)', async () => {
    const english = new Map(
      (await countriesOf(await localeOf('en'))).map(({ code, name }) => [code, name] as const),
    )
    for (const tag of real) {
      const locale = await localeOf(tag)
      const named = await countriesOf(locale)
      expect(named.length, tag).to.equal(english.size)
      const same = named.filter(({ code, name }) => name === english.get(code))
      expect(
        named.filter(({ code, name }) => name === code),
        tag,
      ).to.deep.equal([])
      // Names such as Kenya and Panama are the same in most languages; not all of them are.
      expect(same.length, `${tag}: ${same.map(({ name }) => name).join()}`).to.be.below(150)
      // These have a name of their own in every language of ours.
      const foreign = ['CZ', 'DE', 'ES', 'GB', 'GR', 'HU', 'US']
      expect(
        same.filter(({ code }) => foreign.includes(code)),
        tag,
      ).to.deep.equal([])
    }
    const name = async (tag: string, wanted: string) =>
      (await countriesOf(await localeOf(tag))).find(({ code }) => code === wanted)?.name
    if (real.includes('ga')) expect(await name('ga', 'BE')).to.equal('an Bheilg')
    if (real.includes('mt')) expect(await name('mt', 'DE')).to.equal('il-Ġermanja')
    if (real.includes('cy')) expect(await name('cy', 'DE')).to.equal('Yr Almaen')
    expect(await name('de', 'AT')).to.equal('Österreich')
  })

  it('writes dates in languages that the browser does not know', async () => {
    const dates = {
      ga: ['13 Samhain 2009', 'Samhain 2009'],
      mt: ['13 ta’ Novembru 2009', 'Novembru 2009'],
      cy: ['13 Tachwedd 2009', 'Tachwedd 2009'],
      de: ['13. November 2009', 'November 2009'],
    }
    for (const [tag, expected] of Object.entries(dates)) {
      const locale = await localeOf(tag)
      const written = ['2009-11-13', '2009-11'].map((at) => dateOf(at, 'UTC', locale))
      expect(written, tag).to.deep.equal(expected)
      const long = locale.moment('2009-11-13T12:00:00Z', { dateStyle: 'long', timeZone: 'UTC' })
      expect(long, tag).to.equal(expected[0])
    }
  })

  it('says how long to wait in every language', async () => {
    parts.forEach(learn)
    const waits = { ga: 'i gceann 2 nóiméad', mt: 'sa 2 minuti oħra', cy: 'ymhen 2 munud' }
    for (const [tag, expected] of Object.entries(waits)) {
      const refused = { why: 'refused', code: 'slow-down', retryAfterSeconds: 120 } as const
      const { text } = mishapText(refused, 'x', true, await localeOf(tag), kit)
      expect(JSON.stringify(text), tag).to.contain(expected)
    }
  })
})
