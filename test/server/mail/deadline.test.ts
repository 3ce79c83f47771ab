import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmUntil, petitionAllowsUntil } from '../../../src/server/mail/deadline.ts'
import { dayMs, hourMs } from './post-office.ts'

const received = Date.parse('2026-03-02T09:00:00Z')

test('an attempt can be confirmed for 72 hours from the hand-over of its mail', () => {
  const mailed = received + 5 * hourMs
  assert.equal(confirmUntil({ received, mailed }, mailed), mailed + 72 * hourMs)
})

test('seven days from receipt are the end, however late the mail left', () => {
  const mailed = received + 6 * dayMs
  assert.equal(confirmUntil({ received, mailed }, mailed), received + 7 * dayMs)
})

test('a petition that closes leaves 24 hours to those who signed before', () => {
  const closesAt = '2026-03-02T10:00:00Z'
  const closes = Date.parse(closesAt)
  assert.equal(confirmUntil({ received, mailed: received, closesAt }, received), closes + dayMs)
  assert.equal(confirmUntil({ received: closes, mailed: closes, closesAt }, closes), -Infinity)
})

test('handing in ends it at once, and a date in the future not yet', () => {
  const delivery = { at: '2026-03-03' }
  assert.equal(petitionAllowsUntil({ received, delivery }, received), Infinity)
  assert.equal(petitionAllowsUntil({ received, delivery }, received + dayMs), -Infinity)
})
