import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  fieldsIn,
  postcodeExample,
  postcodes,
  readPostcode,
  signatureIssues,
} from '../../src/schema/index.ts'
import { knownPostcodes } from '../../src/server/postcode.ts'
import { postcodeExamples, unionCountries } from './postcode-examples.ts'

const sides = { browser: postcodes, server: knownPostcodes }

/** The ways in which people type one and the same code. */
function spellings(country: string, code: string): string[] {
  const plain = code.replace(/[ -]/g, '')
  const ways = [code, plain, code.replace(/ /g, '-'), code.replace(/[ -]/g, ' '), ` ${code} `]
  if (/^\d/.test(code)) ways.push(`${country}-${code}`, `${country[0]} ${code}`)
  return [...new Set(ways.flatMap((way) => [way, way.toLowerCase()]))]
}

for (const [side, { fits }] of Object.entries(sides)) {
  describe(`the ${side}`, () => {
    for (const [country, { real, wrong }] of Object.entries(postcodeExamples)) {
      it(`knows postcodes of ${country}, however they are typed (row 38)`, () => {
        assert.ok(real.length >= 3 && wrong.length >= 3)
        for (const code of real)
          for (const typed of spellings(country, code)) {
            assert.ok(fits(country, typed), `${country} refuses ${typed}`)
            assert.equal(readPostcode(country, typed), code)
          }
        for (const code of wrong) assert.ok(!fits(country, code), `${country} takes ${code}`)
      })
    }
  })
}

describe('a postcode', () => {
  it('has examples of every country of the Union (row 38)', () => {
    for (const country of unionCountries) assert.ok(postcodeExamples[country], country)
  })

  it('is shown by an example that both sides take, in every country that is known', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const known = letters
      .flatMap((a) => letters.map((b) => a + b))
      .filter((country) => postcodeExample(country))
    assert.ok(known.length > 50)
    for (const country of known) {
      const example = postcodeExample(country) ?? ''
      assert.equal(askedIn(country).length, 1, country)
      for (const { fits } of Object.values(sides)) assert.ok(fits(country, example), country)
      assert.equal(readPostcode(country, example.toLowerCase()), example)
    }
  })

  it('is not asked where there is none, and not required where many do not know theirs', () => {
    assert.deepEqual(askedIn('AE'), [])
    assert.deepEqual(askedIn('IE'), [{ name: 'postcode', required: false }])
    assert.deepEqual(askedIn('DE'), [{ name: 'postcode', required: true }])
    assert.deepEqual(askedIn(''), askedIn('DE'))
  })

  it('that the server takes is never refused by the browser', () => {
    const country = fc.oneof(
      fc.constantFrom(...Object.keys(postcodeExamples)),
      fc.stringMatching(/^[A-Z]{2}$/),
    )
    const typed = fc.oneof(
      fc.stringMatching(/^[A-Za-z]{0,3}[- ]?[0-9]{1,6}[- ]?[A-Za-z0-9]{0,4}$/),
      fc.stringMatching(/^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$/),
      fc.string({ maxLength: 16, unit: 'grapheme' }),
    )
    fc.assert(
      fc.property(country, typed, (from, code) => {
        if (knownPostcodes.fits(from, code)) assert.ok(postcodes.fits(from, code))
        assert.equal(postcodes.isNeeded(from), knownPostcodes.isNeeded(from))
      }),
      { numRuns: 5_000 },
    )
  })

  it('is taken as it is from a country that is not known, and without a country', () => {
    for (const { fits } of Object.values(sides))
      for (const country of ['', 'AR', 'ZZ', 'AE']) assert.ok(fits(country, 'anything 7'))
    assert.equal(readPostcode('AR', ' c1002  aab '), 'C1002 AAB')
  })

  it('may be typed with the digits of other keyboards', () => {
    assert.equal(readPostcode('DE', '١٠١١٥'), '10115')
    assert.equal(readPostcode('DE', '۱۰۱۱۵'), '10115')
    assert.equal(readPostcode('GB', 'Ｗ１Ｔ　７ＮＦ'), 'W1T 7NF')
    assert.equal(readPostcode('PL', '00–902'), '00-902')
  })

  it('is never insisted on where there is none, or where many do not know theirs', () => {
    const asked = {
      fields: [{ name: 'postcode' as const, required: true }],
      consents: [],
      declarations: [],
    }
    const codes = (country: string) =>
      signatureIssues({ country }, asked, knownPostcodes).map(({ code }) => code)
    assert.deepEqual(codes('GB'), ['missing'])
    for (const country of ['IE', 'AE', 'HK', 'QA']) assert.deepEqual(codes(country), [])
  })
})

function askedIn(country: string): { name: string; required: boolean }[] {
  return fieldsIn(country, [{ name: 'postcode', required: true }])
}
