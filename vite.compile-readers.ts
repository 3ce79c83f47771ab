import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import type { $ZodCheckDef, $ZodCheckGreaterThanDef, $ZodType, $ZodTypes } from 'zod/v4/core'

/**
 * Replaces `src/schema/read.ts`: what it exports are readers by zod schemas, and the built script gets plain checks
 * made of these very schemas (`src/schema/checks.ts`). Zod would be more than half of the script.
 */
export function compileReaders(): Plugin {
  return {
    name: 'compile-readers',
    enforce: 'pre',
    // The server parses by the schemas themselves.
    applyToEnvironment: ({ name }) => name !== 'ssr',
    load(id) {
      return id.endsWith('/src/schema/read.ts') ? compile(id) : undefined
    },
  }
}

/**
 * The module that does the same without zod. What schemas share is written out each time: brotli makes less of it
 * than of names.
 * @param file exports readers only; functions that its schemas apply are exported by modules beside it
 */
export async function compile(file: string): Promise<string> {
  const folder = dirname(file)
  const functions = new Map<unknown, string>()
  for (const name of readdirSync(folder).filter((name) => name !== 'index.ts')) {
    for (const [exported, value] of Object.entries(await load(join(folder, name)))) {
      if (typeof value === 'function')
        functions.set(value, `import { ${exported} } from './${name}'`)
    }
  }
  const imports = new Set([`import * as is from './checks.ts'`])
  const named = (value: { name: string }) => {
    const found = functions.get(value)
    if (!found)
      throw new Error(`A schema applies "${value.name}", which nothing in ${folder} exports`)
    imports.add(found)
    return value.name
  }
  const exports = Object.entries(await load(file)).map(([name, reader]) => {
    const { schema } = reader as { schema?: $ZodType } // what `reader` returns
    if (!schema) throw new Error(`${file} exports "${name}", which is no reader of a schema`)
    return `export const ${name} = is.readerOf(${write(schema, named)})`
  })
  return [...imports, ...exports].join('\n')
}

function write(schema: $ZodType, named: (value: { name: string }) => string): string {
  const { def } = (schema as $ZodTypes)._zod
  const inner = (one: $ZodType) => write(one, named)
  const unknown = (what: string) =>
    new Error(`Nothing is known of the ${what} of a schema; see src/schema/checks.ts`)
  if (def.checks?.length && def.type !== 'number') throw unknown(`checks of the ${def.type}`)
  switch (def.type) {
    case 'string':
    case 'boolean':
      return `is.is('${def.type}')`
    case 'number':
      if (!('format' in def) && !def.checks?.length) return 'is.finite'
      if (!('format' in def) || def.format !== 'safeint') throw unknown('number')
      return `is.whole(${least(def.checks ?? [])})`
    case 'enum': {
      const words = Object.values(def.entries).map(String)
      if (words.some((word) => word.includes(' '))) throw unknown('words with spaces')
      return `is.oneOf(${JSON.stringify(words.join(' '))})`
    }
    case 'unknown':
      return 'is.anything'
    case 'optional':
    case 'nullable':
      return `is.${def.type}(${inner(def.innerType)})`
    case 'array':
      return `is.list(${inner(def.element)})`
    case 'record':
      return `is.record(${inner(def.valueType)})`
    case 'object': {
      if (def.catchall) throw unknown('other keys')
      const entries = Object.entries(def.shape).map(([key, value]) => `${key}: ${inner(value)}`)
      return `is.object({ ${entries.join(', ')} })`
    }
    case 'union':
      return def.options.map(inner).reduceRight((rest, one) => `is.either(${one}, ${rest})`)
    case 'catch': {
      const value: unknown = def.catchValue({} as never) // ours are constants and look at nothing
      const tried = (def.innerType as $ZodTypes)._zod.def
      // What is taken for undefined or null anyway needs no look whether it is.
      const isAllowed =
        (tried.type === 'optional' && value === undefined) ||
        (tried.type === 'nullable' && value === null)
      const check = inner(isAllowed ? tried.innerType : def.innerType)
      if (value === undefined) return `is.readerOf(${check})`
      // A list or an object is another one each time.
      if (value && typeof value === 'object')
        return `is.either(${check}, () => (${JSON.stringify(value)}))`
      return `is.orElse(${check}, ${JSON.stringify(value)})`
    }
    case 'pipe':
      return `is.chain(${inner(def.in)}, ${inner(def.out)})`
    case 'transform':
      return named(def.transform)
    default:
      throw unknown(def.type)
  }
}

/** The bound that the checks of a whole number set, if any. */
function least(checks: readonly { _zod: { def: $ZodCheckDef } }[]): string {
  const bounds = checks.map(({ _zod: { def } }) => {
    if (def.check !== 'greater_than') throw new Error(`Nothing is known of the check ${def.check}`)
    const { value, inclusive } = def as $ZodCheckGreaterThanDef
    return Number(value) + (inclusive ? 0 : 1)
  })
  return bounds.length > 0 ? String(Math.max(...bounds)) : ''
}

async function load(file: string): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(file).href)) as Record<string, unknown> // a module's exports
}
