import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ConfirmResult, Store } from '../../../src/server/store/store.ts'
import type { Opened } from '../store-contract.ts'
import { newAttempt, person, toConfirm } from './attempts.ts'
import { hex, numbers, put, tallyOf } from './find.ts'

/** Pairs of attempts by one person whose confirmations race. */
export const pairs = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full' ? 10_000 : 500
/** Pairs confirmed at the same moment. */
const atOnce = 250

export interface RaceResult {
  /** How often each answer came. */
  answers: Partial<Record<ConfirmResult, number>>
  /** What the tally says. */
  counted: number
}

export function raceContract(shared: Opened): void {
  describe('racing', () => {
    test(`${pairs} pairs of attempts confirmed at the same moment count each person once`, async () => {
      const { store, connections } = shared
      const petition = await put(store)
      const { answers, counted } = await race(connections, petition, pairs)
      assert.deepEqual(answers, { counted: pairs, moved: pairs })
      assert.equal(counted, pairs)
      assert.deepEqual(await store.verify(petition), [])
    })
  })
}

/** Confirms pairs of attempts by one person, each of a pair over another connection where there are several. */
export async function race(
  connections: Store[],
  petition: number,
  people: number,
): Promise<RaceResult> {
  const [one, two = one] = connections
  assert.ok(one && two)
  const answers: RaceResult['answers'] = {}
  for (let start = 0; start < people; start += atOnce) {
    const attempts = Array.from({ length: Math.min(atOnce, people - start) }, (_, i) => {
      const signer = person(`racer ${start + i}`)
      return [
        newAttempt(petition, { signer, partnerNo: 1 }),
        newAttempt(petition, { signer, partnerNo: 2 }),
      ] as const
    })
    await Promise.all(attempts.flat().map((attempt) => one.sign(attempt)))
    const known = await numbers(one)
    const confirmed = await Promise.all(
      attempts.flatMap(([a, b], i) =>
        // Who is first in the queue changes from pair to pair.
        (i % 2 === 0 ? [a, b] : [b, a]).map((attempt) =>
          (attempt === a ? one : two).confirm(toConfirm(attempt, known.get(hex(attempt.id)) ?? 0)),
        ),
      ),
    )
    for (const answer of confirmed) answers[answer] = (answers[answer] ?? 0) + 1
  }
  return { answers, counted: (await tallyOf(one, petition)).counted }
}
