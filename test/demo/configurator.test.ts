import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { start, withAttribute, type Choices } from '../../demo/configurator/choices.ts'
import { choicesIn, hashOf } from '../../demo/configurator/hash.ts'
import { jsonMistake } from '../../demo/configurator/json-mistake.ts'
import { wordsOf } from '../../demo/configurator/manifest.ts'
import { mistakesIn } from '../../demo/configurator/mistakes-in.ts'
import { hasLogos, policies } from '../../demo/configurator/policy.ts'
import { problemsOf } from '../../demo/configurator/problems.ts'
import { snippet } from '../../demo/configurator/snippet.ts'
import { styleSheet } from '../../demo/configurator/style-sheet.ts'
import type { Petition } from '../../src/schema/index.ts'
import { anyChoices, attributes } from './choices.ts'

const backends = ['undersigned', 'json']

test('an address holds all that is chosen, and what it should not hold is left out', () => {
  fc.assert(
    fc.property(anyChoices, (choices) => {
      assert.deepEqual(choicesIn(hashOf(choices), attributes), choices)
    }),
  )
  fc.assert(
    fc.property(fc.string(), (text) => void choicesIn(`#${text}`, attributes)),
    { seed: 2009 },
  )
  const bad = choicesIn(
    '#a.onclick=alert(1)&a.petition=x&way=rocket&config=[1]&look.__proto__=1&pin=1 x',
    attributes,
  )
  assert.deepEqual(bad, { ...start, attributes: { petition: 'x' } })
})

test('the place of a mistake in JSON is found where JSON has one, and nowhere else', () => {
  const texts = fc.oneof(
    fc.json(),
    fc.string(),
    // Whole ones with a letter put in, changed or taken away.
    fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', '\\', '1', '\n', ':', 'e'))
      .map(([text, at, letter]) => {
        const place = at % (text.length + 1)
        return text.slice(0, place) + letter + text.slice(place + 1)
      }),
  )
  fc.assert(
    fc.property(texts, (text) => {
      assert.equal(jsonMistake(text) === undefined, isJson(text), text)
    }),
    { numRuns: 2_000, seed: 2009 },
  )
  assert.deepEqual(jsonMistake('{\n  "a": 1,\n}'), {
    line: 2,
    column: 9,
    text: 'the comma before "}" is too much',
  })
  assert.match(jsonMistake('{“a”: 1}')?.text ?? '', /double quotes/)
})

test('every mistake of the settings is found, not only the first', () => {
  const found = mistakesIn(
    {
      petition: 'Zürich!',
      endpoint: 'sign.example.org',
      backend: 'jsno',
      partner: 'A B',
      fields: 'nmae',
      theme: 'drak',
      config: 5,
    },
    { url: 'https://charity.example/', backends },
  )
  assert.deepEqual(found.map(({ setting, isFatal }) => [setting, isFatal]).sort(byName), [
    ['backend', true],
    ['config', true],
    ['endpoint', true],
    ['fields', true],
    ['partner', true],
    ['petition', true],
    ['theme', false],
  ])
  for (const { setting, text } of found)
    if (setting !== 'config') assert.match(text, /Did you mean/, setting)
})

test('the words of a setting are those of the reader', () => {
  assert.deepEqual(wordsOf('theme'), ['light', 'dark', 'host', 'auto'])
  assert.deepEqual(wordsOf('load'), ['eager', 'visible', 'click'])
  assert.equal(wordsOf('goal'), undefined)
  assert.equal(wordsOf('petition'), undefined)
})

test('what a way needs is asked for', () => {
  const settings = (choices: Choices) => problemsOf(choices, backends).map(({ setting }) => setting)
  assert.deepEqual(settings(start), [])
  assert.deepEqual(settings({ ...start, way: 'iframe', site: 'charity.example' }), ['site'])
  assert.deepEqual(settings({ ...start, script: 'http://elsewhere.example' }), ['script'])
  const json = withAttribute(start, 'backend', 'json')
  assert.deepEqual(settings({ ...json, way: 'link' }).slice(0, 1), ['way'])
  assert.deepEqual(settings(json), [
    'petition.title',
    'petition.text',
    'petition.target.name',
    'petition.owner.name',
    'petition.controller.name',
    'petition.controller.contact',
    'petition.controller.privacyUrl',
    'script',
  ])
})

