import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf, daysBetween } from '../../src/schema/index.ts'

test('the day is the one of the place', () => {
  const at = Date.parse('2009-11-15T23:30:00Z')
  assert.equal(dayOf(at, 'Europe/London'), '2009-11-15')
  assert.equal(dayOf(at, 'Europe/Athens'), '2009-11-16')
  assert.equal(dayOf(at, 'America/New_York'), '2009-11-15')
  assert.equal(dayOf(at, 'No/Where'), '2009-11-15')
})

test('days are counted by the calendar, also where a night has another length', () => {
  assert.equal(daysBetween('2009-10-24', '2009-10-26'), 2)
  assert.equal(daysBetween('2009-11-16', '2009-11-16'), 0)
  assert.equal(daysBetween('2009-11-18', '2009-11-16'), -2)
})
