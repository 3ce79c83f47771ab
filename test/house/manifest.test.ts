import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

/** The public contract of the elements: what their doc comments must tell, and nothing else. */
const shared = ['petition', 'endpoint', 'backend', 'goal', 'live', 'load', 'theme']
const contract: Record<string, Partial<Record<Kind, string[]>>> = {
  'undersigned-petition': {
    attributes: [
      ...shared,
      ...['partner', 'source', 'fields', 'heading-level', 'announce-tally', 'preview'],
      ...['share-url', 'tone', 'lang', 'dir'],
    ],
    events: ['ready', 'sign', 'signed', 'refused', 'error', 'tallied', 'shared'].map(prefixed),
    slots: ['', 'heading', 'before-form', 'legal', 'after-sign', 'challenge', 'config', 'messages'],
    cssParts: [
      ...['root', 'heading', 'target', 'statement', 'tally', 'tally-count', 'tally-goal', 'bar'],
      ...['bar-fill', 'form', 'row', 'label', 'hint', 'input', 'select', 'textarea', 'checkbox'],
      ...['error', 'error-summary', 'button', 'secondary-button', 'share-list', 'share-button'],
      ...['legal', 'status', 'notice', 'backers', 'backer', 'milestones', 'delivery'],
    ],
    cssProperties: [
      ...['brand', 'surface', 'on-surface', 'muted', 'border', 'error', 'success', 'radius'],
      ...['border-width', 'gap', 'control-height', 'font', 'font-heading', 'font-size'],
      ...['line-height', 'max-width', 'shadow', 'bar-height', 'scroll-margin', 'reserve'],
    ].map((name) => `--${prefixed(name)}`),
  },
  'undersigned-tally': { attributes: [...shared, 'lang', 'dir', 'variant'] },
}

type Kind = 'attributes' | 'events' | 'slots' | 'cssParts' | 'cssProperties'
interface Element extends Partial<Record<Kind, { name: string; description?: string }[]>> {
  tagName: string
}

const elements = (
  JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as {
    modules: { declarations: Element[] }[]
  }
).modules.flatMap((module) => module.declarations)

for (const [tagName, kinds] of Object.entries(contract)) {
  for (const [kind, names] of Object.entries(kinds) as [Kind, string[]][]) {
    test(`the manifest describes all ${kind} of ${tagName}`, () => {
      const described = elements.find((element) => element.tagName === tagName)?.[kind] ?? []
      assert.deepEqual(described.map(({ name }) => name).sort(), [...names].sort())
      assert.deepEqual(
        described.filter(({ description }) => !description),
        [],
      )
    })
  }
}

test('the templates name no part, slot or custom property beyond the contract', () => {
  const { cssParts = [], slots = [], cssProperties = [] } = contract['undersigned-petition'] ?? {}
  const source = globSync('src/element/*.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const beyond = (pattern: RegExp, known: string[]): string[] =>
    [...source.matchAll(pattern)]
      .flatMap(([, names = '']) => names.split(/\s+/))
      .filter((name) => !known.includes(name))
  assert.deepEqual(beyond(/ part="([^"$]+)"/g, cssParts), [])
  assert.deepEqual(beyond(/<slot name="([^"$]+)"/g, slots), [])
  assert.deepEqual(beyond(/var\((--undersigned-[a-z-]+)/g, cssProperties), [])
})

function prefixed(name: string): string {
  return `undersigned-${name}`
}
