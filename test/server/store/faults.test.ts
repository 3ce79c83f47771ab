import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, test } from 'node:test'
import type { Worker } from 'node:worker_threads'
import { openingStatement } from '../../../src/server/store/sqlite/connection.ts'
import { StoreUnavailable, type NewAttempt } from '../../../src/server/store/store.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { openForTest } from './open-for.ts'
import {
  day,
  newAttempt,
  newPetition,
  noon,
  toConfirm,
  toWithdraw,
} from '../store-contract/attempts.ts'
import { signed, signedAtOnce } from '../store-contract/find.ts'

const folder = tempFolder()
after(folder.remove)
let files = 0
const newFile = () => `${folder.path}/${++files}.sqlite`
const fingerprint = 'test'

describe('group commit', () => {
  test('what arrives during a flush goes into the next: one ledger row a flush, petition, partner and kind', async () => {
    const file = newFile()
    const store = await openForTest({ file, fingerprint, create: true })
    const { no: petition } = await store.put(newPetition())
    const signing = Array.from({ length: 100 }, () => newAttempt(petition))
    const ns = await signedAtOnce(store, signing)
    await Promise.all(signing.map((attempt, i) => store.confirm(toConfirm(attempt, ns[i] ?? 0))))
    await store.close()
    const db = new DatabaseSync(file)
    const { times, sum } = {
      ...db
        .prepare(`SELECT count(*) AS times, sum(delta) AS sum FROM ledger WHERE kind = 'confirmed'`)
        .get(),
    }
    db.close()
    assert.equal(sum, 100)
    assert.ok(Number(times) <= 3, `${String(times)} flushes for 100 confirmations at once`)
  })

  test('past its bound the queue refuses instead of growing', async () => {
    const store = await openForTest({ file: ':memory:', fingerprint })
    const { no: petition } = await store.put(newPetition())
    const outcomes = await Promise.allSettled(
      Array.from({ length: 3000 }, () => store.sign(newAttempt(petition))),
    )
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    )
    assert.equal(refused.length, 1000)
    assert.ok(
      refused.every((reason) => reason instanceof StoreUnavailable && reason.retryAfterSeconds > 0),
    )
    assert.equal(await store.pending(petition), 2000)
    assert.equal(await store.ready(), true)
    await store.close()
  })
})

describe('who watches a store', () => {
  test('is told whatever another one throws, and what was thrown is reported', async () => {
    const thrown = [new Error('one'), new Error('two')]
    const reported: unknown[] = []
    const store = await openForTest({
      file: ':memory:',
      fingerprint,
      onWatchError: (error) => void reported.push(error),
    })
    const told: string[] = []
    for (const error of thrown) {
      store.watch(() => {
        throw error
      })
      store.watch(({ petitions }) => void (petitions && told.push(error.message)))
    }
    const { no: petition } = await store.put(newPetition())
    assert.deepEqual(told, ['one', 'two'])
    assert.deepEqual(reported, thrown)
    assert.equal((await store.sign(newAttempt(petition))).kind, 'stored')
    assert.equal(await store.ready(), true)
  })

  test('is told of what another process wrote whatever another one throws', async () => {
    const file = newFile()
    const writing = await openForTest({ file, fingerprint, create: true })
    const reported: unknown[] = []
    const store = await openForTest({
      file,
      fingerprint,
      lookEveryMs: 20,
      onWatchError: (error) => void reported.push(error),
    })
    store.watch(() => {
      throw new Error('one')
    })
    const told = new Promise((resolve) => store.watch(resolve))
    await writing.put(newPetition())
    await told
    assert.ok(reported.length > 0)
  })
})

describe('a thread of the store', () => {
  test(
    'that ends while the other is being opened stops the store, which says so',
    { timeout: 30_000 },
    async () => {
      const workers: Worker[] = []
      const onWorker = (worker: Worker) => {
        workers.push(worker)
        if (workers.length === 2) void workers[0]?.terminate()
      }
      process.on('worker', onWorker)
      const store = await openForTest({ file: newFile(), fingerprint, create: true }).finally(() =>
        process.off('worker', onWorker),
      )
      assert.match(String(await store.failed), /the thread has ended/)
      assert.equal(await store.ready(), false)
      await assert.rejects(store.put(newPetition()), StoreUnavailable)
    },
  )
})

