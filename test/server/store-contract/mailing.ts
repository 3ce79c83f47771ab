import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import type { MailBegin, NewAttempt } from '../../../src/server/store/store.ts'
import type { Opened } from '../store-contract.ts'
import { day, hour, minute, newAttempt, noon, person, toConfirm, toWithdraw } from './attempts.ts'
import { put, signed, stateOf } from './find.ts'

export function mailContract(shared: Opened): void {
  describe('mail', () => {
    test('of an accepted attempt is due at once', async () => {
      const { store } = shared
      const petition = await put(store)
      const attempt = newAttempt(petition, { received: noon - 100 * day })
      const n = await signed(store, attempt)
      const [job] = await store.mailDue({ now: noon - 100 * day, limit: 1 })
      assert.deepEqual(
        { ...job, id: Buffer.from(job?.id ?? []), sealed: Buffer.from(job?.sealed ?? []) },
        {
          petition,
          n,
          id: attempt.id,
          sealed: attempt.sealed,
          revision: 'first',
          state: 'pending',
          tries: 0,
          received: noon - 100 * day,
          due: noon - 100 * day,
        },
      )
      assert.equal((await store.mailDue({ now: noon - 100 * day - 1, limit: 1 })).length, 0)
      await store.withdraw(toWithdraw(attempt, n))
    })

    test('is leased while it is being sent, and done once it was', async () => {
      const { store } = shared
      const { attempt, n, begin } = await due()
      assert.deepEqual(await store.mailBegin(begin), { kind: 'send', alreadyCounted: false })
      assert.deepEqual(await store.mailBegin({ ...begin, now: noon + 1 }), {
        kind: 'later',
        due: noon + minute,
      })
      const { petition } = attempt
      await store.mailEnd({ petition, n, now: noon + 5, result: 'sent', expires: noon + 3 * day })
      const sent = await store.attempt({ petition, n })
      assert.equal(sent?.mailed, noon + 5)
      assert.equal(sent?.expires, noon + 3 * day)
      assert.deepEqual(await store.mailBegin({ ...begin, now: noon + hour }), {
        kind: 'never',
        why: 'gone',
      })
    })

    test('tells whether the person counts already', async () => {
      const { store } = shared
      const petition = await put(store)
      const signer = person('counts')
      const first = newAttempt(petition, { signer })
      await store.confirm(toConfirm(first, await signed(store, first)))
      const second = newAttempt(petition, { signer })
      const decision = await store.mailBegin(beginOf(second, await signed(store, second)))
      assert.deepEqual(decision, { kind: 'send', alreadyCounted: true })
    })

    test('that fails is tried again when it is due, and counts once against the cap', async () => {
      const { store } = shared
      const address = randomBytes(16)
      for (let others = 0; others < 2; others++) {
        assert.equal((await store.mailBegin((await due({ address })).begin)).kind, 'send')
      }
      const { attempt, n, begin } = await due({ address })
      let now = noon
      for (let tries = 0; tries < 6; tries++) {
        assert.equal(
          (await store.mailBegin({ ...begin, now, leaseUntil: now + minute })).kind,
          'send',
        )
        now += 5 * minute
        await store.mailEnd({ petition: attempt.petition, n, now, result: 'retry', due: now })
      }
      const jobs = await store.mailDue({ now, limit: 1_000_000 })
      assert.equal(jobs.find((job) => job.n === n)?.tries, 6)
      // The cap runs from the last try: it is the mail that may have arrived.
      const fourth = await due({ address })
      assert.equal((await store.mailBegin({ ...fourth.begin, now })).kind, 'later')
    })

    test('that begun and never ended is due again when its lease is over', async () => {
      const { store } = shared
      const { begin } = await due()
      await store.mailBegin(begin)
      assert.equal((await store.mailBegin({ ...begin, now: noon + minute })).kind, 'send')
    })

    test('that cannot be delivered is not tried again', async () => {
      const { store } = shared
      const { attempt, n, begin } = await due()
      await store.mailBegin(begin)
      await store.mailEnd({ petition: attempt.petition, n, now: noon, result: 'failed' })
      assert.deepEqual(await store.mailBegin({ ...begin, now: noon + day }), {
        kind: 'never',
        why: 'gone',
      })
      assert.equal(await stateOf(store, attempt.petition, n), 'pending')
    })

    test('to one address leaves three times in any 24 hours, over all petitions; the fourth waits', async () => {
      const { store } = shared
      const address = randomBytes(16)
      for (const minutes of [0, 20, 40]) {
        const { begin } = await due({ address })
        assert.equal(
          (await store.mailBegin({ ...begin, now: noon + minutes * minute })).kind,
          'send',
        )
      }
      const fourth = await due({ address })
      assert.deepEqual(await store.mailBegin({ ...fourth.begin, now: noon + hour }), {
        kind: 'later',
        due: noon + day,
      })
      assert.deepEqual(await store.mailBegin({ ...fourth.begin, now: noon + day }), {
        kind: 'send',
        alreadyCounted: false,
      })
      const fifth = await due({ address })
      assert.deepEqual(await store.mailBegin({ ...fifth.begin, now: noon + day + 1 }), {
        kind: 'later',
        due: noon + day + 20 * minute,
      })
    })

    test('to one person leaves once a petition in ten minutes', async () => {
      const { store } = shared
      const petition = await put(store)
      const signer = person('in a hurry')
      const address = randomBytes(16)
      const first = newAttempt(petition, { signer })
      const n1 = await signed(store, first)
      await store.mailBegin({ ...beginOf(first, n1), address })
      await store.mailEnd({ petition, n: n1, now: noon, result: 'sent' })
      const second = newAttempt(petition, { signer, received: noon + minute })
      const begin = { ...beginOf(second, await signed(store, second)), address }
      assert.deepEqual(await store.mailBegin({ ...begin, now: noon + minute }), {
        kind: 'later',
        due: noon + 10 * minute,
      })
      assert.equal((await store.mailBegin({ ...begin, now: noon + 10 * minute })).kind, 'send')
    })

    test('of an attempt is overtaken by a newer one that was not mailed either', async () => {
      const { store } = shared
      const petition = await put(store)
      const signer = person('twice')
      const [first, second] = [newAttempt(petition, { signer }), newAttempt(petition, { signer })]
      const n1 = await signed(store, first)
      const n2 = await signed(store, second)
      assert.deepEqual(await store.mailBegin(beginOf(first, n1)), {
        kind: 'never',
        why: 'overtaken',
      })
      assert.equal(await store.attempt({ petition, n: n1 }), undefined)
      assert.equal(await store.confirm(toConfirm(first, n1)), 'gone')
      assert.equal((await store.mailBegin(beginOf(second, n2))).kind, 'send')
      assert.equal((await store.sign(first)).kind, 'replayed')
    })

    test('that may have left is not overtaken: its link may be in somebody’s hands', async () => {
      const { store } = shared
      const petition = await put(store)
      const signer = person('crash')
      const [first, second] = [newAttempt(petition, { signer }), newAttempt(petition, { signer })]
      const n1 = await signed(store, first)
      await store.mailBegin(beginOf(first, n1))
      await signed(store, second)
      assert.equal(
        (await store.mailBegin({ ...beginOf(first, n1), now: noon + minute })).kind,
        'send',
      )
      assert.equal(await store.confirm(toConfirm(first, n1)), 'counted')
    })

    test('of what was confirmed, withdrawn or expired in the meantime never leaves', async () => {
      const { store } = shared
      const counted = await due()
      await store.confirm(toConfirm(counted.attempt, counted.n))
      const deleted = await due()
      await store.withdraw(toWithdraw(deleted.attempt, deleted.n))
      const expired = await due()
      const later = { now: expired.attempt.expires, leaseUntil: expired.attempt.expires + minute }
      for (const begin of [counted.begin, deleted.begin, { ...expired.begin, ...later }]) {
        assert.deepEqual(await store.mailBegin(begin), { kind: 'never', why: 'gone' })
      }
    })

    async function due({ address = randomBytes(16) } = {}) {
      const { store } = shared
      const attempt = newAttempt(await put(store))
      const n = await signed(store, attempt)
      return { attempt, n, begin: { ...beginOf(attempt, n), address } }
    }
  })
}

function beginOf(attempt: NewAttempt, n: number): MailBegin {
  return {
    petition: attempt.petition,
    n,
    address: randomBytes(16),
    now: noon,
    leaseUntil: noon + minute,
  }
}
