import assert from 'node:assert/strict'
import { test } from 'node:test'
import { milestoneOf } from '../../src/schema/index.ts'

const said = (count: number) => {
  const { how, count: number } = milestoneOf(count)
  return `${how} ${number}`
}

test('a number just above or below a round one is told by it', () => {
  const told = {
    1312: 'over 1300',
    1320: 'over 1300',
    1380: 'almost 1400',
    1399: 'almost 1400',
    1804: 'over 1800',
    105: 'over 100',
    96: 'almost 100',
    9_990: 'almost 10000',
    12_100: 'over 12000',
    99_900: 'almost 100000',
    1_010_000: 'over 1000000',
  }
  for (const [count, words] of Object.entries(told)) assert.equal(said(Number(count)), words)
})

test('a round number, and one that is close to none, is told as it is', () => {
  for (const count of [0, 1, 9, 20, 94, 100, 118, 1000, 1300, 1321, 1363, 1379, 12_345])
    assert.equal(said(count), `exact ${count}`)
})

test('no number is ever told as more than a twentieth away, or from the wrong side', () => {
  for (let count = 1; count < 120_000; count += 7) {
    const { how, count: number } = milestoneOf(count)
    assert.ok(Math.abs(number - count) <= count / 20, `${count}`)
    assert.equal(how, number === count ? 'exact' : number < count ? 'over' : 'almost')
  }
})
