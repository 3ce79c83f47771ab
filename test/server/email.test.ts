import fc from 'fast-check'
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { canonicalEmail } from '../../src/server/email.ts'

describe('one person, one spelling', () => {
  const same: [string, ...string[]][] = [
    ['ann@charity.example', 'Ann@Charity.Example', ' ann@charity.example ', 'ann@charity.example.'],
    [
      'annlee@gmail.com',
      'ann.lee@gmail.com',
      'Ann.Lee+petitions@googlemail.com',
      'a.n.n.l.e.e@GMAIL.com',
    ],
    ['ann.lee@outlook.com', 'ann.lee+news@outlook.com', 'Ann.Lee@Outlook.com'],
    ['ann@icloud.com', 'ann@me.com', 'ann+x@mac.com'],
    ['annlee@proton.me', 'ann.lee@protonmail.com', 'annlee+1@pm.me'],
    [
      'anna@xn--bcher-kva.example',
      'anna@bücher.example',
      'anna@BÜCHER.example',
      'anna@bücher.example',
    ],
    ['rené@example.org', 'rené@example.org', 'RENÉ@example.org'],
    ['"a@b"@example.org', '"A@b"@EXAMPLE.org'],
  ]
  for (const [canonical, ...spellings] of same) {
    test(canonical, () => {
      for (const spelling of [canonical, ...spellings])
        assert.equal(canonicalEmail(spelling), canonical)
    })
  }
})

describe('two people stay two', () => {
  const different: [string, string][] = [
    ['ann.lee@charity.example', 'annlee@charity.example'],
    ['ann+1@charity.example', 'ann+2@charity.example'],
    ['ann.lee@outlook.com', 'annlee@outlook.com'],
    ['ann@gmail.com', 'ann@gmail.co'],
    ['ann@outlook.com', 'ann@hotmail.com'],
    ['+ann@gmail.com', '+bob@gmail.com'],
    ['ann@constructor', 'bob@constructor'],
  ]
  for (const [one, two] of different) {
    test(`${one} and ${two}`, () => assert.notEqual(canonicalEmail(one), canonicalEmail(two)))
  }
})

test('the canonical spelling is its own canonical spelling, and the domain keeps its owner', () => {
  // Of nothing but blanks it is no address.
  const local = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((text) => text.trim() !== '')
  const domain = fc.oneof(
    fc.constantFrom(
      'gmail.com',
      'googlemail.com',
      'outlook.com',
      'me.com',
      'proton.me',
      'bücher.example',
    ),
    fc.domain(),
  )
  fc.assert(
    fc.property(local, domain, (before, after) => {
      const once = canonicalEmail(`${before}@${after}`)
      assert.equal(canonicalEmail(once), once)
      const owners: Record<string, string> = {
        'googlemail.com': 'gmail.com',
        'me.com': 'icloud.com',
      }
      const [expected] = [owners[after.toLowerCase()] ?? new URL(`https://${after}`).hostname]
      assert.equal(once.slice(once.lastIndexOf('@') + 1), expected)
    }),
    {
      numRuns: process.env['UNDERSIGNED_TEST_PROFILE'] === 'full' ? 100_000 : 1000,
      seed: 20_261_109,
    },
  )
})
