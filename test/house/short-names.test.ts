import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ownNames } from '../../vite.short-names.ts'

const read = (pattern: string) =>
  globSync(pattern)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
/** Without comments: they quote names. */
const source = read('src/{,element/,adapters/,schema/}*.ts').replaceAll(
  /\/\*[^]*?\*\/|^\s*\/\/.*$/gm,
  '',
)
const has = (text: string, name: string) => new RegExp(`\\b${name}\\b`).test(text)

test('what the build writes short is ours', () => {
  const browser = read('node_modules/@typescript/*/lib/lib.{dom,es*}*.d.ts')
  assert.ok(has(browser, 'addEventListener') && has(browser, 'flatMap'))
  const foreign = ownNames.filter((name) => has(browser, name))
  assert.deepEqual(foreign, [])
  const unknown = ownNames.filter((name) => !has(source, name))
  assert.deepEqual(unknown, [])
})

test('what the build writes short is in no text, key or attribute', () => {
  const texts = read('src/locales/{*.json,*en*.ts}') + read('src/server/openapi.ts')
  const keys = ownNames.filter((name) => has(texts, name))
  assert.deepEqual(keys, [])
  const quoted = ownNames.filter((name) => new RegExp(`['"\`.-]${name}['"\`=]`).test(source))
  assert.deepEqual(quoted, [])
})

test('what the build writes short is in no contract with others', () => {
  const [adapter = ''] =
    /export interface Adapter \{[^]*?\n\}/.exec(read('src/adapters/adapter.ts')) ?? []
  const [events = ''] =
    /export interface UndersignedEvents[^]*?declare/.exec(read('src/element/events.ts')) ?? []
  const documented = read('src/element/undersigned-{petition,tally}.ts').matchAll(
    /@(?:attr|fires) .*/g,
  )
  const all = [
    adapter,
    events,
    ...[...documented].map(([line]) => line),
    read('src/index.ts'),
  ].join('\n')
  assert.ok(has(all, 'petitionPattern') && has(all, 'waitUntil') && has(all, 'partner'))
  assert.deepEqual(
    ownNames.filter((name) => has(all, name)),
    [],
  )
})
