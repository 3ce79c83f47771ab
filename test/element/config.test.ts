import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPetition } from '../../src/schema/index.ts'
import { inlinePetition } from '../../src/element/inline-petition.ts'
import { ConfigError, readConfig, type Raw } from '../../src/element/config.ts'
import { explain } from '../../src/element/mistakes.ts'

const around = {
  url: 'https://charity.example/page?utm_source=newsletter',
}
const least = { petition: 'keep-the-unit', endpoint: 'https://sign.example.org' }

function read(raw: Raw, surroundings = {}) {
  const warnings: string[] = []
  const config = readConfig({ ...least, ...raw }, { ...around, ...surroundings }, (warning) =>
    warnings.push(explain(warning)),
  )
  return { config, warnings }
}

test('the defaults are those of the contract', () => {
  const { config, warnings } = read({})
  assert.deepEqual(warnings, [])
  assert.deepEqual(config, {
    petition: 'keep-the-unit',
    endpoint: 'https://sign.example.org',
    isGuessed: false,
    backend: 'undersigned',
    partner: undefined,
    source: 'newsletter',
    fields: undefined,
    goal: undefined,
    headingLevel: 2,
    live: 'auto',
    load: 'eager',
    announceTally: false,
    preview: false,
    shareUrl: undefined,
    theme: 'light',
    tone: undefined,
    variant: 'line',
    document: undefined,
    backendOptions: {},
  })
})

test('null and undefined mean not set, booleans and numbers count as themselves', () => {
  const { config, warnings } = read({
    partner: null,
    live: false,
    preview: true,
    goal: 500,
    headingLevel: 3,
    theme: undefined,
  })
  assert.deepEqual(warnings, [])
  assert.equal(config.live, 'off')
  assert.equal(config.preview, true)
  assert.equal(config.goal, 500)
  assert.equal(config.headingLevel, 3)
  assert.equal(read({ live: true }).config.live, 'auto')
  assert.equal(read({ preview: '' }).config.preview, true)
  // As Vue and React 18 write a false.
  assert.equal(read({ preview: 'false' }).config.preview, false)
  assert.equal(read({ announceTally: 'false' }).config.announceTally, false)
})

test('an endpoint is https:, http: on this machine, or a path here', () => {
  for (const [endpoint, read_] of [
    ['https://a.example/', 'https://a.example'],
    ['http://localhost:8787', 'http://localhost:8787'],
    ['http://127.0.0.1:1', 'http://127.0.0.1:1'],
    ['/petitions', 'https://charity.example/petitions'],
  ] as const)
    assert.equal(read({ endpoint }).config.endpoint, read_)
  // A server may take what is sent to `/sign/` and lose what is sent to `/sign`.
  for (const endpoint of ['https://a.example/sign/', 'https://a.example/?to=/'])
    assert.equal(read({ backend: 'form', endpoint }).config.endpoint, endpoint)
  for (const endpoint of ['http://a.example', 'javascript:alert(1)', 'data:,', 'a.example', ''])
    assert.throws(() => read({ endpoint }), ConfigError, endpoint)
})

test('a path leads to no other origin, also where a <base> is another’s', () => {
  const { origin } = new URL(around.url)
  const base = { url: 'https://other.example/', origin }
  for (const [endpoint, surroundings] of [
    ['//other.example', {}],
    ['/api', base],
    ['./api', base],
  ] as const)
    assert.throws(() => read({ endpoint }, surroundings), ConfigError, endpoint)
  const sub = { url: `${origin}/site/`, origin }
  assert.equal(read({ endpoint: './api' }, sub).config.endpoint, `${origin}/site/api`)
})

test('the script’s own origin is the endpoint where none is named, for our own backend only', () => {
  const scriptOrigin = 'https://sign.example.org'
  assert.equal(read({ endpoint: null }, { scriptOrigin }).config.endpoint, scriptOrigin)
  assert.equal(read({ endpoint: null }, { scriptOrigin }).config.isGuessed, true)
  assert.throws(
    () => read({ endpoint: null, backend: 'json' }, { scriptOrigin }),
    /endpoint is not set/,
  )
})

