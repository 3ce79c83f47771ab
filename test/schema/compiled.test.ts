import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import * as readers from '../../src/schema/read.ts'
import type { Reader } from '../../src/schema/reader.ts'
import { compile } from '../../vite.compile-readers.ts'
import { changed, changedAt, oddValues, pathsOf } from './changed.ts'
import { fullPetition, fullTally, receipt, refusals } from './examples.ts'

const folder = new URL('../../src/schema/', import.meta.url)
const code = await compile(fileURLToPath(new URL('read.ts', folder)))
const url = `data:text/javascript,${encodeURIComponent(code.replaceAll(`'./`, `'${folder.href}`))}`
// The module has the readers' own names, or the test says so.
const compiled = (await import(url)) as Record<string, Reader<object>>

/** Without the keys that are there and undefined: zod sets some, and nobody can tell. */
function told(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

const documents = [fullPetition, fullTally, receipt, ...refusals]

describe('compiled readers', () => {
  it('are those of read.ts', () => {
    assert.deepEqual(Object.keys(compiled).sort(), Object.keys(readers).sort())
  })

  for (const [name, read] of Object.entries(readers)) {
    const readCompiled = compiled[name]!
    it(`${name} reads whole documents as zod does`, () => {
      for (const document of documents) {
        assert.deepEqual(told(readCompiled(document)), told(read(document)))
      }
      assert(documents.some((document) => readCompiled(document)))
    })

    it(`${name} agrees with zod on every odd value at every place`, () => {
      for (const document of documents.filter((document) => read(document))) {
        for (const path of pathsOf(document)) {
          for (const odd of oddValues) {
            const other = changedAt(document, path, () => odd)
            assert.deepEqual(told(readCompiled(other)), told(read(other)), path.join('.'))
          }
        }
      }
    })

    it(`${name} agrees with zod on 2,500 changed documents`, () => {
      let yes = 0
      let no = 0
      fc.assert(
        fc.property(fc.oneof(...documents.map(changed), fc.jsonValue()), (document) => {
          const expected = read(document)
          if (expected) yes++
          else no++
          assert.deepEqual(told(readCompiled(document)), told(expected))
        }),
        { numRuns: 2500 },
      )
      // A comparison of noes with noes would show nothing.
      assert(yes > 25 && no > 25, `${yes} yes, ${no} no`)
    })
  }

  it('know no more of zod', () => {
    assert(!/zod|z\./.test(code))
  })

  for (const [what, schema] of [
    ['a check', 'z.string().check(z.minLength(1))'],
    ['a bound from above', 'z.int().check(z.lte(5))'],
    ['a kind of schema', 'z.tuple([z.string()])'],
    ['a strict object', 'z.strictObject({ a: z.string() })'],
    ['a function without a home', 'z.pipe(z.string(), z.transform((text) => text.length))'],
  ]) {
    it(`are not made of ${what} nobody has taught them`, async () => {
      const home = await mkdtemp(join(tmpdir(), 'readers-'))
      const file = join(home, 'read.ts')
      await writeFile(
        file,
        `import * as z from '${import.meta.resolve('zod/mini')}'
         import { reader } from '${folder.href}reader.ts'
         export const readOther = reader(z.object({ other: ${schema} }))`,
      )
      await assert.rejects(compile(file), /^Error: (Nothing is known|A schema applies)/)
      await rm(home, { recursive: true })
    })
  }
})
