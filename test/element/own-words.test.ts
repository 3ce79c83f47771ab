import assert from 'node:assert/strict'
import { test } from 'node:test'
import { overridesFrom } from '../../src/element/own-words.ts'
import { english, laterKey } from '../../src/locales/index.ts'

test('a text by the name of what every object has is refused like any other that is none', () => {
  for (const key of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    const refused: unknown[] = []
    const refuse = (...said: unknown[]) => refused.push(said)
    const set: unknown = JSON.parse(`{"${key}": "x", "submit": "Go"}`)
    const own = overridesFrom([set], { english, laterKey, tag: 'en', refuse })
    assert.deepEqual(own, { submit: 'Go' })
    assert.deepEqual(refused, [[`messages.${key}`, 'x', 'no-text']])
  }
})
