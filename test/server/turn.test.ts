import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createTurn } from '../../src/server/turn.ts'

it('lets those of one turn go step by step, all of them, in their order', async () => {
  const turn = createTurn()
  const steps: string[] = []
  const work = async (name: string) => {
    await turn()
    steps.push(`${name}1`)
    await Promise.resolve()
    steps.push(`${name}2`)
  }
  const first = [work('a'), work('b'), work('c')]
  steps.push('asked')
  await Promise.all(first)
  assert.deepEqual(steps, ['asked', 'a1', 'b1', 'c1', 'a2', 'b2', 'c2'])

  steps.length = 0
  await work('d')
  assert.deepEqual(steps, ['d1', 'd2'])
})
