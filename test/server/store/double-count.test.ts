import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { tempFolder } from '../../support/temp-folder.ts'
import { openForTest } from './open-for.ts'
import { newPetition } from '../store-contract/attempts.ts'
import { race } from '../store-contract/racing.ts'

const folder = tempFolder()
after(folder.remove)

test('with the key of `counted` taken away, the race counts people twice and verify says so', async () => {
  const file = `${folder.path}/keyless.sqlite`
  const open = () => openForTest({ file, fingerprint: 'test', create: true })
  await (await open()).close()
  const db = new DatabaseSync(file)
  db.exec(`
    DROP TABLE counted;
    CREATE TABLE counted (
      petition INTEGER NOT NULL, signer BLOB NOT NULL, n INTEGER NOT NULL, partner_no INTEGER NOT NULL
    ) STRICT`)
  db.close()

  const stores = [await open(), await open()]
  const [store] = stores
  assert.ok(store)
  const { no } = await store.put(newPetition())
  const { answers, counted } = await race(stores, no, 50)
  assert.equal(counted, 100)
  assert.deepEqual(answers, { counted: 100 })
  const findings = await store.verify(no)
  assert.equal(
    findings.filter(({ message }) => message === 'One person counts 2 times.').length,
    50,
  )
  await Promise.all(stores.map((each) => each.close()))
})
