import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { backendNames } from '../../src/adapters/index.ts'
import { UndersignedPetition, UndersignedTally } from '../../src/index.ts'

const manifest = readFileSync('dist/custom-elements.json', 'utf8')

test('the words of a backend are names of backends', () => {
  const [, type = ''] = /"text": "('undersigned' \|[^"]*)"/.exec(manifest) ?? []
  const words = [...type.matchAll(/'([^']+)'/g)].map(([, word = '']) => word)
  assert.ok(words.length > 1)
  assert.deepEqual(
    words.filter((word) => !backendNames().includes(word)),
    [],
  )
})

/** How a listener is called in each framework's templates. */
const frameworks: Record<string, (event: string) => string> = {
  react: (event) => `on${event}`,
  preact: (event) => `on${event}`,
  solid: (event) => `on:${event}`,
  vue: (event) =>
    `on${event.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`,
  svelte: (event) => `on${event}`,
}
const tallyEvents = ['ready', 'error', 'tallied']
const petitionEvents = [...tallyEvents, 'sign', 'signed', 'refused', 'shared']
const elements = [
  { element: UndersignedPetition, events: petitionEvents },
  { element: UndersignedTally, events: tallyEvents },
]

for (const [framework, listener] of Object.entries(frameworks)) {
  const types = readFileSync(`dist/${framework}.d.ts`, 'utf8')

  for (const { element, events } of elements) {
    test(`${framework} knows what ${element.name} takes and fires, and nothing else`, () => {
      const block = new RegExp(`interface ${element.name}Attributes {([^]*?)^}`, 'm').exec(
        types,
      )?.[1]
      const known = [...(block ?? '').matchAll(/^ {2}'([^']+)'\?:/gm)].map(([, key = '']) => key)
      // Those of every element are the framework's own.
      const attributes = element.observedAttributes.filter((name) => !/^(lang|dir)$/.test(name))
      const wanted = [
        ...attributes,
        ...Object.keys(element.properties),
        ...events.map((name) => listener(`undersigned-${name}`)),
      ]
      const plain = known.filter((key) => !/^(attr|prop):/.test(key))
      assert.deepEqual(plain.sort(), [...new Set(wanted)].sort())
    })
  }

  test(`${framework} is told nothing of any other, nor the global JSX`, () => {
    assert.doesNotMatch(types, /declare global|\bany\b/)
    const modules = [...types.matchAll(/^declare module '([^']+)'/gm)].map(([, name]) => name)
    assert.deepEqual(modules.length, 1)
    // Every key and every tag says what it is.
    assert.equal(types.match(/^ +\/\*\* .+ \*\/\n +'/gm)?.length, types.match(/^ +'/gm)?.length)
  })

  test(`importing the types for ${framework} brings no code`, () => {
    assert.equal(readFileSync(`dist/${framework}.js`, 'utf8'), 'export {}\n')
  })
}
