import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resolveLocale } from '../../src/locales/resolve-locale.ts'

test('a language is found by its tag, without its last subtags, or by another name (row 29)', () => {
  const found = {
    de: 'de de',
    'de-AT': 'de de-AT',
    'DE-at': 'de de-AT',
    de_CH: 'de de-CH',
    'fr-CH-x-simple': 'fr fr-CH-x-simple',
    'de_AT.UTF-8': 'de de-AT',
    'pt-BR': 'pt pt-BR',
    'cs-Latn-CZ': 'cs cs-Latn-CZ',
    no: 'nb nb',
    'no-NO': 'nb nb',
    nn: 'nb nb',
    'nn-NO': 'nb nb',
    iw: 'he he',
    mo: 'ro ro',
    'ca-valencia': 'ca ca-valencia',
    en: 'en en',
    EN_gb: 'en en-GB',
  }
  for (const [wanted, expected] of Object.entries(found)) {
    const { language, tag } = resolveLocale(wanted)
    assert.equal(`${language} ${tag}`, expected, wanted)
  }
})

test('a language that there are no words in is English, and so is no language at all', () => {
  for (const wanted of ['zh', 'zh-Hant-TW', 'sr_RS@latin', 'sh', 'enm', '', 'x', 'not a tag', '-'])
    assert.deepEqual(resolveLocale(wanted), { language: 'en', tag: 'en' }, wanted)
})
