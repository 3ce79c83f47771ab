import { readFile } from 'node:fs/promises'
import { CallError, WorkError } from './verb.ts'

/** Reads a file that people write. Throws CallError where there is none, and WorkError where it is no JSON in UTF-8. */
export async function readJsonFile(source: string): Promise<unknown> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(source)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException // what node:fs rejects with
    throw new CallError(
      code === 'ENOENT' ? `There is no file ${source}.` : `${source} cannot be read (${code}).`,
    )
  }
  const text = textOf(bytes, source)
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new WorkError(
      `${source} is not JSON: ${placeOf(error, text)}.`,
      'Look for a comma too many or too few, or a quote that is not closed.',
    )
  }
}

// A byte order mark, as some editors write it, is left out.
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Read as UTF-8 whatever it is, a file of another encoding would be stored with its letters replaced. */
function textOf(bytes: Uint8Array, source: string): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new WorkError(`${source} is not UTF-8.`, 'Save it as UTF-8. Nothing was changed.')
  }
}

/** Node's words for a JSON mistake, with the line and column people's editors show. */
function placeOf(error: unknown, text: string): string {
  const words = error instanceof Error ? error.message : String(error)
  const position = /position (\d+)/.exec(words)?.[1]
  const place = position === undefined ? text : text.slice(0, Number(position))
  const lines = place.split('\n')
  const reason = words
    .replace(/,? ?(?:\.\.\.)?".*" is not valid JSON$/s, '')
    .replace(/ in JSON at position.*$/s, '')
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`
}
