import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isolated } from '../../src/schema/index.ts'

test('a name is set apart where it could turn the words around it', () => {
  const [ltr, rtl] = [{ dir: 'ltr' as const }, { dir: 'rtl' as const }]
  assert.equal(isolated('Ana', ltr), 'Ana')
  assert.equal(isolated('Ana', rtl), '\u2068Ana\u2069')
  assert.equal(isolated('ليلى', ltr), '\u2068ليلى\u2069')
  assert.equal(isolated('gnp\u202E.exe', ltr), '\u2068gnp\u202E.exe\u2069')
})
