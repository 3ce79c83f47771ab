import { directionOf } from '../locales/direction.ts'
import { languages } from '../locales/languages.ts'
import { resolveLocale } from '../locales/resolve-locale.ts'
import type { LanguageSource } from '../locales/pack.ts'
import { inLanguage } from '../schema/index.ts'
import { translatedTo } from '../locales/translated-to.ts'

/** A language that mails and pages can be in. */
export interface Language {
  /** With its region, as in `de-AT`: for the attribute `lang`. */
  tag: string
  dir: 'ltr' | 'rtl'
  /** For `Intl`: always a list, so that a language the runtime lacks never follows the machine's own. */
  list: readonly string[]
  /** Its words; none for English, which is in the code. */
  source: LanguageSource | undefined
}

const sources = new Map<string, Promise<LanguageSource | undefined>>()

/** The first of the wanted tags that there are words for; English for want of any. Loaded when it is first wanted. */
export async function languageFor(...wanted: string[]): Promise<Language> {
  const { language, tag: wish } = resolveLocale(...wanted)
  // Without what else a tag may ask for, such as `u-ca-buddhist`: dates are those of the petition.
  const tag = new Intl.Locale(wish).baseName
  const source = language === 'en' ? undefined : await sourceOf(language)
  if (!source) return english(language === 'en' ? tag : 'en')
  return { tag, dir: directionOf(tag), list: [tag, language, 'en-GB'], source }
}

/** The tag as pages are to write it, if there are words in that language; and all there are, for who mistyped. */
export function knownLanguage(wanted: string): { tag: string | undefined; known: string[] } {
  const { language, tag } = resolveLocale(wanted)
  const isFound = language !== 'en' || /^en\b/i.test(wanted)
  return { tag: isFound ? new Intl.Locale(tag).baseName : undefined, known: ['en', ...languages] }
}

function english(tag: string): Language {
  // Our English is European: "13 November", not "November 13".
  return { tag, dir: 'ltr', list: tag === 'en' ? ['en-GB'] : [tag, 'en-GB'], source: undefined }
}

function sourceOf(language: string): Promise<LanguageSource | undefined> {
  const known = sources.get(language) ?? load(language)
  sources.set(language, known)
  return known
}

async function load(language: string): Promise<LanguageSource | undefined> {
  try {
    // One of our own list, never what somebody sent.
    const file = (await import(`../locales/${language}.json`, { with: { type: 'json' } })) as {
      default: LanguageSource
    }
    return file.default
  } catch {
    // Without its words it is English, as for a language we do not have.
    return undefined
  }
}

/** What a browser asks for, the dearest first: `de-CH;q=0.9, fr`. */
export function acceptedLanguages(header: string | null): string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((entry, i) => {
      const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim())
      const q = parameters.find((parameter) => parameter.startsWith('q='))
      return { tag, weight: q === undefined ? 1 : Number(q.slice(2)) || 0, i }
    })
    .filter(({ tag, weight }) => tag !== '' && tag !== '*' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.i - b.i)
    .map(({ tag }) => tag)
}

/** What a page is wished in that belongs to nobody's attempt: `?lang=`, else what the browser asks for. */
export function wishedLanguage(request: Request): Promise<Language> {
  return languageFor(
    ...askedLanguage(request),
    ...acceptedLanguages(request.headers.get('accept-language')),
  )
}

/** What an address names with `?lang=`, if it does. */
export function askedLanguage(request: Request): string[] {
  const asked = new URL(request.url).searchParams.get('lang')
  return asked ? [asked] : []
}

type Translated = Parameters<typeof inLanguage>[0]

/** A petition in a language as far as it is translated; in its own where it is not. */
export function petitionIn<T extends Translated>(petition: T, tag: string): T {
  return inLanguage(petition, translatedTo(petition, tag))
}

/** The languages a petition can be read in, its own first. */
export function languagesOf(petition: Translated): string[] {
  const others = Object.keys(petition.translations).filter((lang) => lang !== petition.lang)
  // One that lacks a part is shown in none of it.
  return [petition.lang, ...others.filter((lang) => inLanguage(petition, lang).lang === lang)]
}

/**
 * How the time zone is named beside a clock time: "GMT", "MEZ", or in full where the language has no short name of
 * its own and would write "GMT+0".
 */
export function zoneName(
  list: readonly string[],
  timeZone: string,
  at: Date | number,
): 'short' | 'long' {
  const parts = new Intl.DateTimeFormat([...list], {
    timeZone,
    timeZoneName: 'short',
  }).formatToParts(at)
  const short = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return /\d/.test(short) ? 'long' : 'short'
}
