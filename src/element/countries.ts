import { countryNames } from './languages.ts'
import type { Locale } from './locale.ts'

export interface Country {
  code: string
  name: string
}

/** What browsers have names for and is no country of today: groups, parts, places to test with, codes of the past. */
const others =
  'AC AN BU CP CQ CS CT DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ QO QU RH SU TA TP UK UN VD WK XA XB YD YU ZR ZZ'

/** By the language: looking them all up takes some milliseconds. */
const known = new Map<string, Country[]>()

/**
 * Every country with its name, in the language's order: ISO 3166-1 as the browser knows it, and Kosovo's XK; or as
 * the language's own file has them, for browsers that do not know the language.
 */
export function countries({ list, file }: Pick<Locale, 'list' | 'file'>): Country[] {
  const own = countryNames(file)?.part
  if (own) return Object.entries(own).map(([code, name]) => ({ code, name }))
  const key = String(list)
  const found = known.get(key) ?? lookUp(list)
  known.set(key, found)
  return found
}

function lookUp(list: string[]): Country[] {
  const names = new Intl.DisplayNames(list, { type: 'region', fallback: 'none' })
  const { compare } = new Intl.Collator(list)
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const name = names.of(code)
      return name && !others.includes(code) ? { code, name } : []
    })
    .sort((a, b) => compare(a.name, b.name))
}
