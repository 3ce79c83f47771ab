import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comeOf, sharesOf } from '../../src/schema/index.ts'

const entries = [
  { at: '2009-10-01', text: 'second' },
  { at: '2009-11-16T09:00:00Z', text: 'to come' },
  { at: '2009-09', text: 'first' },
  { at: '2009-10-01', text: 'third' },
  { at: 'soon', text: 'no date' },
]
const now = Date.parse('2009-11-16T08:59:59Z')
const texts = (list: { text: string }[]) => list.map(({ text }) => text)

test('what has come is told from either end, and what is of one day in the order of the list', () => {
  assert.deepEqual(texts(comeOf(entries, now, 'oldest')), ['first', 'second', 'third'])
  assert.deepEqual(texts(comeOf(entries, now, 'newest')), ['second', 'third', 'first'])
  assert.deepEqual(texts(comeOf(entries, now + 1_000, 'newest'))[0], 'to come')
})

test('partners come with their numbers, the greatest first, and numbers without a partner not at all', () => {
  const partners = [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
    { id: 'c', name: 'C' },
  ]
  const counts = [
    { id: 'a', count: 10 },
    { id: 'gone', count: 40 },
    { id: 'b', count: 30 },
  ]
  assert.deepEqual(sharesOf(partners, counts), [
    { id: 'b', name: 'B', count: 30 },
    { id: 'a', name: 'A', count: 10 },
  ])
  assert.deepEqual(sharesOf(partners, undefined), [])
})
