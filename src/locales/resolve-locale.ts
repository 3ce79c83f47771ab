import { languages } from './languages.ts'
import { resolve, type Resolved } from './resolve.ts'

/** The nearest of all languages there are words in, to one wanted tag or to several. The script in pages knows its own list. */
export function resolveLocale(...wanted: string[]): Resolved {
  return resolve(wanted, languages)
}
