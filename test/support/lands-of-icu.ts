/**
 * Writes `src/locales/lands/TAG.json` for the languages that browsers may know nothing of: names of countries in the
 * order of the language, names of months and words for a wait. They are the Unicode CLDR's, under the Unicode licence
 * beside them, as Node's full ICU has them. Once, and again when they have changed:
 *
 *     node test/support/lands-of-icu.ts
 */
import { writeFileSync } from 'node:fs'
import { countriesIn as named } from '../../src/server/countries.ts'
import type { Lands } from '../../src/locales/pack.ts'

/** By language, whose numbers and dates come nearest. */
const near = { ga: 'en-IE', mt: 'en-MT', cy: 'en-GB' }

for (const [tag, other] of Object.entries(near)) {
  const lands = landsOf(tag, other)
  writeFileSync(`src/locales/lands/${tag}.json`, `${JSON.stringify(lands, null, 2)}\n`)
}

function landsOf(tag: string, other: string): Lands {
  const monthOf = (locale: string, month: number): string =>
    new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
      .formatToParts(Date.UTC(2026, month))
      .find(({ type }) => type === 'month')?.value ?? ''
  const months = Array.from({ length: 12 }, (_, i) => [monthOf('en', i), monthOf(tag, i)])
  const between = new Intl.DateTimeFormat(tag, { dateStyle: 'long' })
    .formatToParts()
    .find(({ type, value }) => type === 'literal' && value.trim())
  return {
    near: other,
    months: Object.fromEntries(months) as Record<string, string>,
    ...(between && { of: between.value.trimStart() }),
    waits: { second: waitOf(tag, 'second'), minute: waitOf(tag, 'minute') },
    countries: countriesIn(tag),
  }
}

/** All that there are in English; the CLDR has not every name in every language. */
function countriesIn(tag: string): Record<string, string> {
  const names = new Intl.DisplayNames([tag, 'en'], { type: 'region' })
  const { compare } = new Intl.Collator(tag)
  return Object.fromEntries(
    named(['en'])
      .map(({ code, name }) => [code, known(names.of(code), code) ?? name] as const)
      .sort(([, one], [, other]) => compare(one, other)),
  )
}

/** A code comes back as it is where it has no name. */
function known(name: string | undefined, code: string): string | undefined {
  return name === code ? undefined : name
}

function waitOf(tag: string, unit: 'second' | 'minute') {
  const rules = new Intl.PluralRules(tag)
  const format = new Intl.RelativeTimeFormat(tag)
  const forms: Record<string, string> = {}
  for (let n = 1; n < 200; n++)
    forms[rules.select(n)] ??= format
      .formatToParts(n, unit)
      .map(({ type, value }) => (type === 'integer' ? '{count}' : value))
      .join('')
  const { other = '' } = forms
  return {
    ...Object.fromEntries(Object.entries(forms).filter(([, form]) => form !== other)),
    other,
  }
}
