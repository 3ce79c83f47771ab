import assert from 'node:assert/strict'
import { test } from 'node:test'

test('importing the elements without a page does nothing and throws nothing', async () => {
  const { UndersignedPetition, UndersignedTally } = await import('../../src/index.ts')
  await import('../../src/define.ts')
  assert.equal(typeof UndersignedPetition, 'function')
  assert.equal(typeof UndersignedTally, 'function')
})
