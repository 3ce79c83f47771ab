import { existsSync, readFileSync } from 'node:fs'
import { marked, type Token } from 'marked'

/**
 * What a fenced block of the documentation may be, by the words after its backticks. A test runs or checks every one;
 * what each test does is said here, and done in test/house/snippets.test.ts and test/e2e/snippets.test.ts.
 */
export const fenceKinds: Record<string, string> = {
  'html page': 'a page, or what is pasted into one; it is tried in a browser with the demo backend',
  'html part': 'a piece of HTML; it must be whole, and our elements and attributes must be known',
  'js page': 'a script of the page; it runs beside the element while somebody signs',
  'json config': 'an inline configuration; a third word names the backend whose options it holds',
  'json petition': 'a petition file; with the word `part`, keys of one',
  'json relay': 'a configuration of the relay',
  'json messages': 'texts by key, as the page may word them',
  css: 'styles; each property, value and part must exist',
  ts: 'TypeScript; it must type-check with the built package',
  tsx: 'the same with JSX',
  http: 'a request or an answer of our protocol; its body must fit the schema',
  sh: 'commands; program, verb and options must exist. With the word `run`, they are run in their order',
  text: 'anything else; nobody runs it',
}

/** One fenced block. */
export interface Fence {
  /** The file it stands in, and the line of its first backticks. */
  file: string
  line: number
  /** One of {@link fenceKinds}; `from` shows a file of the demo, which has tests of its own. */
  kind: string
  /** What follows the kind: the name of a backend, `live`, `run`, `part`. */
  words: string[]
  lang: string
  text: string
}

/** Words that may follow a kind, where any may. */
const mayFollow: Record<string, RegExp> = {
  'html part': /^live$/,
  css: /^live$/,
  sh: /^run$/,
  'json petition': /^part$/,
  'json config': /^[a-z-]+$/,
  'json messages': /^[a-z-]+$/,
}

/**
 * Reads what stands after the backticks.
 * @param loose outside of the documentation a block may say nothing but its language: HTML is then a page, and what
 *   is no kind is not run
 */
export function readFence(
  info: string,
  text: string,
  place: { file: string; line: number },
  loose = false,
): Fence {
  const words = info.split(/\s+/).filter(Boolean)
  const [lang = '', second = ''] = words
  const wrong = (what: string): Error => new Error(`${place.file}:${place.line}: ${what}`)
  if (second === 'from') return { ...place, ...shownFile(words, text, wrong) }
  const kind = [`${lang} ${second}`, lang].find((name) => Object.hasOwn(fenceKinds, name))
  if (kind === undefined) {
    if (loose)
      return { ...place, kind: lang === 'html' ? 'html page' : 'text', words: [], lang, text }
    const known = Object.keys(fenceKinds).join(', ')
    throw wrong(`a fence "${info}" is none of: ${known}, or LANG from demo/FILE`)
  }
  const rest = words.slice(kind.split(' ').length)
  const bad = rest.find((word) => !mayFollow[kind]?.test(word))
  if (bad !== undefined) throw wrong(`"${bad}" cannot follow "${kind}"`)
  return { ...place, kind, words: rest, lang, text }
}

/** A file of the demo instead of a copy of it: what is shown is what its own tests run. */
function shownFile(
  [lang = '', , path = '', ...more]: string[],
  text: string,
  wrong: (what: string) => Error,
): Omit<Fence, 'file' | 'line'> {
  if (!/^demo\/[\w./-]+$/.test(path) || path.includes('..') || more.length > 0)
    throw wrong('after "from" comes one path that begins with demo/')
  if (text.trim()) throw wrong('what is shown from a file has nothing between its backticks')
  const url = new URL(`../../${path}`, import.meta.url)
  if (!existsSync(url)) throw wrong(`there is no ${path}`)
  return { kind: 'from', words: [path], lang, text: readFileSync(url, 'utf8').trimEnd() }
}

/** Every fenced block of a Markdown text, also those in lists, and every line of code in its sentences. */
export function readCode(
  source: string,
  file: string,
  loose = false,
): { fences: Fence[]; inline: { file: string; line: number; text: string }[] } {
  const fences: Fence[] = []
  const inline: { file: string; line: number; text: string }[] = []
  let from = 0
  const lineOf = (raw: string): number => {
    const found = source.indexOf(raw.split('\n')[0] ?? '', from)
    if (found !== -1) from = found
    return source.slice(0, from).split('\n').length
  }
  const walk = (token: Token): void => {
    if (token.type === 'code' && token['codeBlockStyle'] !== 'indented') {
      const line = lineOf(token.raw)
      fences.push(readFence(token['lang'] ?? '', token['text'], { file, line }, loose))
      from += token.raw.length
    }
    if (token.type === 'codespan')
      inline.push({ file, line: lineOf(token.raw), text: token['text'] })
  }
  void marked.walkTokens(marked.lexer(source), walk)
  return { fences, inline }
}
