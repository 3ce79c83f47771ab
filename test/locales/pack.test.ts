import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { en } from '../../src/locales/en.ts'
import { pack, type LanguageSource } from '../../src/locales/pack.ts'

const german = JSON.parse(readFileSync('src/locales/de.json', 'utf8')) as LanguageSource

test('the words of the other tone lie as those of the language do, by their order alone', () => {
  const { texts, tones } = pack('de', german)
  const [own, other] = [texts[0], tones?.['informal']?.[0]]
  assert.ok(Array.isArray(own) && Array.isArray(other))
  const at = Object.keys(en).indexOf('comment.label')
  assert.equal(own[at], german.widget['comment.label'])
  assert.equal(other[at], german.informal?.['comment.label'])
  assert.equal(other[Object.keys(en).indexOf('email.label')], 0, 'said as in the other tone')
})
