import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { openKeyring, type Keyring } from '../../src/server/keyring.ts'
import { newSecret } from '../../src/server/link.ts'
import { createSeals, type Personal } from '../../src/server/seal.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { newPetition } from './store-contract/attempts.ts'

const folder = tempFolder()
let keyring: Keyring
let store: Store

before(async () => {
  keyring = await openKeyring(`${folder.path}/keys.json`, { create: true })
  store = await openSqlite({ file: ':memory:', fingerprint: keyring.fingerprint })
})
after(async () => {
  await store.close()
  folder.remove()
})

describe('a sealed payload', () => {
  test('opens as it was, also in another process', async () => {
    const petition = await newOne()
    const id = randomBytes(16)
    const personal = ann()
    const sealed = await createSeals({ store, keyring }).seal(petition, id, personal)
    assert.deepEqual(await createSeals({ store, keyring }).unseal(petition, id, sealed), personal)
  })

  test('has the layout of the design and shows nothing', async () => {
    const petition = await newOne()
    const sealed = Buffer.from(
      await createSeals({ store, keyring }).seal(petition, randomBytes(16), ann()),
    )
    assert.equal(sealed[0], 1)
    assert.equal(sealed.readUInt16BE(1), 1)
    assert.equal(sealed.length, 1 + 2 + 12 + Buffer.byteLength(JSON.stringify(ann())) + 16)
    assert.equal(sealed.indexOf('Ann'), -1)
    assert.equal(sealed.indexOf('charity.example'), -1)
  })

  test('is different every time', async () => {
    const petition = await newOne()
    const seals = createSeals({ store, keyring })
    const id = randomBytes(16)
    const [one, two] = [
      await seals.seal(petition, id, ann()),
      await seals.seal(petition, id, ann()),
    ]
    assert.notDeepEqual(one, two)
  })

  test('cannot be moved to another row or petition, nor be changed', async () => {
    const [petition, other] = [await newOne(), await newOne()]
    const seals = createSeals({ store, keyring })
    const id = randomBytes(16)
    const sealed = await seals.seal(petition, id, ann())
    await seals.seal(other, id, ann())
    await assert.rejects(seals.unseal(petition, randomBytes(16), sealed))
    await assert.rejects(seals.unseal(other, id, sealed))
    await assert.rejects(seals.unseal({ no: petition.no, slug: other.slug }, id, sealed))
    for (const at of [0, 1, 5, 20, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      await assert.rejects(seals.unseal(petition, id, changed), `byte ${at}`)
    }
    await assert.rejects(seals.unseal(petition, id, sealed.subarray(0, 20)))
  })
})

describe('the key of a petition', () => {
  test('is one, however many seal first at once', async () => {
    const petition = await newOne()
    const id = randomBytes(16)
    const all = [createSeals({ store, keyring }), createSeals({ store, keyring })]
    const sealed = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((i) => (all[i % 2] ?? assert.fail()).seal(petition, id, ann())),
    )
    assert.equal((await store.dataKeys(petition.no)).length, 1)
    const seals = createSeals({ store, keyring })
    for (const one of sealed) assert.deepEqual(await seals.unseal(petition, id, one), ann())
  })

  test('lies in the store wrapped, never plain', async () => {
    const petition = await newOne()
    await createSeals({ store, keyring }).seal(petition, randomBytes(16), ann())
    const [key] = await store.dataKeys(petition.no)
    assert.ok(key)
    const plain = Buffer.from(keyring.unwrap(key.wrapId, key.wrapped))
    assert.equal(plain.length, 32)
    assert.equal(Buffer.from(key.wrapped).indexOf(plain), -1)
  })

  test('is looked for again when another process may have made it since', async () => {
    const petition = await newOne()
    const id = randomBytes(16)
    const seals = createSeals({ store, keyring })
    await seals.seal(petition, id, ann())
    const made = { petition: petition.no, keyNo: 2, ...keyring.wrap(randomBytes(32)), created: 0 }
    await store.addDataKey(made)
    const sealed = await createSeals({ store, keyring }).seal(petition, id, ann())
    assert.equal(Buffer.from(sealed).readUInt16BE(1), 2)
    assert.deepEqual(await seals.unseal(petition, id, sealed), ann())
  })

  test('that could not be stored is made at the next try', async () => {
    const petition = await newOne()
    let works = false
    const flaky: Store = {
      ...store,
      addDataKey: (key) => (works ? store.addDataKey(key) : Promise.reject(new Error('full'))),
    }
    const seals = createSeals({ store: flaky, keyring })
    await assert.rejects(seals.seal(petition, randomBytes(16), ann()), /full/)
    works = true
    await seals.seal(petition, randomBytes(16), ann())
  })
})

const secrets = { confirmSecret: newSecret(), withdrawSecret: newSecret() }

function ann(): Personal {
  return {
    name: 'Ann Łukasiewicz',
    email: 'Ann@charity.example',
    consents: { updates: true },
    locale: 'en',
    origin: 'https://charity.example',
    ...secrets,
  }
}

async function newOne(): Promise<{ no: number; slug: string }> {
  return store.put(newPetition())
}
