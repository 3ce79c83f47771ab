import assert from 'node:assert/strict'
import type { NewAttempt, Store, TallyRecord } from '../../../src/server/store/store.ts'
import { newPetition } from './attempts.ts'

/** Numbers of attempts by the hex of their ids, from the mails that are due. */
export async function numbers(store: Store): Promise<Map<string, number>> {
  const jobs = await store.mailDue({ now: Number.MAX_SAFE_INTEGER, limit: 1_000_000 })
  return new Map(jobs.map(({ id, n }) => [hex(id), n]))
}

/** Up to where a store's numbers are known. */
const seen = new WeakMap<Store, number>()

/** Signs and finds the attempt's number, which no answer tells. */
export async function signed(store: Store, attempt: NewAttempt): Promise<number> {
  const [n] = await signedAtOnce(store, [attempt])
  return n ?? assert.fail('The attempt is not there')
}

/** Signs several at once; their numbers are among the next. */
export async function signedAtOnce(store: Store, attempts: NewAttempt[]): Promise<number[]> {
  const from = seen.get(store) ?? 0
  for (const { kind } of await Promise.all(attempts.map((attempt) => store.sign(attempt)))) {
    assert.equal(kind, 'stored')
  }
  const found = new Map<string, number>()
  const wanted = new Set(attempts.map(({ id }) => hex(id)))
  const petitions = new Set(attempts.map(({ petition }) => petition))
  for (let n = from + 1; found.size < wanted.size; n++) {
    assert.ok(n < from + 50_000, 'The attempts are not there')
    for (const petition of petitions) {
      const record = await store.attempt({ petition, n })
      if (record && wanted.has(hex(record.id))) found.set(hex(record.id), n)
    }
    seen.set(store, n)
  }
  return attempts.map(({ id }) => found.get(hex(id)) ?? 0)
}

/** A petition of its own for a test. */
export async function put(
  store: Store,
  change: Parameters<typeof newPetition>[0] = {},
): Promise<number> {
  return (await store.put(newPetition(change))).no
}

/** The sums over a petition's partners. */
export async function tallyOf(
  store: Store,
  petition: number,
): Promise<Omit<TallyRecord, 'petition' | 'partnerNo' | 'version'>> {
  const sum = { counted: 0, withdrawn: 0, invalidated: 0, retired: 0 }
  for (const tally of await store.tallies()) {
    if (tally.petition !== petition) continue
    sum.counted += tally.counted
    sum.withdrawn += tally.withdrawn
    sum.invalidated += tally.invalidated
    sum.retired += tally.retired
  }
  return sum
}

export async function stateOf(
  store: Store,
  petition: number,
  n: number,
): Promise<string | undefined> {
  return (await store.attempt({ petition, n }))?.state
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
