import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Opened } from '../store-contract.ts'
import { hour, newAttempt, newPetition, noon, person, toConfirm, toWithdraw } from './attempts.ts'
import { hex, put, signed, stateOf, tallyOf } from './find.ts'

export function withdrawContract(shared: Opened): void {
  describe('withdrawing', () => {
    test('takes a counted signature out and forgets the person', async () => {
      const { store } = shared
      const petition = await put(store)
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      await store.confirm(toConfirm(attempt, n))
      assert.equal(await store.withdraw(toWithdraw(attempt, n)), 'withdrawn')
      assert.equal(await store.withdraw(toWithdraw(attempt, n)), 'unchanged')
      const left = await store.attempt({ petition, n })
      assert.equal(left?.state, 'withdrawn')
      assert.equal(left?.sealed, null)
      assert.deepEqual(await tallyOf(store, petition), {
        counted: 0,
        withdrawn: 1,
        invalidated: 0,
        retired: 0,
      })
      assert.equal(await store.confirm(toConfirm(attempt, n)), 'gone')
    })

    test('deletes what never counted and still replays its answer', async () => {
      const { store } = shared
      const petition = await put(store)
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      assert.equal(await store.withdraw(toWithdraw(attempt, n)), 'deleted')
      assert.equal(await store.attempt({ petition, n }), undefined)
      assert.equal(await store.withdraw(toWithdraw(attempt, n)), 'gone')
      assert.equal(await store.confirm(toConfirm(attempt, n)), 'gone')
      const again = await store.sign(attempt)
      assert.ok(again.kind === 'replayed' && hex(again.id) === hex(attempt.id))
      assert.deepEqual(await tallyOf(store, petition), {
        counted: 0,
        withdrawn: 0,
        invalidated: 0,
        retired: 0,
      })
      assert.equal(await store.pending(petition), 0)
    })

    test('"this was not me" works with the confirmation link, which came in the same mail', async () => {
      const { store } = shared
      const petition = await put(store)
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      assert.equal(await store.withdraw(toConfirm(attempt, n)), 'deleted')
    })

    test('a held attempt is deleted too', async () => {
      const { store } = shared
      const petition = await put(store)
      const attempt = newAttempt(petition, { state: 'held', reason: 'trap' })
      const n = await signed(store, attempt)
      assert.equal(await store.confirm(toConfirm(attempt, n)), 'held')
      assert.equal(await store.withdraw(toWithdraw(attempt, n)), 'deleted')
    })

    test('an old link leads to the attempt that counts now, and all of the person goes', async () => {
      const { store } = shared
      const petition = await put(store)
      const signer = person('three times')
      const attempts = [1, 2, 3].map((partnerNo) => newAttempt(petition, { signer, partnerNo }))
      const ns: number[] = []
      for (const attempt of attempts) {
        const n = await signed(store, attempt)
        await store.confirm(toConfirm(attempt, n))
        ns.push(n)
      }
      const [first] = attempts
      assert.ok(first)
      assert.equal(await store.withdraw(toWithdraw(first, ns[0] ?? 0)), 'withdrawn')
      for (const n of ns) {
        const left = await store.attempt({ petition, n })
        assert.equal(left?.state, 'withdrawn')
        assert.equal(left?.sealed, null)
      }
      assert.equal((await tallyOf(store, petition)).counted, 0)
      assert.deepEqual(await store.verify(petition), [])
    })

    test('one can sign again, and the old links do nothing to it', async () => {
      const { store } = shared
      const petition = await put(store)
      const signer = person('again')
      const [first, second] = [newAttempt(petition, { signer }), newAttempt(petition, { signer })]
      const n1 = await signed(store, first)
      await store.confirm(toConfirm(first, n1))
      await store.withdraw(toWithdraw(first, n1))
      const n2 = await signed(store, second)
      assert.equal(await store.confirm(toConfirm(second, n2)), 'counted')
      assert.equal(await store.withdraw(toWithdraw(first, n1)), 'unchanged')
      assert.equal(await stateOf(store, petition, n2), 'counted')
      assert.deepEqual(await tallyOf(store, petition), {
        counted: 1,
        withdrawn: 1,
        invalidated: 0,
        retired: 0,
      })
    })

    test('works while the petition is paused', async () => {
      const { store } = shared
      const given = newPetition()
      const petition = await put(store, given)
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      await store.confirm(toConfirm(attempt, n))
      await store.put({ ...given, kind: 'paused', paused: true, now: noon + hour })
      assert.equal(await store.withdraw(toWithdraw(attempt, n, noon + 2 * hour)), 'withdrawn')
    })
  })
}
