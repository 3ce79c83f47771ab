import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, test } from 'node:test'
import { StoreNotOpened } from '../../../src/server/store/not-opened.ts'
import { openingStatement } from '../../../src/server/store/sqlite/connection.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { newLogo, newPetition } from '../store-contract/attempts.ts'
import { openForTest } from './open-for.ts'

const folder = tempFolder()
after(folder.remove)
let files = 0
const newFile = () => `${folder.path}/${++files}.sqlite`
const fingerprint = 'test'

describe('a store does not open', () => {
  const changes = {
    'synchronous that is not FULL': ['synchronous = FULL', 'synchronous = NORMAL'],
    'synchronous that is off': ['synchronous = FULL', 'synchronous = OFF'],
    'a journal that is no write-ahead log': ['journal_mode = WAL', 'journal_mode = DELETE'],
    'no patience with other writers': ['busy_timeout = 5000', 'busy_timeout = 0'],
    'trust in the schema': ['trusted_schema = OFF', 'trusted_schema = ON'],
    'deletions that leave traces': ['secure_delete = ON', 'secure_delete = OFF'],
    'checkpoints of its own accord': ['wal_autocheckpoint = 0', 'wal_autocheckpoint = 1000'],
  }
  for (const [name, [from = '', to = '']] of Object.entries(changes)) {
    test(`with ${name}`, async () => {
      const file = newFile()
      assert.ok(openingStatement.includes(from))
      await (await openForTest({ file, fingerprint, create: true })).close()
      const opening = openForTest({
        file,
        fingerprint,
        openingStatement: openingStatement.replace(from, to),
      })
      await assert.rejects(opening, notOpened('settings'))
    })
  }

  test('where there is none, and none is made', async () => {
    const file = newFile()
    await assert.rejects(openForTest({ file, fingerprint }), notOpened('no-store'))
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.startsWith(`${files}.`)),
      [],
    )
  })

  test('with the fingerprint of another keyring', async () => {
    const file = newFile()
    await (await openForTest({ file, fingerprint, create: true })).close()
    await assert.rejects(openForTest({ file, fingerprint: 'other' }), notOpened('wrong-keyring'))
  })

  test('that a newer version has written', async () => {
    const file = newFile()
    await (await openForTest({ file, fingerprint, create: true })).close()
    const db = new DatabaseSync(file)
    db.exec(`UPDATE meta SET value = '99' WHERE name = 'schema'`)
    db.close()
    await assert.rejects(openForTest({ file, fingerprint }), notOpened('newer-schema'))
  })

  test('that is empty, or something else', async () => {
    const file = newFile()
    writeFileSync(file, '')
    await assert.rejects(openForTest({ file, fingerprint }), notOpened('no-store'))
    writeFileSync(file, 'Dear diary, '.repeat(1000))
    await assert.rejects(openForTest({ file, fingerprint }), notOpened('unreadable'))
    assert.ok(readFileSync(file, 'utf8').startsWith('Dear diary'))
  })
})

describe('a store', () => {
  test('is its owner’s alone, with its log and index', async () => {
    const file = newFile()
    const store = await openForTest({ file, fingerprint, create: true })
    for (const suffix of ['', '-wal', '-shm'])
      assert.equal(statSync(file + suffix).mode & 0o777, 0o600)
    await store.close()
    assert.ok(!existsSync(`${file}-wal`))
  })

  test('keeps its lineage while it lives', async () => {
    const file = newFile()
    const first = await openForTest({ file, fingerprint, create: true })
    const second = await openForTest({ file, fingerprint, create: true })
    assert.equal(second.lineage, first.lineage)
    assert.match(first.lineage, /^[0-9a-f]{16}$/)
    await Promise.all([first.close(), second.close()])
    const other = await openForTest({ file: newFile(), fingerprint, create: true })
    assert.notEqual(other.lineage, first.lineage)
    await other.close()
  })

  test('of the first version keeps what it has, and takes pictures from now on', async () => {
    const file = newFile()
    const before = await openForTest({ file, fingerprint, create: true })
    const given = newPetition()
    const record = await before.put(given)
    await before.close()
    const db = new DatabaseSync(file)
    db.exec(`DROP TABLE logo; UPDATE meta SET value = '1' WHERE name = 'schema'`)
    db.close()

    const store = await openForTest({ file, fingerprint })
    assert.deepEqual(await store.petitions(), [record])
    const logo = newLogo()
    await store.put({ ...given, logos: [logo] })
    assert.equal((await store.logo({ petition: record.no, hash: logo.hash }))?.kind, 'png')
    assert.deepEqual(await store.verify(), [])
    await store.close()
  })

  test('made by several at once is one', async () => {
    const file = newFile()
    const stores = await Promise.all(
      [1, 2, 3].map(() => openForTest({ file, fingerprint, create: true })),
    )
    assert.equal(new Set(stores.map(({ lineage }) => lineage)).size, 1)
    await Promise.all(stores.map((store) => store.close()))
  })
})

function notOpened(code: StoreNotOpened['code']) {
  return (error: unknown) => {
    assert.ok(error instanceof StoreNotOpened, String(error))
    assert.equal(error.code, code)
    return true
  }
}
