import assert from 'node:assert/strict'
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, test } from 'node:test'
import { restore } from '../../../src/server/store/restore.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { openForTest } from './open-for.ts'
import { newAttempt, newLogo, newPetition, noon, toConfirm } from '../store-contract/attempts.ts'
import { signed } from '../store-contract/find.ts'

const folder = tempFolder()
after(folder.remove)
const fingerprint = 'test'
let files = 0
const newFile = (kind: string) => `${folder.path}/${kind}-${++files}.sqlite`

describe('a backup', () => {
  test('taken under load restores, and a link given out before still confirms there', async () => {
    const file = newFile('store')
    const store = await openForTest({ file, fingerprint, create: true })
    const logo = newLogo()
    const { no: petition } = await store.put(newPetition({ logos: [logo] }))
    const outstanding = newAttempt(petition)
    const n = await signed(store, outstanding)
    let acknowledged = 1

    let going = true
    const load = Array.from({ length: 20 }, async () => {
      while (going) {
        await store.sign(newAttempt(petition))
        acknowledged++
      }
    })
    const backup = newFile('backup')
    const before = acknowledged
    await store.backup(backup)
    going = false
    await Promise.all(load)
    assert.ok(acknowledged > before, 'the store stood still during the backup')
    await store.close()

    const to = newFile('restored')
    restore({ from: backup, to, fingerprint, now: noon })
    const restored = await openForTest({ file: to, fingerprint })
    assert.notEqual(restored.lineage, store.lineage)
    assert.ok((await restored.pending(petition)) >= before)
    assert.equal(await restored.confirm(toConfirm(outstanding, n)), 'counted')
    assert.deepEqual(await restored.verify(), [])
    const picture = await restored.logo({ petition, hash: logo.hash })
    assert.deepEqual(new Uint8Array(picture?.bytes ?? []), logo.bytes)
    await restored.close()

    for (const made of [backup, to]) assert.equal(statSync(made).mode & 0o777, 0o600)
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.includes('.part')),
      [],
    )
  })

  test('overwrites nothing', async () => {
    const store = await openForTest({ file: newFile('store'), fingerprint, create: true })
    const file = newFile('backup')
    writeFileSync(file, 'precious')
    await assert.rejects(store.backup(file), { name: 'StoreNotOpened', code: 'exists' })
    assert.equal(readFileSync(file, 'utf8'), 'precious')
    await store.close()
  })
})

describe('restoring refuses', () => {
  test('to overwrite a store', async () => {
    const { from, to } = await backedUp()
    writeFileSync(to, '')
    assert.throws(() => restore({ from, to, fingerprint, now: noon }), { code: 'exists' })
  })

  test('a backup that belongs to another keyring', async () => {
    const { from, to } = await backedUp()
    assert.throws(() => restore({ from, to, fingerprint: 'other', now: noon }), {
      code: 'wrong-keyring',
    })
    nothingAt(to)
  })

  test('a backup of a newer version', async () => {
    const { from, to } = await backedUp()
    const db = new DatabaseSync(from)
    db.exec(`UPDATE meta SET value = '99' WHERE name = 'schema'`)
    db.close()
    assert.throws(() => restore({ from, to, fingerprint, now: noon }), { code: 'newer-schema' })
  })

  test('what is damaged, cut off, something else or not there', async () => {
    const { from, to } = await backedUp()
    const bytes = readFileSync(from)
    const cut = newFile('cut')
    copyFileSync(from, cut)
    truncateSync(cut, bytes.length - 5000)
    const other = newFile('other')
    writeFileSync(other, 'Dear diary, '.repeat(1000))
    for (const damaged of [cut, other]) {
      assert.throws(() => restore({ from: damaged, to, fingerprint, now: noon }), {
        code: 'unreadable',
      })
    }
    assert.throws(() => restore({ from: `${from}.nowhere`, to, fingerprint, now: noon }), {
      code: 'no-store',
    })
    nothingAt(to)
  })
})

async function backedUp(): Promise<{ from: string; to: string }> {
  const store = await openForTest({ file: newFile('store'), fingerprint, create: true })
  await store.put(newPetition())
  const from = newFile('backup')
  await store.backup(from)
  await store.close()
  return { from, to: newFile('restored') }
}

function nothingAt(file: string): void {
  const name = file.slice(folder.path.length + 1)
  assert.deepEqual(
    readdirSync(folder.path).filter((found) => found.startsWith(name)),
    [],
  )
}
