import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { normalizePath, type Plugin } from 'vite'
import { languages } from './src/locales/languages.ts'
import { pack, packApart, type Lands, type LanguageSource } from './src/locales/pack.ts'

const sources = 'src/locales'
/** Of modules that are made here and lie nowhere. */
const made = `${normalizePath(resolve(sources))}/made/`

/**
 * Replaces `src/element/language-files.ts`. The script gets one small file a language to fetch from beside itself, and
 * in its place the integrity of each, by which it finds them too; what lies apart is pinned by the language's own file.
 * The library gets a module for each, for the site's bundler to find.
 */
export function locales(): Plugin {
  const files = contents()
  return {
    name: 'locales',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name !== 'ssr',
    resolveId: (id) => (id.startsWith(made) ? id : undefined),
    load(id) {
      if (id.startsWith(made))
        return `export default ${files.get(id.slice(made.length, -'.js'.length))}`
      if (!id.endsWith('/src/element/language-files.ts')) return undefined
      if (this.environment.name === 'library') return modules([...files.keys()])
      for (const [name, json] of files)
        this.emitFile({ type: 'asset', fileName: fileOf(name, pinOf(json)), source: json })
      this.emitFile({
        type: 'asset',
        fileName: 'locales/LICENSE.txt',
        source: readFileSync(`${sources}/lands/LICENSE.txt`),
      })
      return pinned(files)
    },
  }
}

/** What is in each file, by its name: `de`, `de.apart`, `ga.regions`. */
function contents(): Map<string, string> {
  const files = new Map<string, string>()
  for (const tag of languages) {
    // Nothing is served of a language that is not written yet.
    const source = read<LanguageSource>(`${tag}.json`)
    if (!source) continue
    const lands = read<Lands>(`lands/${tag}.json`)
    const apart = JSON.stringify(packApart(source))
    const regions = lands && JSON.stringify(lands.countries)
    const file = {
      ...pack(tag, source, lands),
      apart: pinOf(apart),
      regions: regions && pinOf(regions),
    }
    files.set(tag, JSON.stringify(file)).set(`${tag}.apart`, apart)
    if (regions) files.set(`${tag}.regions`, regions)
  }
  return files
}

function read<T>(path: string): T | undefined {
  const file = `${sources}/${path}`
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined // our own, which tests look at
}

/** SHA-256 in Base64, without its last letter: for this many bytes it is always a "=". */
function pinOf(json: string): string {
  return createHash('sha256').update(json).digest('base64').slice(0, -1)
}

/** As the script computes it, below. */
function fileOf(name: string, pin: string): string {
  return `locales/${name}-${pin.replaceAll(/\W/g, '').slice(0, 9)}.json`
}

function pinned(files: Map<string, string>): string {
  const pins = [...files].filter(([name]) => !name.includes('.'))
  // Cut by length: quotes and commas would cost what they are worth to no one.
  if (pins.some(([name]) => name.length !== 2))
    throw new Error('A language has more than two letters')
  const all = pins.map(([name, json]) => name + pinOf(json)).join('')
  return `
    const pins = Object.fromEntries(
      '${all}'.match(/.{45}/g).map((pin) => [pin.slice(0, 2), pin.slice(2)]),
    )
    export const known = Object.keys(pins)
    export const open = async (name, pin = pins[name]) =>
      (await fetch(
        new URL('locales/' + name + '-' + pin.replace(/\\W/g, '').slice(0, 9) + '.json', import.meta.url),
        { integrity: 'sha256-' + pin + '=', credentials: 'omit' },
      )).json()`
}

function modules(names: string[]): string {
  const loaders = names.map((name) => `'${name}': () => import('${made}${name}.js'),`)
  return `
    const files = { ${loaders.join('\n')} }
    export const known = Object.keys(files).filter((name) => !name.includes('.'))
    export const open = async (name) => (await files[name]()).default`
}
