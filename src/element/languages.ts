import { partsApart, type LanguageFile, type Shelf } from '../locales/index.ts'
import { Chunk } from './chunk.ts'
import { known as translated, open } from './language-files.ts'

/** How long words may take to come before the form is shown in English, in milliseconds. */
const patienceMs = 3_000

/** The languages besides English; the last two are made up, for tests and reviewers. */
export const known: readonly string[] = [...translated, 'qps-Ploc', 'qps-plocm']

const files: Record<string, Chunk> = {}

/** The file of a language, asked for once a page. */
export function languageFile(language: string): Chunk<LanguageFile> {
  return fileOf(language) as Chunk<LanguageFile> // what is under this name
}

/** The names of countries by code, in the order of the language, where browsers may have none. */
export function countryNames(file: Spoken): Chunk<Record<string, string>> | undefined {
  return file?.regions
    ? (fileOf(`${file.tag}.regions`, file.regions) as Chunk<Record<string, string>>) // what is in it
    : undefined
}

/** The words of the parts that are wanted seldom; when they have come, they are among those of the language. */
export function wordsApart(file: Spoken): Chunk | undefined {
  if (!file?.apart) return undefined
  const words = fileOf(`${file.tag}.apart`, file.apart)
  Object.entries(words.part ?? {}).forEach(([index, shelf]) => {
    file.texts[partsApart + Number(index)] = shelf as Shelf[number] // what is in it
  })
  return words
}

/** English is nowhere else than in the script. */
type Spoken = LanguageFile | null | undefined

/** @param pin of a file that is pinned by the language's own */
function fileOf(name: string, pin?: string): Chunk {
  const load = async (): Promise<object> =>
    name[0] === 'q'
      ? (await import('./pseudo.ts')).pseudo(name)
      : ((await open(name, pin)) as object) // JSON of ours
  return (files[name] ??= new Chunk(load, 0, patienceMs))
}
