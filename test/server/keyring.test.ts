import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import { KeyringError, openKeyring } from '../../src/server/keyring.ts'
import { tempFolder } from '../support/temp-folder.ts'

const folder = tempFolder()
after(folder.remove)
let files = 0
const newFile = () => `${folder.path}/keys-${++files}.json`
const make = () => openKeyring(newFile(), { create: true })

describe('the file of a keyring', () => {
  test('is made once, for its owner only, and is the same when it is opened again', async () => {
    const file = newFile()
    const made = await openKeyring(file, { create: true })
    const text = readFileSync(file, 'utf8')
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const again = await openKeyring(file, { create: true })
    assert.equal(readFileSync(file, 'utf8'), text)
    assert.equal(again.fingerprint, made.fingerprint)
    assert.deepEqual(again.address('ann@charity.example'), made.address('ann@charity.example'))
  })

  test('made by several at once is one', async () => {
    const file = newFile()
    const rings = await Promise.all(
      [1, 2, 3].map(() => openKeyring(file, { create: true }).catch(() => undefined)),
    )
    assert.equal(new Set(rings.flatMap((ring) => ring?.fingerprint ?? [])).size, 1)
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.endsWith('.part')),
      [],
    )
  })

  test('that is missing is never made beside a store', async () => {
    const file = newFile()
    await assert.rejects(openKeyring(file, { create: false }), (error) => {
      assert.ok(error instanceof KeyringError)
      assert.equal(error.code, 'missing')
      assert.match(error.message, /keys export/)
      return true
    })
    assert.throws(() => statSync(file), { code: 'ENOENT' })
  })

  test('that is damaged is refused without telling what is in it', async () => {
    const file = newFile()
    await openKeyring(file, { create: true })
    const text = readFileSync(file, 'utf8')
    const key = /"1": "([^"]+)"/.exec(text)?.[1] ?? assert.fail()
    for (const damaged of [
      '',
      text.slice(0, -40),
      text.replace(key, key.slice(1)),
      text.replace('"signer"', '"sign"'),
      '{}',
    ]) {
      writeFileSync(file, damaged)
      await assert.rejects(openKeyring(file, { create: true }), (error) => {
        assert.ok(error instanceof KeyringError)
        assert.equal(error.code, 'unreadable')
        assert.ok(!error.message.includes(key.slice(1, 10)))
        return true
      })
      assert.equal(readFileSync(file, 'utf8'), damaged)
    }
  })

  test('two keyrings have two fingerprints, a key added later leaves it', async () => {
    const file = newFile()
    const one = await openKeyring(file, { create: true })
    assert.notEqual((await make()).fingerprint, one.fingerprint)
    const content = JSON.parse(readFileSync(file, 'utf8')) as {
      signer: { current: number; keys: Record<string, string> }
    }
    content.signer = {
      current: 2,
      keys: { ...content.signer.keys, '2': randomBytes(32).toString('base64url') },
    }
    writeFileSync(file, JSON.stringify(content))
    const rotated = await openKeyring(file, { create: false })
    assert.equal(rotated.fingerprint, one.fingerprint)
    // A petition that pinned the old key keeps finding the same people.
    assert.deepEqual(
      rotated.signer(one.signerScheme, 'a', 'ann@charity.example'),
      one.signer(one.signerScheme, 'a', 'ann@charity.example'),
    )
    assert.notEqual(rotated.signerScheme, one.signerScheme)
  })
})

describe('what a keyring says of a person', () => {
  test('is the same for every spelling, and another in every petition and keyring', async () => {
    const [ring, other] = [await make(), await make()]
    const scheme = ring.signerScheme
    const signer = ring.signer(scheme, 'a', 'ann.lee@gmail.com')
    assert.equal(signer.length, 16)
    assert.deepEqual(ring.signer(scheme, 'a', 'AnnLee+x@googlemail.com'), signer)
    assert.notDeepEqual(ring.signer(scheme, 'b', 'ann.lee@gmail.com'), signer)
    assert.notDeepEqual(other.signer(scheme, 'a', 'ann.lee@gmail.com'), signer)
    assert.notDeepEqual(ring.address('ann.lee@gmail.com'), signer)
    assert.throws(() => ring.signer(scheme + 256, 'a', 'ann@charity.example'), KeyringError)
    assert.throws(() => ring.signer(scheme + 1, 'a', 'ann@charity.example'), KeyringError)
  })

  test('keeps keys and bodies apart by petition and by what they are', async () => {
    const ring = await make()
    const digests = [
      ring.answer('a', 'x'),
      ring.answer('b', 'x'),
      ring.bodyMac('a', 'x'),
      ring.bodyMac('b', 'x'),
      ring.answer('a\0x', ''),
    ].map((digest) => Buffer.from(digest).toString('hex'))
    assert.equal(new Set(digests).size, digests.length)
  })

  test('gives a plain form the same key for ten minutes', async () => {
    const ring = await make()
    const start = 600_000 * 1000
    const key = ring.pageKey('a', '{}', start)
    assert.match(key, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.equal(ring.pageKey('a', '{}', start + 599_999), key)
    assert.notEqual(ring.pageKey('a', '{}', start + 600_000), key)
    assert.notEqual(ring.pageKey('b', '{}', start), key)
    assert.notEqual(ring.pageKey('a', '{"x":1}', start), key)
  })
})

describe('wrapping', () => {
  test('gives the key back to the same keyring only', async () => {
    const [ring, other] = [await make(), await make()]
    const key = randomBytes(32)
    const { wrapId, wrapped } = ring.wrap(key)
    assert.deepEqual(Buffer.from(ring.unwrap(wrapId, wrapped)), key)
    assert.throws(() => other.unwrap(wrapId, wrapped))
    assert.throws(() => ring.unwrap(wrapId + 1, wrapped), KeyringError)
    const changed = Buffer.from(wrapped)
    changed[20] = (changed[20] ?? 0) ^ 1
    assert.throws(() => ring.unwrap(wrapId, changed))
  })
})
