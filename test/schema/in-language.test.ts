import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inLanguage, readPetition } from '../../src/schema/index.ts'
import { fullPetition } from './examples.ts'

const petition = (changes: object = {}) => {
  const read = readPetition({ ...fullPetition, ...changes })
  assert(read)
  return read
}

test('a petition is shown in another of its languages, whole', () => {
  const shown = inLanguage(petition(), 'cy')
  assert.deepEqual(
    [shown.lang, shown.title, shown.summary, shown.text],
    ['cy', 'Cadwch yr uned', 'Gall gael ei chau.', 'Gofynnwn am ei chadw.'],
  )
  assert.deepEqual(
    shown.consents.map(({ text }) => text),
    ['Cytunaf', 'E-bostiwch fi', 'Caiff Poppy'],
  )
  assert.deepEqual(shown.declarations[0], {
    id: 'residence',
    text: 'Rwy’n byw yn Llundain',
    purpose: 'i gyfrif',
    required: true,
  })
  assert.deepEqual(shown.target, { ...petition().target, role: 'Comisiynydd' })
  // All the rest is what it was.
  assert.deepEqual(
    [shown.id, shown.fields, shown.consents.map(({ id, mode }) => [id, mode])],
    [petition().id, petition().fields, petition().consents.map(({ id, mode }) => [id, mode])],
  )
})

test('a petition stays in its own language where the other one is not whole', () => {
  const { cy } = fullPetition.translations
  for (const translation of [
    { ...cy, title: undefined },
    { ...cy, text: '' },
    { ...cy, summary: undefined },
    { ...cy, consents: { terms: 'Cytunaf' } },
    { ...cy, declarations: {} },
    { ...cy, consents: 'x' },
  ]) {
    const own = petition({ translations: { cy: translation } })
    assert.equal(inLanguage(own, 'cy'), own)
  }
  const own = petition()
  for (const lang of ['fr', '', 'constructor', '__proto__'])
    assert.equal(inLanguage(own, lang), own, lang)
})

test('what is no text changes nothing', () => {
  const { cy } = fullPetition.translations
  const shown = inLanguage(
    petition({ translations: { cy: { ...cy, owner: 7, target: { name: ['x'] }, fields: 'x' } } }),
    'cy',
  )
  assert.deepEqual(
    [shown.owner, shown.target.name, shown.fields],
    [petition().owner, petition().target.name, petition().fields],
  )
})
