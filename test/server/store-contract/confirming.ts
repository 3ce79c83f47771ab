import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import type { Opened } from '../store-contract.ts'
import {
  day,
  hour,
  newAttempt,
  newPetition,
  noon,
  person,
  toConfirm,
  toWithdraw,
} from './attempts.ts'
import { put, signed, stateOf, tallyOf } from './find.ts'

export function confirmContract(shared: Opened): void {
  describe('confirming', () => {
    test('counts a person once, also when the link is used again', async () => {
      const { store } = shared
      const petition = await put(store)
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      assert.equal(await store.confirm(toConfirm(attempt, n)), 'counted')
      assert.equal(await store.confirm(toConfirm(attempt, n)), 'unchanged')
      assert.equal(await stateOf(store, petition, n), 'counted')
      assert.equal((await tallyOf(store, petition)).counted, 1)
      assert.equal(await store.pending(petition), 0)
    })

    test('one link used many times at once counts once and always succeeds', async () => {
      const { store } = shared
      const petition = await put(store)
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      const results = await Promise.all(
        Array.from({ length: 20 }, () => store.confirm(toConfirm(attempt, n))),
      )
      assert.equal(results.filter((result) => result === 'counted').length, 1)
      assert.equal(results.filter((result) => result === 'unchanged').length, 19)
      assert.equal((await tallyOf(store, petition)).counted, 1)
    })

    test('a second attempt takes the place of the first, the first partner keeps the signature', async () => {
      const { store } = shared
      const petition = await put(store)
      const signer = person('a')
      const first = newAttempt(petition, { signer, partnerNo: 1 })
      const second = newAttempt(petition, { signer, partnerNo: 2 })
      const n1 = await signed(store, first)
      const n2 = await signed(store, second)
      assert.equal(await store.confirm(toConfirm(first, n1)), 'counted')
      assert.equal(await store.confirm(toConfirm(second, n2)), 'moved')
      const replaced = await store.attempt({ petition, n: n1 })
      assert.equal(replaced?.state, 'replaced')
      assert.equal(replaced?.became, n2)
      assert.equal(await store.confirm(toConfirm(first, n1)), 'unchanged')
      const tallies = (await store.tallies()).filter((tally) => tally.petition === petition)
      assert.deepEqual(
        tallies.map(({ partnerNo, counted }) => [partnerNo, counted]),
        [[1, 1]],
      )
      assert.deepEqual(await store.verify(petition), [])
    })

    test('the same person counts in every petition', async () => {
      const { store } = shared
      const signer = person('everywhere')
      for (const petition of [await put(store), await put(store)]) {
        const attempt = newAttempt(petition, { signer })
        assert.equal(
          await store.confirm(toConfirm(attempt, await signed(store, attempt))),
          'counted',
        )
      }
    })

    test('a wrong secret, another petition or an unknown number confirm nothing', async () => {
      const { store } = shared
      const [petition, other] = [await put(store), await put(store)]
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      const link = toConfirm(attempt, n)
      assert.equal(await store.confirm({ ...link, hash: randomBytes(32) }), 'gone')
      assert.equal(await store.confirm({ ...link, hash: attempt.withdrawHash }), 'gone')
      assert.equal(await store.confirm({ ...link, petition: other }), 'gone')
      assert.equal(await store.confirm({ ...link, n: n + 1_000_000 }), 'gone')
      assert.equal(await stateOf(store, petition, n), 'pending')
    })

    test('is over when the attempt has expired', async () => {
      const { store } = shared
      const petition = await put(store)
      const attempt = newAttempt(petition, { expires: noon + hour })
      const n = await signed(store, attempt)
      assert.equal(await store.confirm(toConfirm(attempt, n, noon + hour)), 'gone')
      assert.equal(await store.confirm(toConfirm(attempt, n, noon + hour - 1)), 'counted')
    })

    test('goes on for 24 hours after closing for what was received before', async () => {
      const { store } = shared
      const closes = noon + hour
      const petition = await put(store, { closes })
      const before = newAttempt(petition, { received: closes - 1 })
      const late = newAttempt(petition, { received: closes })
      const n1 = await signed(store, before)
      const n2 = await signed(store, late)
      assert.equal(await store.confirm(toConfirm(late, n2, closes + 1)), 'gone')
      assert.equal(await store.confirm(toConfirm(before, n1, closes + day)), 'gone')
      assert.equal(await store.confirm(toConfirm(before, n1, closes + day - 1)), 'counted')
    })

    test('ends with the hand-in, while withdrawing goes on', async () => {
      const { store } = shared
      const given = newPetition()
      const petition = await put(store, given)
      const [one, two] = [newAttempt(petition), newAttempt(petition)]
      const n1 = await signed(store, one)
      const n2 = await signed(store, two)
      await store.confirm(toConfirm(one, n1))
      await store.put({ ...given, kind: 'delivered', delivered: noon + hour, now: noon + hour })
      assert.equal(await store.confirm(toConfirm(two, n2, noon + hour)), 'gone')
      assert.equal(await store.withdraw(toWithdraw(one, n1, noon + hour)), 'withdrawn')
    })
  })
}