test('blanks around a setting are none, and what is left empty is not set', () => {
  const scriptOrigin = 'https://sign.example.org'
  const empty = { backend: '', endpoint: ' ', partner: ' ', fields: ' ', goal: '' }
  const { config, warnings } = read(empty, { scriptOrigin })
  assert.equal(config.backend, 'undersigned')
  assert.equal(config.endpoint, scriptOrigin)
  assert.equal(config.partner, undefined)
  assert.equal(config.fields, undefined)
  assert.deepEqual(warnings, [])
  const spaced = read({ backend: ' json\n', partner: ' charity ', endpoint: ' /api ' }).config
  assert.equal(spaced.backend, 'json')
  assert.equal(spaced.partner, 'charity')
  assert.equal(spaced.endpoint, 'https://charity.example/api')
})

test('fields are words in order, or an array', () => {
  const fields = [
    { name: 'email', required: true },
    { name: 'name', required: true },
    { name: 'postcode', required: false },
  ]
  assert.deepEqual(read({ fields: ' email  name postcode? ' }).config.fields, fields)
  assert.deepEqual(read({ fields: ['email', 'name', 'postcode?'] }).config.fields, fields)
  assert.throws(() => read({ fields: 'name name' }), { accepted: 'once' })
})

test('a mistake names the setting, its value, what is accepted and what was near', () => {
  const mistakes: [Raw, string][] = [
    [{ petition: undefined }, 'petition is not set; it accepts the name of a petition'],
    [
      { petition: 'Zürich!' },
      'petition is "Zürich!"; it accepts a slug: a to z, 0 to 9 and hyphens. Did you mean "zurich"?',
    ],
    [
      { endpoint: 'sign.example.org' },
      'endpoint is "sign.example.org"; it accepts an https: URL, http: on this machine, or a path on the same origin. Did you mean "https://sign.example.org"?',
    ],
    [
      { partner: 'Poppy Project' },
      'partner is "Poppy Project"; it accepts a slug: a to z, 0 to 9 and hyphens. Did you mean "poppy-project"?',
    ],
    [{ config: [] }, 'config is ; it accepts an object with "petition" and "backendOptions"'],
  ]
  for (const [raw, message] of mistakes)
    assert.throws(
      () => read(raw),
      (mistake) => mistake instanceof ConfigError && explain(mistake) === message,
      message,
    )
})

test('what stops nothing warns and uses its default', () => {
  const { config, warnings } = read({
    goal: -1,
    headingLevel: 7,
    theme: 'drak',
    load: 'lazy',
    source: 'A B',
    shareUrl: 'javascript:x',
  })
  assert.equal(warnings.length, 6)
  assert.match(
    warnings.join('\n'),
    /theme is "drak"; it accepts light, dark, host, auto\. Did you mean "dark"\?/,
  )
  assert.deepEqual(
    [config.goal, config.headingLevel, config.theme, config.load, config.source],
    [undefined, 2, 'light', 'eager', undefined],
  )
})

test('a petition of the page’s own is read tolerantly', () => {
  const petition = {
    title: 'Mine',
    target: { name: 'You' },
    owner: { name: 'Me' },
    controller: { name: 'Me', privacyUrl: 'https://me.example/', contact: 'me@me.example' },
    fields: ['name', 'email', 'shoe-size'],
  }
  const { config } = read({ config: { petition, backendOptions: { a: 1 } } })
  const whole = inlinePetition(config.document, 'mine', undefined, readPetition)
  assert.deepEqual(
    [whole?.id, whole?.confirmation, ...(whole?.fields.map(({ name }) => name) ?? [])],
    ['mine', 'none', 'name', 'email'],
  )
  assert.deepEqual(config.backendOptions, { a: 1 })
  assert.equal(inlinePetition({ title: 'x' }, 'mine', undefined, readPetition), undefined)
  assert.equal(inlinePetition(null, 'mine', undefined, readPetition), undefined)
  const bare = { ...petition, fields: undefined }
  const fieldsOf = (fields?: string) =>
    inlinePetition(bare, 'mine', read({ fields }).config.fields, readPetition)?.fields
  assert.deepEqual(
    fieldsOf()?.map(({ name }) => name),
    ['name', 'email', 'country', 'postcode'],
  )
  assert.deepEqual(
    fieldsOf('given family? email?')?.map(({ name, required }) => [name, required]),
    [
      ['given', true],
      ['family', false],
      ['email', false],
    ],
  )
})
