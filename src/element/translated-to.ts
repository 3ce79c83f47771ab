import { resolve } from '../locales/index.ts'
import type { Petition } from '../schema/index.ts'

/**
 * The language that a petition is to be translated into for a form; empty for its own. It is never shown in a third one.
 * @param tag of the form's words
 */
export function translatedTo({ translations, lang }: Petition, tag: string): string {
  const { language } = resolve([tag], [lang, ...Object.keys(translations)])
  return language !== lang && language in translations && tag.startsWith(language) ? language : ''
}
