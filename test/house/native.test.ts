import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

test('the script never speaks in the browser’s own words, whose language is not the page’s (row 30)', () => {
  const files = ['dist/undersigned.js', ...globSync('dist/chunks/*.js')]
  assert.ok(files.length > 5)
  for (const file of files) {
    const found = readFileSync(file, 'utf8').match(
      /\b(?:reportValidity|checkValidity|setCustomValidity|validationMessage)\b|\b(?:alert|confirm|prompt)\(/,
    )
    assert.equal(found?.[0], undefined, file)
  }
})
