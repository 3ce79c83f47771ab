import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeLines, changesBetween } from '../../src/command/petition-changes.ts'
import { PetitionFile } from '../../src/schema/index.ts'
import { petition } from './process.ts'

const poppy = { id: 'poppy', name: 'The Poppy Project', origins: ['https://poppy.example'] }
const refuge = { id: 'refuge', name: 'A Refuge', origins: ['https://refuge.example'] }
const union = { name: 'The Union', kind: 'union', role: 'Branch 7' }

/** The lines of a put that changes the one into the other. */
function told(before: object, after: object): string[] {
  const [one, two] = [before, after].map((keys) => PetitionFile.parse({ ...petition, ...keys }))
  assert.ok(one && two)
  return changesBetween(one, two).flatMap(changeLines)
}

test('names the partner and the key that changed', () => {
  const after = { ...refuge, name: 'The Refuge', url: 'https://refuge.example/' }
  assert.deepEqual(told({ partners: [poppy, refuge] }, { partners: [poppy, after] }), [
    '  partners "refuge" name: A Refuge → The Refuge',
    '  partners "refuge" url: none → https://refuge.example/',
  ])
})

test('names who has come and who has gone, beside the numbers', () => {
  const [one, two] = [
    { id: 'one', name: 'One' },
    { id: 'two', name: 'Two' },
  ]
  assert.deepEqual(told({ partners: [one] }, { partners: [one, two] }), [
    '  partners: 1 entry → 2 entries',
    '  partners "two": none → {"id":"two","name":"Two","origins":[]}',
  ])
  assert.deepEqual(told({ partners: [one] }, { partners: [two] }), [
    '  partners "two": none → {"id":"two","name":"Two","origins":[]}',
    '  partners "one": {"id":"one","name":"One","origins":[]} → none',
  ])
  assert.deepEqual(told({ backers: [union] }, { backers: [] }), [
    '  backers: 1 entry → 0 entries',
    '  backers "The Union": {"name":"The Union","kind":"union","role":"Branch 7"} → none',
  ])
})

test('says that only the order is another', () => {
  assert.deepEqual(told({ partners: [poppy, refuge] }, { partners: [refuge, poppy] }), [
    '  partners: 2 entries, now in another order',
  ])
})

test('names by its place what has no name, or shares one', () => {
  const update = { at: '2026-01-01', title: 'A start' }
  assert.deepEqual(
    told({ updates: [update, update] }, { updates: [update, { ...update, title: 'An end' }] }),
    ['  updates 2 title: A start → An end'],
  )
  assert.deepEqual(
    told({ backers: [union, union] }, { backers: [union, { ...union, role: 'Branch 8' }] }),
    ['  backers 2 role: Branch 7 → Branch 8'],
  )
})

test('names a field that was a word alone', () => {
  const fields = ['name', 'email', 'country']
  assert.deepEqual(
    told({ fields }, { fields: ['name', 'email', { name: 'country', preset: 'GB' }] }),
    ['  fields "country": country → {"name":"country","preset":"GB"}'],
  )
})
