import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nextChange, statusAt, type Dates, type Status } from '../../src/schema/index.ts'

const at = (text: string) => Date.parse(text)
const dates: Dates = { opensAt: '2009-10-13T00:00:00Z', closesAt: '2009-11-13T17:00:00Z' }

describe('the status', () => {
  for (const [now, changes, status] of [
    ['2009-10-12T23:59:59.999Z', {}, 'upcoming'],
    ['2009-10-13T00:00:00Z', {}, 'open'],
    ['2009-11-13T16:59:59.999Z', {}, 'open'],
    ['2009-11-13T17:00:00Z', {}, 'closed'],
    ['2009-11-01T00:00:00Z', { paused: true }, 'paused'],
    ['2009-10-01T00:00:00Z', { paused: true }, 'paused'],
    ['2009-12-01T00:00:00Z', { paused: true }, 'closed'],
    ['2009-11-01T00:00:00Z', { delivery: { at: '2009-11' } }, 'delivered'],
    ['2009-10-31T23:59:59.999Z', { delivery: { at: '2009-11' } }, 'open'],
    ['2009-11-18T00:00:00Z', { delivery: { at: '2009-11-19' } }, 'closed'],
    [
      '2010-01-15T00:00:00Z',
      { delivery: { at: '2009-11' }, outcome: { at: '2010-01-15' } },
      'answered',
    ],
    [
      '2010-01-14T23:59:59Z',
      { delivery: { at: '2009-11' }, outcome: { at: '2010-01-15' } },
      'delivered',
    ],
    ['2009-12-01T00:00:00Z', { outcome: { at: '2009-11-30' } }, 'answered'],
    ['2030-01-01T00:00:00Z', { closesAt: undefined }, 'open'],
    ['1990-01-01T00:00:00Z', { opensAt: undefined }, 'open'],
    ['2009-11-13T18:00:00Z', { closesAt: '2009-11-13T18:30:00+01:00' }, 'closed'],
    ['2009-11-13T17:29:59Z', { closesAt: '2009-11-13T18:30:00+01:00' }, 'open'],
  ] as [string, Dates, Status][]) {
    it(`at ${now} with ${JSON.stringify(changes)} is ${status}`, () => {
      assert.equal(statusAt({ ...dates, ...changes }, at(now)), status)
    })
  }
})

describe('the next change', () => {
  it('is the next date that has not come, and never when none is left', () => {
    const all = { ...dates, delivery: { at: '2009-11-20' }, outcome: { at: '2010-01' } }
    const changes: number[] = []
    for (let now = 0; now < Infinity; now = nextChange(all, now)) changes.push(now)
    assert.deepEqual(
      changes.slice(1),
      [all.opensAt!, all.closesAt!, '2009-11-20', '2010-01'].map(at),
    )
    assert.equal(nextChange({}, 0), Infinity)
  })
})
