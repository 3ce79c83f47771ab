import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { detailOf, told } from '../../src/embed/details.ts'
import { readMessage } from '../../src/embed/message.ts'

const signed = {
  petition: 'keep-the-unit',
  partner: undefined,
  outcome: 'pending',
  at: '2026-11-01T12:00:00.123Z',
}

test('tells of every event of the element but the one that a page could hold back', () => {
  assert.deepEqual(told, ['ready', 'signed', 'refused', 'error', 'tallied', 'shared'])
})

test('lets out what is on the list and nothing beside it', () => {
  const more = { ...signed, email: 'ana@mail.example', name: 'Ana', __proto__: { at: 'x' } }
  assert.deepEqual(detailOf('signed', more), signed)
  assert.deepEqual(
    detailOf('error', { petition: 'a', code: 'offline', message: 'to ana@mail.example' }),
    { petition: 'a', code: 'offline' },
  )
})

test('lets out nothing that is not of the kind it is to be', () => {
  const wrong: [string, Record<string, unknown>][] = [
    ['signed', { ...signed, petition: 'ana@mail.example' }],
    ['signed', { ...signed, outcome: 'Ana Novák' }],
    ['signed', { ...signed, at: 'yesterday' }],
    ['signed', { ...signed, partner: 5 }],
    ['signed', Object.create(signed) as Record<string, unknown>],
    ['tallied', { petition: 'a', count: '5', goal: null, status: 'open' }],
    ['tallied', { petition: 'a', count: -1, goal: null, status: 'open' }],
    ['refused', { petition: 'a', code: 'invalid', fields: 'email' }],
    ['refused', { petition: 'a', code: 'invalid', fields: ['Ana Novák'] }],
    ['refused', { petition: 'a', code: 'invalid', fields: Array(41).fill('name') }],
    ['sign', signed],
    ['constructor', signed],
  ]
  for (const [name, said] of wrong) assert.equal(detailOf(name, said), undefined, name)
})

test('reads its own messages and nothing else, whatever comes', () => {
  assert.deepEqual(readMessage({ undersigned: 'size', height: 700, more: 1 }), {
    undersigned: 'size',
    height: 700,
  })
  for (const height of [
    0,
    -1,
    1.5,
    NaN,
    Infinity,
    50_001,
    '700',
    null,
    [700],
    { valueOf: () => 7 },
  ])
    assert.equal(readMessage({ undersigned: 'size', height }), undefined, String(height))
  const event = { undersigned: 'event', name: 'signed', detail: signed }
  assert.deepEqual(readMessage(event), event)
  for (const data of [undefined, null, 0, 'size', [], JSON.stringify(event), [event]])
    assert.equal(readMessage(data), undefined)
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), fc.anything(), (data, detail) => {
      assert.equal(readMessage(data), undefined)
      assert.equal(readMessage({ undersigned: 'event', name: 'signed', detail }), undefined)
      assert.equal(readMessage({ undersigned: data, height: 5, name: detail }), undefined)
    }),
    { numRuns: 500, seed: 1 },
  )
})
