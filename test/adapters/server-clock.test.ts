import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serverClock } from '../../src/adapters/server-clock.ts'

const noon = Date.parse('2026-03-13T12:00:00Z')
const headers = (at: number, age?: number) =>
  new Headers({ date: new Date(at).toUTCString(), ...(age !== undefined && { age: `${age}` }) })

test('the backend’s clock is its date and the age of the answer, and runs on without the device’s', () => {
  let monotonic = 5_000
  const clock = serverClock(() => monotonic)
  clock.heard(headers(noon, 30))
  assert.equal(clock.now(), noon + 30_000)
  monotonic += 2_000
  assert.equal(clock.now(), noon + 32_000)
})

test('an answer from a cache that does not tell its age sets it back by nothing', () => {
  const clock = serverClock(() => 0)
  clock.heard(headers(noon))
  clock.heard(headers(noon - 60_000))
  assert.equal(clock.now(), noon)
})

test('until a backend tells the time, it is the device’s', () => {
  const clock = serverClock(() => 0)
  clock.heard(new Headers())
  assert.ok(Math.abs(clock.now() - Date.now()) < 1_000)
})
