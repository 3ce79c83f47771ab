import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { tempFolder } from '../../support/temp-folder.ts'
import { openForTest } from './open-for.ts'
import { newAttempt, newPetition, noon, toConfirm, toWithdraw } from '../store-contract/attempts.ts'
import { signed, tallyOf } from '../store-contract/find.ts'

const folder = tempFolder()
after(folder.remove)
const file = `${folder.path}/barred.sqlite`

// No verb bars anybody yet: the rows are written as a later one will write them.

test('who is barred signs like everyone, sees the page of success, and does not count', async () => {
  const store = await openForTest({ file, fingerprint: 'test', create: true })
  const { no: petition } = await store.put(newPetition())
  const attempt = newAttempt(petition)
  const db = new DatabaseSync(file)
  db.prepare('INSERT INTO barred (petition, signer, reason, at) VALUES (?, ?, ?, ?)').run(
    petition,
    attempt.signer,
    'forged',
    noon,
  )
  db.close()
  const n = await signed(store, attempt)
  assert.equal(await store.confirm(toConfirm(attempt, n)), 'held')
  assert.equal(await store.confirm(toConfirm(attempt, n)), 'held')
  assert.equal((await store.attempt({ petition, n }))?.state, 'held')
  assert.equal((await tallyOf(store, petition)).counted, 0)
  assert.equal(await store.withdraw(toWithdraw(attempt, n)), 'deleted')
  assert.deepEqual(await store.verify(petition), [])
  await store.close()
})

test('what was invalidated can still be withdrawn, so that nothing of the person stays', async () => {
  const store = await openForTest({ file, fingerprint: 'test', create: true })
  const { no: petition } = await store.put(newPetition())
  const attempt = newAttempt(petition)
  const n = await signed(store, attempt)
  await store.confirm(toConfirm(attempt, n))
  const db = new DatabaseSync(file)
  db.exec(`
    DELETE FROM counted WHERE n = ${n};
    UPDATE signature SET state = 6 WHERE n = ${n};
    UPDATE tally SET counted = 0, invalidated = 1 WHERE petition = ${petition};
    INSERT INTO ledger (petition, partner_no, stripe, kind, delta, at) VALUES (${petition}, 0, 0, 'invalidated', -1, 0)`)
  db.close()
  assert.deepEqual(await store.verify(petition), [])
  assert.equal(await store.confirm(toConfirm(attempt, n)), 'held')
  assert.equal(await store.withdraw(toWithdraw(attempt, n)), 'deleted')
  assert.equal((await store.attempt({ petition, n }))?.sealed, null)
  assert.deepEqual(await store.verify(petition), [])
  await store.close()
})
