import { resolve } from './resolve.ts'

/**
 * The language that a petition is to be translated into for a form or a page; empty for its own. It is never shown in
 * a third one.
 * @param tag of the words around it
 */
export function translatedTo(
  { translations, lang }: { lang: string; translations: Readonly<Record<string, unknown>> },
  tag: string,
): string {
  const { language } = resolve([tag], [lang, ...Object.keys(translations)])
  return language !== lang && language in translations && tag.startsWith(language) ? language : ''
}
