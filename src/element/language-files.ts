import type { LanguageFile } from '../locales/index.ts'
import { pack, packApart, type Lands, type LanguageSource } from '../locales/pack.ts'
import { languages } from '../locales/languages.ts'

// The build replaces this file (vite.locales.ts): what it makes of the sources in `locales/` the script fetches from
// beside itself, with the integrity compiled in, and a site's bundler finds it as modules. Here, the sources as they are.

/** The languages there are files of. */
export const known: readonly string[] = languages

/**
 * What is in a file: a language, `de`, or what is beside it, `de.apart` and `ga.regions`.
 * @param _pin the integrity of a file apart, as the language's file tells it
 */
export async function open(name: string, _pin?: string): Promise<unknown> {
  const [tag = '', beside] = name.split('.')
  const source = await read<LanguageSource>(`${tag}.json`)
  if (beside === 'apart') return packApart(source)
  const lands = ['ga', 'mt', 'cy'].includes(name.slice(0, 2))
    ? await read<Lands>(`lands/${tag}.json`)
    : undefined
  if (beside === 'regions') return lands?.countries
  const file: LanguageFile = pack(tag, source, lands)
  return { ...file, apart: 'source', ...(lands && { regions: 'source' }) }
}

async function read<T>(path: string): Promise<T> {
  const response = await fetch(new URL(`../locales/${path}`, import.meta.url))
  return (await response.json()) as T // our own files, which the build and the tests have read
}