describe('a disk', () => {
  test('that is full answers for that flush only: reading goes on, and writing once there is room', async () => {
    const file = newFile()
    await (await openForTest({ file, fingerprint, create: true })).close()
    const store = await openForTest({
      file,
      fingerprint,
      openingStatement: `${openingStatement}; PRAGMA max_page_count = 60`,
    })
    const { no: petition } = await store.put(newPetition())
    const acknowledged: NewAttempt[] = []
    let refusal: unknown
    for (let i = 0; i < 500 && !refusal; i++) {
      const attempt = newAttempt(petition, { sealed: randomBytes(2000) })
      await store.sign(attempt).then(
        () => acknowledged.push(attempt),
        (error: unknown) => (refusal = error),
      )
    }
    assert.ok(refusal instanceof StoreUnavailable)
    assert.equal(await store.pending(petition), acknowledged.length)
    assert.equal(
      await store.sign(acknowledged[0] ?? assert.fail()).then(({ kind }) => kind),
      'replayed',
    )
    await store.expire({ now: noon + 8 * day, limit: 1000 })
    assert.equal((await store.sign(newAttempt(petition))).kind, 'stored')
    assert.equal(await store.ready(), true)
    await store.close()
  })

  test(
    'that fails at COMMIT ends it: nothing more is acknowledged, reading goes on',
    { timeout: 30_000 },
    async () => {
      const file = newFile()
      const first = await openForTest({ file, fingerprint, create: true })
      const { no: petition } = await first.put(newPetition())
      const attempt = newAttempt(petition)
      const n = await signed(first, attempt)
      await first.close()
      // A constraint that is looked at only at the end makes COMMIT itself fail.
      const db = new DatabaseSync(file)
      db.exec(`
      CREATE TABLE parent (x INTEGER PRIMARY KEY);
      CREATE TABLE child (x INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER break AFTER INSERT ON signature BEGIN INSERT INTO child VALUES (1); END`)
      db.close()

      const store = await openForTest({ file, fingerprint })
      const outcomes = await Promise.allSettled([
        store.sign(newAttempt(petition)),
        store.confirm(toConfirm(attempt, n)),
        store.sign(newAttempt(petition)),
      ])
      assert.ok(
        outcomes.every((o) => o.status === 'rejected' && o.reason instanceof StoreUnavailable),
      )
      assert.ok((await store.failed) instanceof Error)
      assert.equal(await store.ready(), false)
      await assert.rejects(store.confirm(toConfirm(attempt, n)), StoreUnavailable)
      assert.equal((await store.attempt({ petition, n }))?.state, 'pending')
      await store.close()
    },
  )

  test('that another process keeps busy is waited for, then the answer is "not now"', async () => {
    const file = newFile()
    const store = await openForTest({ file, fingerprint, create: true })
    const { no: petition } = await store.put(newPetition())
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    const start = performance.now()
    await assert.rejects(store.sign(newAttempt(petition)), StoreUnavailable)
    assert.ok(performance.now() - start >= 4500)
    assert.equal(await store.pending(petition), 0)
    other.exec('ROLLBACK')
    other.close()
    assert.equal((await store.sign(newAttempt(petition))).kind, 'stored')
    await store.close()
  })
})

describe('verify', () => {
  const drifts = {
    'a tally that was changed': [
      `UPDATE tally SET counted = counted + 1`,
      /the tally says 2 counted, there are 1 rows/,
    ],
    'a ledger that was changed': [
      `UPDATE ledger SET delta = 5 WHERE kind = 'confirmed'`,
      /the ledger adds up to/,
    ],
    'a counted row that is gone': [
      `DELETE FROM counted`,
      /in the state counted and no counted row/,
    ],
    'an attempt that is gone': [
      `DELETE FROM signature`,
      /not in the state counted for that person/,
    ],
    'a withdrawal nobody made': [
      `UPDATE tally SET withdrawn = 3`,
      /the tally says 3 withdrawn, the ledger adds up to 0/,
    ],
  } as const
  for (const [name, [sql, expected]] of Object.entries(drifts)) {
    test(`finds ${name}`, async () => {
      const file = newFile()
      const store = await openForTest({ file, fingerprint, create: true })
      const given = newPetition({ paper: 7 })
      const { no: petition } = await store.put(given)
      const attempt = newAttempt(petition)
      await store.confirm(toConfirm(attempt, await signed(store, attempt)))
      assert.deepEqual(await store.verify(), [])
      const db = new DatabaseSync(file)
      db.exec(sql)
      db.close()
      const findings = await store.verify(petition)
      assert.ok(
        findings.some(
          ({ petition: slug, message }) => slug === given.slug && expected.test(message),
        ),
      )
      assert.deepEqual(await store.verify(petition + 1), [])
      await store.close()
    })
  }
})

describe('what is deleted', () => {
  test('leaves no bytes behind once the store is closed', async () => {
    const file = newFile()
    const store = await openForTest({ file, fingerprint, create: true })
    const { no: petition } = await store.put(newPetition())
    const attempt = newAttempt(petition)
    const n = await signed(store, attempt)
    await store.confirm(toConfirm(attempt, n))
    await store.withdraw(toWithdraw(attempt, n))
    await store.close()
    const bytes = readFileSync(file)
    assert.equal(bytes.indexOf(attempt.sealed), -1)
    assert.equal(bytes.indexOf(attempt.signer), -1)
    assert.notEqual(bytes.indexOf(attempt.withdrawHash), -1)
  })
})
