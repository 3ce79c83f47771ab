import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearest } from '../../src/command/did-you-mean.ts'

const words = ['title', 'text', 'target', 'opensAt', 'closesAt', 'partners']

test('a slip of the fingers is recognised', () => {
  for (const [typed, meant] of [
    ['titel', 'title'],
    ['tile', 'title'],
    ['opensat', 'opensAt'],
    ['closeAt', 'closesAt'],
    ['partner', 'partners'],
    ['partn', 'partners'],
    ['atrget', 'target'],
  ] as const) {
    assert.equal(nearest(typed, words), meant, typed)
  }
})

test('what is far from everything is not guessed at', () => {
  for (const typed of ['', 'x', 'frobnicate', 'deadline'])
    assert.equal(nearest(typed, words), undefined, typed)
})
