import { anotherTask } from './another-task.ts'
import { Chunk } from './chunk.ts'
import { countryNames } from './languages.ts'
import type { Locale } from './locale.ts'

export interface Country {
  code: string
  name: string
}

/** What browsers have names for and is no country of today: groups, parts, places to test with, codes of the past. */
const others =
  'AC AN BU CP CQ CS CT DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ QO QU RH SU TA TP UK UN VD WK XA XB YD YU ZR ZZ'

const known = new Map<string, Chunk<Country[]>>()

/**
 * Every country with its name, in the language's order, looked up once a page: ISO 3166-1 as the browser knows it,
 * and Kosovo's XK; or as the language's own file has them, for browsers that do not know the language.
 */
export function countries({ list, file }: Pick<Locale, 'list' | 'file'>): Chunk<Country[]> {
  const key = String(list)
  const found = known.get(key) ?? new Chunk(() => lookUp(list, countryNames(file)))
  known.set(key, found)
  return found
}

/** Until they are looked up. */
const none: Country[] = []

/** What is in each list, what of it comes first, and what was chosen. */
const filled = new WeakMap<HTMLSelectElement, readonly unknown[]>()

/**
 * Puts the countries into their list and chooses one. Not by a template: drawing one for each country takes a phone
 * longer than all the rest of the form. What a person is choosing is left alone until another value is wanted.
 */
export function fillCountries(
  select: HTMLSelectElement,
  value: string,
  common: readonly string[] | undefined,
  locale: Locale,
): void {
  const all = countries(locale).part ?? none
  // By what it says: a petition in another of its languages is made anew for each drawing.
  const first = String(common)
  const [shown, before, chosen] = filled.get(select) ?? []
  const isFilled = all === shown && first === before
  if (isFilled && value === chosen) return
  filled.set(select, [all, first, value])
  if (!isFilled) {
    const top = common?.flatMap((wanted) => all.filter(({ code }) => code === wanted))
    // What is chosen beforehand is what a form goes back to.
    const optionsOf = (list: Country[]) =>
      list.map(({ code, name }) =>
        // Not `new Option`: a page may well have something else of that name.
        Object.assign(document.createElement('option'), {
          value: code,
          textContent: name,
          defaultSelected: code === value,
        }),
      )
    const groupOf = (key: 'country.common' | 'country.all', list: Country[]) => {
      const group = document.createElement('optgroup')
      group.label = locale.say(key)
      group.append(...optionsOf(list))
      return group
    }
    // Before them stands the invitation to choose.
    select.replaceChildren(
      select.options[0]!, // our template's own
      ...(top?.[0]
        ? [groupOf('country.common', top), groupOf('country.all', all)]
        : optionsOf(all)),
    )
  }
  // A country in both groups is chosen in the first; one in none is none.
  select.value = value
  if (!select.value) select.selectedIndex = 0
}

function byLetter(one: string, other: string): number {
  return bare(one) < bare(other) ? -1 : 1
}

function bare(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}

async function lookUp(list: string[], own: Chunk<Record<string, string>> | undefined) {
  await own?.load()
  if (own?.part) return Object.entries(own.part).map(([code, name]) => ({ code, name }))
  // The first of each that Intl makes takes a phone up to a tenth of a second, so each is a task of its own.
  await anotherTask()
  const names = new Intl.DisplayNames(list, { type: 'region', fallback: 'none' })
  await anotherTask()
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const all = letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const name = names.of(code)
      return name && !others.includes(code) ? { code, name } : []
    })
  await anotherTask()
  // English does without a collator: the order of its names is that of their letters without marks.
  const isEnglish = String(list).startsWith('en')
  const compare = isEnglish ? byLetter : new Intl.Collator(list).compare
  all.sort((a, b) => compare(a.name, b.name))
  await anotherTask()
  return all
}
