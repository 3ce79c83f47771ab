import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { asciiDomain } from '../../src/server/domain.ts'

describe('a domain in ASCII', () => {
  it('is what Node makes of it, however odd the labels', () => {
    const label = fc.oneof(
      fc.stringMatching(/^[a-z\d-]{0,8}$/),
      fc.constantFrom(
        'xn--mnchen-3ya',
        'xn--a',
        '1',
        '0x7f',
        '255',
        'München',
        'ß',
        'straße',
        'com',
      ),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    )
    const domain = fc.array(label, { maxLength: 5 }).map((labels) => labels.join('.'))
    fc.assert(
      fc.property(domain, (text) => assert.equal(asciiDomain(text), domainToASCII(text))),
      { numRuns: 2000 },
    )
  })
})
