import assert from 'node:assert/strict'
import { createHmac, createSecretKey } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createMac } from '../../src/server/hmac.ts'

const bytes = (value: number, length: number) => createSecretKey(Buffer.alloc(length, value))

describe('the keyed hash', () => {
  // https://www.rfc-editor.org/rfc/rfc4231#section-4, those whose data is text: 1, 2, 6 and 7.
  const vectors = [
    {
      key: bytes(0x0b, 20),
      text: 'Hi There',
      mac: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    },
    {
      key: createSecretKey('Jefe', 'ascii'),
      text: 'what do ya want for nothing?',
      mac: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    },
    {
      key: bytes(0xaa, 131),
      text: 'Test Using Larger Than Block-Size Key - Hash Key First',
      mac: '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    },
    {
      key: bytes(0xaa, 131),
      text:
        'This is a test using a larger than block-size key and a larger than block-size data. ' +
        'The key needs to be hashed before being used by the HMAC algorithm.',
      mac: '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
    },
  ]
  for (const { key, text, mac } of vectors) {
    it(`is that of RFC 4231 for "${text.slice(0, 30)}"`, () => {
      assert.equal(createMac(key)(text).toString('hex'), mac.slice(0, 32))
    })
  }

  it('is what createHmac makes, text after text with one key', () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { minLength: 1 })
    const property = fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      texts,
      (raw, several) => {
        const key = createSecretKey(raw)
        const mac = createMac(key)
        for (const text of several) {
          const expected = createHmac('sha256', key).update(text).digest().subarray(0, 16)
          assert.deepEqual(mac(text), expected)
        }
      },
    )
    fc.assert(property)
  })

  it('leaves earlier results as they were', () => {
    const mac = createMac(bytes(1, 32))
    const first = mac('first')
    const kept = Buffer.from(first)
    mac('a second and longer text')
    assert.deepEqual(first, kept)
  })
})
