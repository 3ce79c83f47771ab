import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import type { Opened } from '../store-contract.ts'
import { newAttempt, noon, person, toConfirm, toWithdraw } from './attempts.ts'
import { hex, numbers, put, signed } from './find.ts'

export function signContract(shared: Opened): void {
  describe('signing', () => {
    test('an attempt is stored as it was given', async () => {
      const { store } = shared
      const petition = await put(store)
      const attempt = newAttempt(petition, { partnerNo: 1 })
      const n = await signed(store, attempt)
      const found = await store.attempt({ petition, n })
      assert.ok(found)
      const { id, confirmHash, withdrawHash, sealed, ...plain } = found
      assert.deepEqual([id, confirmHash, withdrawHash, sealed ?? id].map(hex), [
        hex(attempt.id),
        hex(attempt.confirmHash),
        hex(attempt.withdrawHash),
        hex(attempt.sealed),
      ])
      assert.deepEqual(
        { ...plain },
        {
          n,
          petition,
          state: 'pending',
          revision: 'first',
          became: null,
          partnerNo: 1,
          received: noon,
          expires: attempt.expires,
          mailed: null,
          ended: null,
        },
      )
    })

    test('the same key and body get the first answer again', async () => {
      const { store } = shared
      const petition = await put(store)
      const first = newAttempt(petition)
      const again = newAttempt(petition, {
        answer: first.answer,
        bodyMac: first.bodyMac,
        received: noon + 5000,
      })
      assert.equal((await store.sign(first)).kind, 'stored')
      const answer = await store.sign(again)
      assert.equal(answer.kind, 'replayed')
      assert.ok(
        answer.kind === 'replayed' && hex(answer.id) === hex(first.id) && answer.received === noon,
      )
      const stored = await store.answer({ petition, answer: first.answer })
      assert.equal(hex(stored?.id ?? new Uint8Array()), hex(first.id))
      assert.equal(hex(stored?.bodyMac ?? new Uint8Array()), hex(first.bodyMac))
    })

    test('the same key with another body is refused and stores nothing', async () => {
      const { store } = shared
      const petition = await put(store)
      const first = newAttempt(petition)
      await store.sign(first)
      assert.deepEqual(await store.sign(newAttempt(petition, { answer: first.answer })), {
        kind: 'key-reused',
      })
      assert.equal(await store.pending(petition), 1)
    })

    test('a key made of the answers alone begins anew once the attempt before is over', async () => {
      const { store } = shared
      const petition = await put(store)
      const key = newAttempt(petition)
      const send = () => {
        const { answer, bodyMac, signer } = key
        const attempt = newAttempt(petition, { answer, bodyMac, signer, anew: true })
        return { attempt, done: store.sign(attempt) }
      }
      const first = send()
      assert.deepEqual(await first.done, { kind: 'stored' })
      assert.equal((await send().done).kind, 'replayed')
      const n = (await numbers(store)).get(hex(first.attempt.id)) ?? 0
      await store.confirm(toConfirm(first.attempt, n))
      assert.equal((await send().done).kind, 'replayed')
      await store.withdraw(toWithdraw(first.attempt, n))

      const second = send()
      assert.deepEqual(await second.done, { kind: 'stored' })
      assert.equal((await store.attempt({ petition, n }))?.state, 'withdrawn')
      const next = (await numbers(store)).get(hex(second.attempt.id)) ?? 0
      assert.equal(await store.withdraw(toWithdraw(second.attempt, next)), 'deleted')
      assert.deepEqual(await send().done, { kind: 'stored' })
      assert.equal(await store.pending(petition), 1)
    })

    test('a key belongs to one petition', async () => {
      const { store } = shared
      const first = newAttempt(await put(store))
      const second = newAttempt(await put(store), { answer: first.answer })
      assert.equal((await store.sign(first)).kind, 'stored')
      assert.equal((await store.sign(second)).kind, 'stored')
      assert.equal(
        await store.answer({ petition: first.petition, answer: randomBytes(16) }),
        undefined,
      )
    })

    test('of many sends with one key at once, one is stored and all get its answer', async () => {
      const { store } = shared
      const petition = await put(store)
      const { answer, bodyMac } = newAttempt(petition)
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => store.sign(newAttempt(petition, { answer, bodyMac }))),
      )
      assert.equal(answers.filter(({ kind }) => kind === 'stored').length, 1)
      assert.equal(answers.filter(({ kind }) => kind === 'replayed').length, 39)
      const stored = await store.answer({ petition, answer })
      const replayed = answers.flatMap((a) => (a.kind === 'replayed' ? [hex(a.id)] : []))
      assert.deepEqual([...new Set(replayed)], [hex(stored?.id ?? new Uint8Array())])
    })

    test('who has signed before makes no difference', async () => {
      const { store } = shared
      const petition = await put(store)
      const answers = await Promise.all(
        (['new', 'pending', 'counted', 'withdrawn'] as const).map(async (kind) => {
          const signer = person(kind)
          if (kind !== 'new') {
            const before = newAttempt(petition, { signer })
            const n = await signed(store, before)
            if (kind !== 'pending') await store.confirm(toConfirm(before, n))
            if (kind === 'withdrawn') await store.withdraw(toWithdraw(before, n))
          }
          const attempt = newAttempt(petition, { signer })
          return store.sign(attempt)
        }),
      )
      assert.deepEqual(
        answers,
        answers.map(() => ({ kind: 'stored' })),
      )
    })

    test('a bad row fails alone', async () => {
      const { store } = shared
      const petition = await put(store)
      const outcomes = await Promise.allSettled([
        store.sign(newAttempt(petition)),
        store.sign(newAttempt(petition, { revision: 'never shown' })),
        store.sign(newAttempt(petition, { id: randomBytes(3) })),
        store.sign(newAttempt(petition)),
      ])
      assert.deepEqual(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
      )
      assert.equal(await store.pending(petition), 2)
    })

    test('a held attempt has no mail and does not wait to be confirmed', async () => {
      const { store } = shared
      const petition = await put(store)
      const held = newAttempt(petition, { state: 'held', reason: 'trap' })
      const n = await signed(store, held)
      assert.equal((await store.attempt({ petition, n }))?.state, 'held')
      const due = await store.mailDue({ now: Number.MAX_SAFE_INTEGER, limit: 1_000_000 })
      assert.ok(!due.some((job) => job.n === n))
    })
  })
}
