import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Store } from '../../../src/server/store/store.ts'
import type { Opened } from '../store-contract.ts'
import { day, hour, newAttempt, newPetition, noon, toConfirm, toWithdraw } from './attempts.ts'
import { put, signed, stateOf, tallyOf } from './find.ts'

/** Expiry looks at all petitions, so each test has a store of its own. */
export function expiryContract(openAll: () => Promise<Opened>): void {
  describe('expiry', () => {
    it('deletes attempts nobody confirmed, and nothing else', async (store) => {
      const petition = await put(store)
      const [open, counted, fresh] = [
        newAttempt(petition),
        newAttempt(petition),
        newAttempt(petition, { received: noon + hour, expires: noon + 9 * day }),
      ]
      const held = newAttempt(petition, { state: 'held', reason: 'trap' })
      const [n, nCounted, nFresh, nHeld] = [
        await signed(store, open),
        await signed(store, counted),
        await signed(store, fresh),
        await signed(store, held),
      ]
      await store.confirm(toConfirm(counted, nCounted))
      await runOut(store, noon + 7 * day - 1)
      assert.equal(await stateOf(store, petition, n), 'pending')
      await runOut(store, noon + 7 * day)
      assert.equal(await stateOf(store, petition, n), undefined)
      assert.equal(await stateOf(store, petition, nHeld), undefined)
      assert.equal(await stateOf(store, petition, nFresh), 'pending')
      assert.equal(await stateOf(store, petition, nCounted), 'counted')
      assert.equal((await tallyOf(store, petition)).counted, 1)
    })

    it('waits while a petition is paused', async (store) => {
      const given = newPetition()
      const petition = await put(store, given)
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      await store.put({ ...given, kind: 'paused', paused: true, now: noon + hour })
      await runOut(store, noon + 30 * day)
      assert.equal(await stateOf(store, petition, n), 'pending')
    })

    it('forgets a withdrawn signature also while its petition is paused', async (store) => {
      const given = newPetition()
      const petition = await put(store, given)
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      await store.confirm(toConfirm(attempt, n))
      await store.withdraw(toWithdraw(attempt, n))
      await store.put({ ...given, kind: 'paused', paused: true, now: noon + hour })
      await runOut(store, noon + 30 * day)
      assert.equal(await stateOf(store, petition, n), undefined)
    })

    it('gives the time of a pause back to what had not run out before it', async (store) => {
      const given = newPetition()
      const petition = await put(store, given)
      const over = newAttempt(petition, { expires: noon + hour })
      const open = newAttempt(petition, { expires: noon + 3 * hour })
      const [nOver, nOpen] = [await signed(store, over), await signed(store, open)]
      await store.put({ ...given, kind: 'paused', paused: true, now: noon + 2 * hour })
      await store.put({ ...given, kind: 'resumed', now: noon + day })
      const expires = async (n: number) => (await store.attempt({ petition, n }))?.expires
      assert.equal(await expires(nOver), noon + hour)
      assert.equal(await expires(nOpen), noon + day + hour)
      await runOut(store, noon + day)
      assert.equal(await stateOf(store, petition, nOver), undefined)
      assert.equal(await stateOf(store, petition, nOpen), 'pending')
    })

    it('forgets answers after 24 hours', async (store) => {
      const petition = await put(store)
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      await runOut(store, noon + day - 1)
      assert.equal((await store.sign(attempt)).kind, 'replayed')
      await runOut(store, noon + day)
      assert.equal(await store.answer(attempt), undefined)
      assert.equal(await stateOf(store, petition, n), 'pending')
      assert.equal((await store.sign({ ...attempt, received: noon + day })).kind, 'stored')
    })

    it('keeps the answer of a deleted attempt for its 24 hours', async (store) => {
      const petition = await put(store)
      const [attempt, later] = [newAttempt(petition), newAttempt(petition)]
      const n = await signed(store, attempt)
      const nLater = await signed(store, later)
      await store.withdraw(toWithdraw(attempt, n))
      await runOut(store, noon + day - 1)
      assert.equal((await store.sign(attempt)).kind, 'replayed')
      await runOut(store, noon + day)
      assert.equal(await store.answer(attempt), undefined)
      assert.equal(await store.withdraw(toWithdraw(later, nLater, noon + day)), 'deleted')
      assert.equal(await stateOf(store, petition, nLater), undefined)
    })

    it('forgets a withdrawn signature after 30 days', async (store) => {
      const petition = await put(store)
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      await store.confirm(toConfirm(attempt, n))
      await store.withdraw(toWithdraw(attempt, n))
      await runOut(store, noon + 30 * day - 1)
      assert.equal(await stateOf(store, petition, n), 'withdrawn')
      await runOut(store, noon + 30 * day)
      assert.equal(await stateOf(store, petition, n), undefined)
      assert.deepEqual(await store.verify(), [])
    })

    it('touches at most so many rows of a kind at a time', async (store) => {
      const petition = await put(store)
      for (let i = 0; i < 7; i++) await store.sign(newAttempt(petition))
      assert.ok((await store.expire({ now: noon + 7 * day, limit: 3 })) > 0)
      assert.equal(await store.pending(petition), 4)
      await runOut(store, noon + 7 * day)
      assert.equal(await store.pending(petition), 0)
    })
  })

  function it(name: string, check: (store: Store) => Promise<void>): void {
    test(name, async () => {
      const { store, connections } = await openAll()
      try {
        await check(store)
      } finally {
        await Promise.all(connections.map((connection) => connection.close()))
      }
    })
  }
}

/** Expires until nothing is left to do. */
async function runOut(store: Store, now: number): Promise<void> {
  for (let i = 0; i < 100; i++) if ((await store.expire({ now, limit: 1000 })) === 0) return
  assert.fail('Expiry never comes to an end')
}
