import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approachOf } from '../../src/schema/index.ts'

const window = { from: '2009-11-16', until: '2009-11-18' }
const at = (day: string) => Date.parse(`${day}T12:00:00Z`)

test('a decision comes nearer by days, is being made on its days, and is past after them', () => {
  const how = (day: string) => approachOf(window, at(day), 'UTC')
  assert.deepEqual(how('2009-11-02'), { how: 'left', count: 14 })
  assert.deepEqual(how('2009-11-16'), { how: 'now', count: 0 })
  assert.deepEqual(how('2009-11-18'), { how: 'now', count: -2 })
  assert.deepEqual(how('2009-11-19'), { how: 'past', count: -3 })
})

test('a decision without an end is made on its one day, by the calendar of its time zone', () => {
  const late = Date.parse('2009-11-15T23:30:00Z')
  assert.equal(approachOf({ from: '2009-11-16' }, late, 'UTC')?.how, 'left')
  assert.equal(approachOf({ from: '2009-11-16' }, late, 'Europe/Athens')?.how, 'now')
})

test('of what is no day nothing is known', () => {
  assert.equal(approachOf({ from: 'soon' }, at('2009-11-16'), 'UTC'), undefined)
  assert.equal(approachOf({ ...window, until: 'later' }, at('2009-11-16'), 'UTC'), undefined)
})
