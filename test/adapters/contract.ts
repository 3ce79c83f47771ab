import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import {
  Failure,
  memory,
  no,
  yes,
  type Adapter,
  type MemoryAdapter,
} from '../../src/adapters/index.ts'
import type { Petition, Tally } from '../../src/schema/index.ts'
import { examplePetition, signature } from './petition-example.ts'

/** An adapter, and the backend it is to reach. */
export interface Reached {
  adapter: Adapter
  close?: () => Promise<void>
}

const now = Date.parse('2026-06-01T12:00:00Z')

/** What every adapter with a petition document does; run it in the adapter's own test file. */
export function adapterContract(
  name: string,
  reach: (backend: MemoryAdapter) => Promise<Reached>,
): void {
  describe(`${name}: the contract of adapters`, () => {
    let petition: Petition
    let answer: Parameters<typeof memory>[0]['answer']
    let backend: MemoryAdapter
    let reached: Reached
    let stop: AbortController

    const start = async () => {
      backend = memory({ petition, now: () => now, answer: (...given) => answer!(...given) })
      reached = await reach(backend)
    }
    const sign = (changes = {}, key = 'a') =>
      reached.adapter.sign(
        { ...signature, ...changes },
        { petition: petition.id, key, signal: stop.signal },
      )

    beforeEach(() => {
      petition = examplePetition()
      answer = () => yes('pending', now)
      stop = new AbortController()
    })
    afterEach(async () => {
      stop.abort()
      await reached.close?.()
    })

    it('brings the petition with its tally', async () => {
      await start()
      const brought = await reached.adapter.petition!(petition.id, {
        lang: 'en',
        signal: stop.signal,
      })
      assert.equal(brought.title, petition.title)
      assert.deepEqual(brought.fields, petition.fields)
      assert.equal(brought.tally?.count, 0)
      assert.equal(brought.tally?.status, 'open')
    })

    it('throws for a petition that is not there, with the refusal', async () => {
      await start()
      for (const ask of [
        () => reached.adapter.petition!('other', { lang: 'en', signal: stop.signal }),
        () => reached.adapter.tally!('other', { signal: stop.signal }),
      ]) {
        await assert.rejects(ask, (error) => {
          assert(error instanceof Failure)
          assert.equal(error.refusal?.code, 'no-petition')
          return true
        })
      }
    })

    it('returns the receipt', async () => {
      await start()
      const said = await sign()
      assert('receipt' in said)
      assert.equal(said.outcome, 'pending')
      assert.equal(said.receipt.at, '2026-06-01T12:00:00.000Z')
      assert.deepEqual([...backend.signed.values()], [signature])
    })

    it('gives the same receipt to the same key, and refuses it for other values', async () => {
      await start()
      assert.deepEqual(await sign(), await sign())
      assert.equal(await codeOf(sign({ name: 'Eve' })), 'key-reused')
      assert.equal(backend.signed.size, 1)
    })

    it('returns an invalid signature with its issues', async () => {
      await start()
      const said = await sign({ email: 'nowhere', name: '' })
      assert('issues' in said)
      assert.deepEqual(
        said.issues.map(({ field, code }) => [field, code]),
        [
          ['name', 'missing'],
          ['email', 'format'],
        ],
      )
    })

    it('returns the new document when another was shown', async () => {
      await start()
      const said = await sign({ shown: 'r0' })
      assert('code' in said)
      assert.equal(said.code, 'stale')
      assert.equal(said.petition?.revision, 'r1')
    })

    it('returns a no of the backend with its wait', async () => {
      answer = () => no('slow-down', { retryAfterSeconds: 7 })
      await start()
      const said = await sign()
      assert('code' in said)
      assert.equal(said.code, 'slow-down')
      assert.equal(said.retryAfterSeconds, 7)
    })

    for (const [dates, code] of [
      [{ opensAt: '2026-07-01T00:00:00Z' }, 'not-open'],
      [{ closesAt: '2026-05-01T00:00:00Z' }, 'closed'],
      [{ status: 'paused' }, 'paused'],
    ] as const) {
      it(`returns ${code} when the petition is`, async () => {
        petition = examplePetition(dates)
        await start()
        assert.equal(await codeOf(sign()), code)
      })
    }

    it('rejects with the reason of the signal, before and on the way', async () => {
      const reason = new Error('enough')
      answer = () => {
        stop.abort(reason)
        return yes('pending', now)
      }
      await start()
      await assert.rejects(sign(), reason)
      await assert.rejects(sign(), reason)
      const { signal } = stop
      await assert.rejects(reached.adapter.petition!(petition.id, { lang: 'en', signal }), reason)
      await assert.rejects(reached.adapter.tally!(petition.id, { signal }), reason)
    })

    it('tells those who follow of each newer tally, until they stop', async () => {
      answer = () => yes('counted', now)
      await start()
      const counts: number[] = []
      const heard = (count: number) =>
        new Promise<void>((resolve) => {
          const tell = (tally: Tally) => {
            counts.push(tally.count)
            if (tally.count === count) resolve()
          }
          reached.adapter.follow!(petition.id, tell, { signal: stop.signal })
        })
      const told = heard(2)
      await sign({}, 'a')
      await sign({}, 'b')
      await told
      const before = counts.length
      assert.deepEqual(
        counts,
        counts.toSorted((a, b) => a - b),
      )
      stop.abort()
      backend.count({ count: 3 })
      await new Promise(setImmediate)
      assert.equal(counts.length, before)
      assert.equal(
        (await reached.adapter.tally!(petition.id, { signal: AbortSignal.timeout(5000) })).count,
        3,
      )
    })

    it("tells the backend's time", async () => {
      await start()
      await reached.adapter.tally!(petition.id, { signal: stop.signal })
      assert(Math.abs(reached.adapter.now!() - now) < 5000)
    })
  })
}

async function codeOf(said: ReturnType<Adapter['sign']>): Promise<string> {
  const answer = await said
  return 'code' in answer ? answer.code : answer.outcome
}