test('a partner that the petition does not list is told of, once the petition is looked up', () => {
  const partners = [
    { id: 'poppy-project', name: 'Poppy' },
    { id: 'friends', name: 'Friends' },
  ]
  const told = (partner: string, change: Partial<Choices> = {}, listed = partners) =>
    problemsOf({ ...withAttribute(start, 'partner', partner), ...change }, backends, {
      partners: listed,
    } as unknown as Petition)
  const [problem, ...others] = told('popy-project')
  assert.deepEqual(others, [])
  assert.equal(problem?.setting, 'partner')
  assert.equal(problem?.isFatal, false)
  assert.match(problem?.text ?? '', /counted for no partner.* Did you mean "poppy-project"\?$/)
  assert.match(told('elsewhere')[0]?.text ?? '', /It lists: poppy-project, friends$/)
  assert.match(told('elsewhere', { way: 'iframe' })[0]?.text ?? '', /partner of the page around it/)
  assert.deepEqual(told('friends'), [])
  assert.deepEqual(told(' friends '), [])
  // A petition that lists nobody may be one whose backend does not say whom it lists.
  assert.deepEqual(told('elsewhere', {}, []), [])
  assert.deepEqual(problemsOf(withAttribute(start, 'partner', 'elsewhere'), backends), [])
  // It is wrong already, in other words.
  assert.equal(told('Poppy Project')[0]?.isFatal, true)
  assert.equal(told('Poppy Project').length, 1)
})

test('a policy names where the script, the signatures and the count come from, and no more', () => {
  const [byOrigin, byNonce] = policies({ ...start, script: 'https://cdn.example' })
  assert.equal(
    byOrigin?.text,
    `default-src 'none'; script-src https://cdn.example; connect-src https://cdn.example https://sign.example.org; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'`,
  )
  assert.match(byNonce?.text ?? '', /script-src 'nonce-…' 'strict-dynamic'; connect-src/)
  const counted = withAttribute(
    {
      ...start,
      config: { backendOptions: { tally: { endpoint: 'https://count.example/n.json' } } },
    },
    'backend',
    'json',
  )
  assert.match(policies(counted)[0]?.text ?? '', /connect-src [^;]* https:\/\/count\.example;/)
  assert.deepEqual(policies({ ...start, way: 'link' }), [])

  assert.match(policies(start, true)[1]?.text ?? '', /; img-src https:\/\/sign\.example\.org;/)
  const shows = (logo?: string) =>
    hasLogos({ backers: [{ name: 'A', logo }] } as unknown as Petition, 'https://sign.example.org')
  assert.equal(shows('https://sign.example.org/v1/petitions/a/logos/b.png'), true)
  // The widget does not load it, so the page need not allow it.
  assert.equal(shows('https://elsewhere.example/b.png'), false)
  assert.equal(shows(), false)
})

test('the style sheet keeps free what was measured, each height for the widths around it', () => {
  const css = styleSheet(start, { 320: 1500, 480: 1300, 960: 900 })
  assert.match(
    css,
    /undersigned-petition \{\s+display: block;\s+min-block-size: var\(--undersigned-reserve, 1300px\)/,
  )
  assert.match(css, /@container \(width < 400px\) \{[^@]*1500px/)
  assert.match(css, /@container \(width >= 720px\) \{[^@]*900px/)
  assert.match(snippet(start), /<div class="petition-place">/)
  assert.equal(styleSheet({ ...start, reserve: false }, undefined), '')
  const coloured = { ...start, look: { brand: 'red; } body { color: blue', radius: '4px' } }
  assert.doesNotMatch(styleSheet(coloured, undefined), /blue/)
})

test('a pinned script has its version in the address and is compared through CORS', () => {
  const pin = { version: '0.1.0', integrity: 'sha384-abc' }
  assert.match(
    snippet({ ...start, pin }).replaceAll(/\s+/g, ' '),
    /<script type="module" src="https:\/\/sign\.example\.org\/undersigned-0\.1\.0\.js" integrity="sha384-abc" crossorigin="anonymous" ?>/,
  )
})

function byName([a]: unknown[], [b]: unknown[]): number {
  return String(a).localeCompare(String(b))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
