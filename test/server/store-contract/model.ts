import fc from 'fast-check'
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import type { NewAttempt, Store } from '../../../src/server/store/store.ts'
import type { Opened } from '../store-contract.ts'
import { day, minute, newAttempt, noon, person, toConfirm, toWithdraw } from './attempts.ts'
import { put, signed, signedAtOnce, stateOf, tallyOf } from './find.ts'

const numRuns = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full' ? 1000 : 12
const seed = Number(process.env['UNDERSIGNED_TEST_SEED'] ?? 20_261_109)
const people = ['ann', 'bob', 'cyd']

/** What may happen; `of` picks among the attempts there are. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('sign' as const), who: fc.constantFrom(...people) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constantFrom('confirm' as const, 'withdraw' as const),
      of: fc.nat(50),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('mail' as const), of: fc.nat(50) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('pass' as const),
      days: fc.constantFrom(0.2, 1, 4, 31),
    }),
  },
)

interface Known {
  attempt: NewAttempt
  n: number
  who: string
  state: 'pending' | 'overtaken' | 'counted' | 'replaced' | 'withdrawn' | 'deleted'
  tried: boolean
  ended: number
}

export function modelContract(shared: Opened): void {
  describe('any order of events', () => {
    test(`answers as the table of states says, one at a time (${numRuns} runs, seed ${seed})`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const { store } = shared
          const petition = await put(store)
          const known: Known[] = []
          let now = noon
          let withdrawn = 0
          for (const next of steps) {
            if (next.act === 'sign') {
              const attempt = newAttempt(petition, { signer: person(next.who), received: now })
              const n = await signed(store, attempt)
              known.push({ attempt, n, who: next.who, state: 'pending', tried: false, ended: 0 })
            } else if (next.act === 'pass') {
              now += next.days * day
              // All petitions of this store: what the other runs left expires with it.
              while ((await store.expire({ now, limit: 500 })) > 0);
              expireKnown(known, now)
            } else if (known.length > 0) {
              const it = known[next.of % known.length] as Known // within the array
              if (next.act === 'confirm')
                assert.equal(await confirmOf(store, it, now), expectConfirm(it, known))
              else if (next.act === 'mail')
                assert.equal(await mailOf(store, it, now), expectMail(it, known))
              else {
                const expected = expectWithdraw(it, known, now)
                assert.equal(await store.withdraw(toWithdraw(it.attempt, it.n, now)), expected)
                if (expected === 'withdrawn') withdrawn++
              }
            }
          }
          const counted = known.filter(({ state }) => state === 'counted')
          assert.equal(new Set(counted.map(({ who }) => who)).size, counted.length)
          const tally = await tallyOf(store, petition)
          assert.deepEqual(tally, {
            counted: counted.length,
            withdrawn,
            invalidated: 0,
            retired: 0,
          })
          for (const { n, state } of known) {
            const gone = state === 'deleted' || state === 'overtaken'
            assert.equal(await stateOf(store, petition, n), gone ? undefined : state)
          }
          assert.deepEqual(await store.verify(petition), [])
        }),
        { numRuns, seed },
      )
    })

    test(`keeps the tally right when all of it happens at once (${numRuns} runs)`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
          const { store } = shared
          const petition = await put(store)
          const signing = people.flatMap((who) =>
            [0, 1, 2].map(() => newAttempt(petition, { signer: person(who) })),
          )
          const ns = await signedAtOnce(store, signing)
          const attempts = signing.map((attempt, i) => ({ attempt, n: ns[i] ?? 0 }))
          const results = await Promise.all(
            steps.map((next) => {
              const { attempt, n } = attempts[
                ('of' in next ? next.of : 0) % attempts.length
              ] as (typeof attempts)[0] // within the array
              if (next.act === 'confirm') return store.confirm(toConfirm(attempt, n))
              if (next.act === 'withdraw') return store.withdraw(toWithdraw(attempt, n))
              if (next.act === 'sign')
                return store.sign(newAttempt(petition, { signer: person(next.who) }))
              if (next.act === 'pass') return store.expire({ now: noon, limit: 5 })
              return Promise.resolve(undefined)
            }),
          )
          const times = (result: string) => results.filter((found) => found === result).length
          const tally = await tallyOf(store, petition)
          assert.equal(tally.counted, times('counted') - times('withdrawn'))
          assert.equal(tally.withdrawn, times('withdrawn'))
          assert.ok(tally.counted <= people.length)
          assert.deepEqual(await store.verify(petition), [])
        }),
        { numRuns, seed },
      )
    })
  })
}

// The table of the design's section 6, written a second time.

function countedOf(known: Known[], who: string): Known | undefined {
  return known.find((it) => it.who === who && it.state === 'counted')
}

function expectConfirm(it: Known, known: Known[]): string {
  if (it.state === 'counted' || it.state === 'replaced') return 'unchanged'
  if (it.state !== 'pending') return 'gone'
  const before = countedOf(known, it.who)
  it.state = 'counted'
  if (!before) return 'counted'
  before.state = 'replaced'
  return 'moved'
}

function confirmOf(store: Store, it: Known, now: number): Promise<string> {
  return store.confirm(toConfirm(it.attempt, it.n, now))
}

function expectWithdraw(it: Known, known: Known[], now: number): string {
  switch (it.state) {
    case 'pending':
      it.state = 'deleted'
      return 'deleted'
    case 'counted':
    case 'replaced':
      for (const other of known) {
        if (other.who !== it.who || (other.state !== 'counted' && other.state !== 'replaced'))
          continue
        other.state = 'withdrawn'
        other.ended = now
      }
      return 'withdrawn'
    case 'withdrawn':
      return 'unchanged'
    default:
      return 'gone'
  }
}

function expectMail(it: Known, known: Known[]): string {
  if (it.state !== 'pending' || it.tried) return 'never'
  const newer = known.some(
    (other) => other.who === it.who && other.n > it.n && other.state === 'pending' && !other.tried,
  )
  if (newer) it.state = 'overtaken'
  else it.tried = true
  return newer ? 'never' : 'send'
}

/** A mail that leaves, an hour and a new address each time so that no cap is in the way. */
async function mailOf(store: Store, it: Known, now: number): Promise<string> {
  const { petition } = it.attempt
  const begin = { petition, n: it.n, address: randomBytes(16), now, leaseUntil: now + minute }
  const decision = await store.mailBegin(begin)
  if (decision.kind === 'later') {
    // One a petition and person in ten minutes; the model does not follow that clock.
    assert.ok(decision.due <= now + 10 * minute)
    const again = await store.mailBegin({
      ...begin,
      now: decision.due,
      leaseUntil: decision.due + minute,
    })
    await store.mailEnd({ petition, n: it.n, now, result: 'sent' })
    return again.kind
  }
  await store.mailEnd({ petition, n: it.n, now, result: 'sent' })
  return decision.kind
}

function expireKnown(known: Known[], now: number): void {
  for (const it of known) {
    if (it.state === 'pending' && it.attempt.expires <= now) it.state = 'deleted'
    if (it.state === 'withdrawn' && it.ended + 30 * day <= now) it.state = 'deleted'
  }
}
