import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Locale } from '../../src/element/locale.ts'
import { groupingOf } from '../../src/locales/grouping.ts'
import { languages } from '../../src/locales/languages.ts'

test('every language parts the thousands of its numbers as the CLDR does (row 26)', () => {
  for (const tag of languages) {
    const locale = new Locale(tag, undefined, { file: { tag, texts: {}, ...groupingOf(tag) } })
    const format = new Intl.NumberFormat([tag, 'en'])
    for (const number of [0, 7, 999, 1000, 1804, 9999, 12_345, 999_999, 1_234_567, 1e12])
      assert.equal(locale.number(number), format.format(number), `${number} in ${tag}`)
  }
})
