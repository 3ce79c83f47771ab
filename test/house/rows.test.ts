import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

/**
 * What the form, the tally and the languages must do is a table of 43 rows; the tests that show a row name it. Row 42
 * is the same tests in three engines, row 43 is done by hand (test/assistive-technology.md).
 */
const rows = Array.from({ length: 41 }, (_, i) => i + 1)

test('every row of the table of the visitor has a test that names it', () => {
  const named = new Set(
    globSync('test/**/*.test.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\(rows? ([\d, and]+)\)/g)].flatMap(([, list = '']) =>
        (list.match(/\d+/g) ?? []).map(Number),
      ),
    ),
  )
  assert.deepEqual(
    rows.filter((row) => !named.has(row)),
    [],
  )
})
