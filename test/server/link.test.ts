import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hashSecret, newSecret, readToken, writeToken } from '../../src/server/link.ts'

const biggest = { petition: 2 ** 24 - 1, n: 2 ** 40 - 1 }

describe('the token of a link', () => {
  test('is 39 characters that survive mail programs, and comes back as it was', () => {
    for (const numbers of [{ petition: 1, n: 1 }, { petition: 7, n: 123_456_789 }, biggest]) {
      const token = { ...numbers, secret: newSecret() }
      const written = writeToken(token)
      assert.match(written, /^[a-z2-7]{39}$/)
      assert.deepEqual(readToken(written), token)
    }
  })

  test('is read in capitals, and with what mail programs append', () => {
    const token = { petition: 7, n: 42, secret: newSecret() }
    const written = writeToken(token)
    assert.deepEqual(readToken(written.toUpperCase()), token)
    for (const after of [
      '.',
      '!',
      ')',
      '>',
      ',',
      '*',
      '&gt;',
      '%3E',
      '?utm_source=x',
      '/',
      '”',
      ' ',
      '\u200b',
      '=',
      '_',
      '1',
    ])
      assert.deepEqual(readToken(written + after), token, JSON.stringify(after))
  })

  test('that is cut off, longer or not one is none', () => {
    const written = writeToken({ petition: 7, n: 42, secret: newSecret() })
    const none = [
      '',
      written.slice(0, -1),
      `${written}a`,
      `.${written}`,
      'favicon.ico',
      written.replace(/^./, '1'),
    ]
    for (const text of none) assert.equal(readToken(text), undefined, text)
  })

  test('has one spelling: spare bits of the last character are zero', () => {
    const written = writeToken({
      petition: 7,
      n: 42,
      secret: Buffer.alloc(16).toString('base64url'),
    })
    assert.equal(written.at(-1), 'a')
    assert.equal(readToken(`${written.slice(0, -1)}b`), undefined)
  })
})

describe('a secret', () => {
  test('has 128 bits and is never given twice', () => {
    const secrets = Array.from({ length: 10_000 }, newSecret)
    assert.equal(new Set(secrets).size, 10_000)
    for (const secret of secrets) assert.equal(Buffer.from(secret, 'base64url').length, 16)
  })

  test('is kept as its SHA-256', () => {
    const hash = hashSecret(Buffer.from('0123456789abcdef').toString('base64url'))
    assert.equal(
      Buffer.from(hash).toString('hex'),
      '9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f',
    )
  })
})
