import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LargeChanges } from '../../src/element/announcing.ts'

const minuteMs = 60_000

/** The counts of those that are read out, of counts that come one each 600 ms. */
function readOut(counts: number[], goal: number | null, isQuiet = (_at: number) => true): number[] {
  const changes = new LargeChanges()
  return counts.filter((count, i) => changes.isLarge(count, goal, i * 600, isQuiet(i * 600)))
}

const rising = (from: number, by: number, times: number) =>
  Array.from({ length: times }, (_, i) => from + by * i)

test('of 100 changes in 60 seconds at most one is read out (row 13)', () => {
  assert.deepEqual(readOut(rising(1000, 50, 100), null), [1100])
  assert.equal(readOut(rising(0, 1000, 102), 500).length, 2) // the second when the minute is over
})

test('a change is read out when 100 have come or the goal is passed, and never the first number', () => {
  assert.deepEqual(readOut([1363], 1500), [])
  assert.deepEqual(readOut([2000], 1500), [])
  assert.deepEqual(readOut(rising(1363, 1, 100), null), [])
  assert.deepEqual(readOut([1363, 1462, 1463], null), [1463])
  assert.deepEqual(readOut([1498, 1499, 1500, 1501], 1500), [1500])
})

test('a goal is passed once, also when there is no further one', () => {
  const changes = new LargeChanges()
  const told = rising(1499, 1, 90).filter((count, i) =>
    changes.isLarge(count, 1500, i * minuteMs, true),
  )
  assert.deepEqual(told, [1500])
})

test('nothing is read out to people who are busy; it waits for the next change', () => {
  assert.deepEqual(
    readOut([1000, 1200, 1201, 1202], null, (at) => at > 1000),
    [1201],
  )
})
