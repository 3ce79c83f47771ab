import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Flushed } from '../../../src/server/store/sqlite/flush.ts'
import { createQueue } from '../../../src/server/store/sqlite/queue.ts'
import { StoreUnavailable } from '../../../src/server/store/store.ts'

/** A queue over a disk that takes as long for each row as it is told. */
function openQueue(t: TestContext) {
  const clock = { now: 0, msOfRow: 0 }
  t.mock.method(performance, 'now', () => clock.now)
  const queue = createQueue({
    flush(batch) {
      clock.now += batch.length * clock.msOfRow
      const outcomes = batch.map(() => ({ done: 0 }))
      return Promise.resolve<Flushed>({
        kind: 'committed',
        outcomes,
        tallies: [],
        petitions: false,
      })
    },
    committed: () => {},
    fatal: (error) => assert.fail(error),
  })
  /** Adds so many at once, and tells how many were taken. */
  async function taken(rows: number): Promise<number> {
    const adding = Array.from({ length: rows }, () => queue.add('expire', { now: 0, limit: 1 }))
    const settled = await Promise.allSettled(adding)
    await queue.drained()
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    for (const reason of refused) assert.ok(reason instanceof StoreUnavailable)
    return rows - refused.length
  }
  return { queue, clock, taken }
}

test('lets as many wait as were written in a second, as last measured', async (t) => {
  const { clock, taken } = openQueue(t)
  clock.msOfRow = 2
  assert.equal(await taken(2500), 2000)
  clock.msOfRow = 4
  assert.equal(await taken(2500), 500)
  assert.equal(await taken(2500), 250)
})

test('lets a hundred wait however slow the disk is, and two thousand however fast', async (t) => {
  const { clock, taken } = openQueue(t)
  clock.msOfRow = 100
  assert.equal(await taken(200), 200)
  assert.equal(await taken(200), 100)
  clock.msOfRow = 0.001
  assert.equal(await taken(200), 100)
  assert.equal(await taken(2500), 2000)
})

test('measures nothing by a few that were written quickly', async (t) => {
  const { clock, taken } = openQueue(t)
  clock.msOfRow = 2
  await taken(400)
  clock.msOfRow = 9
  assert.equal(await taken(99), 99)
  assert.equal(await taken(2500), 500)
})
