import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  isNewer,
  isRefusal,
  issueCodes,
  outcomes,
  readPetition,
  readReceipt,
  readRefusal,
  readTally,
  refusalCodes,
  refusalStatus,
  statuses,
  type Reader,
  type Tally,
} from '../../src/schema/index.ts'
import { changedAt, pathsOf } from './changed.ts'
import { fullPetition, fullTally, receipt, refusals } from './examples.ts'

const answers: [string, Reader<object>, object][] = [
  ['the petition', readPetition, fullPetition],
  ['the tally', readTally, fullTally],
  ['the receipt', readReceipt, receipt],
  ...refusals.map((refusal): [string, Reader<object>, object] => [
    refusal.code,
    readRefusal,
    refusal,
  ]),
]

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const at = (document: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], document) // a path leads through

describe('an answer of a later version', () => {
  for (const [name, read, document] of answers) {
    it(`${name}: another key at any level changes nothing`, () => {
      const known = read(document)
      assert(known)
      let levels = 0
      for (const path of pathsOf(document)) {
        // What is in translations and challenges belongs to others and is passed on as it is.
        if (!isRecord(at(document, path)) || path[0] === 'translations' || path[0] === 'challenge')
          continue
        if (path[0] === 'petition' && path[1] === 'translations') continue
        levels++
        const later = changedAt(document, path, (value) => ({
          ...(value as object),
          later: { x: [1] },
        }))
        assert.deepEqual(read(later), known, path.join('.'))
      }
      assert(levels > 0)
    })

    it(`${name}: something else in an optional place does not spoil the rest`, () => {
      for (const path of pathsOf(document)) {
        if (read(changedAt(document, path, () => undefined)) === undefined) continue
        const odd = read(changedAt(document, path, () => ({ later: [1] })))
        assert(odd, path.join('.'))
      }
    })
  }

  it('with a word in each list that is not known falls to the general case', () => {
    const place = (...path: (string | number)[]) =>
      readPetition(changedAt(fullPetition, path, () => 'later'))
    assert.equal(place('consents', 0, 'purpose')?.consents[0]?.purpose, 'partner')
    assert.equal(place('consents', 0, 'mode')?.consents[0]?.mode, 'checkbox')
    assert.equal(place('backers', 0, 'kind')?.backers[0]?.kind, undefined)
    assert.equal(place('backers', 0, 'kind')?.backers[0]?.name, 'Harbour Lights')
    assert.deepEqual(place('share', 'networks', 1)?.share?.networks, ['native', 'whatsapp'])
    assert.deepEqual(
      place('fields', 3)?.fields.map(({ name }) => name),
      ['name', 'email', 'country', 'phone'],
    )
    assert.equal(place('status')?.status, undefined)
    assert.equal(place('tally', 'status')?.tally?.status, undefined)
    assert.equal(place('confirmation')?.confirmation, 'later')
    assert.equal(readTally({ ...fullTally, status: 'later' })?.count, 1804)
    assert.equal(readReceipt({ ...receipt, outcome: 'later' })?.outcome, 'accepted')
    const invalid = readRefusal({ code: 'invalid', issues: [{ field: 'age', code: 'later' }, 7] })
    assert.deepEqual(invalid?.issues, [{ field: 'age', code: 'unknown', message: '' }])
    // A code of a later version is no refusal at all but a failure on the way.
    assert.equal(readRefusal({ code: 'later', status: 400 }), undefined)
  })
})

describe('an answer', () => {
  it('without what a reader needs is none', () => {
    for (const key of [
      'id',
      'lang',
      'revision',
      'title',
      'text',
      'target',
      'owner',
      'controller',
      'fields',
    ]) {
      assert.equal(readPetition({ ...fullPetition, [key]: undefined }), undefined, key)
    }
    for (const key of ['petition', 'count'])
      assert.equal(readTally({ ...fullTally, [key]: undefined }), undefined)
    for (const count of [-1, 1.5, '7', null, 2 ** 53])
      assert.equal(readTally({ ...fullTally, count }), undefined)
    assert.equal(readReceipt({ receipt: receipt.receipt }), undefined)
    assert.equal(readReceipt({ outcome: 'counted' }), undefined)
    for (const odd of [undefined, null, '', 'text', 7, true, [], [fullPetition]]) {
      for (const read of [readPetition, readTally, readReceipt, readRefusal])
        assert.equal(read(odd), undefined)
    }
  })

  it('with nothing optional is read with its defaults', () => {
    const { id, lang, revision, title, text, target, owner, controller, fields } = fullPetition
    const petition = readPetition({
      id,
      lang,
      revision,
      title,
      text,
      target,
      owner,
      controller,
      fields,
    })
    assert.equal(petition?.timeZone, 'UTC')
    assert.deepEqual(petition?.consents, [])
    assert.deepEqual(petition?.translations, {})
    const tally = { petition: 'p', count: 0, goal: null, stream: false, lineage: '', version: 0 }
    assert.deepEqual({ ...readTally({ petition: 'p', count: 0 }), ...tally }, readTally(tally))
  })

  it('that is stale carries the petition, read', () => {
    const stale = readRefusal({ code: 'stale', petition: { ...fullPetition, later: 1 } })
    assert.equal(stale?.petition?.fields[0]?.name, 'name')
    assert.equal(stale?.petition && 'later' in stale.petition, false)
    assert.equal(readRefusal({ code: 'stale', petition: '<html>' })?.petition, undefined)
  })

  it('is told to be a no by its code', () => {
    assert(refusals.every((refusal) => isRefusal(readRefusal(refusal)!)))
    assert(!isRefusal(readReceipt(receipt)!) && !isRefusal(readPetition(fullPetition)!))
  })
})

describe('of two tallies', () => {
  const tally = (lineage: string, version: number): Tally => ({
    ...readTally(fullTally)!,
    lineage,
    version,
  })
  for (const [next, known, newer] of [
    [tally('a', 1), undefined, true],
    [tally('a', 2), tally('a', 1), true],
    [tally('a', 1), tally('a', 1), false],
    [tally('a', 1), tally('a', 2), false],
    [tally('b', 1), tally('a', 2), true],
  ] as const) {
    const name = ({ lineage, version }: Tally) => `${lineage}${version}`
    it(`${name(next)} ${newer ? 'replaces' : 'does not replace'} ${known ? name(known) : 'nothing'}`, () => {
      assert.equal(isNewer(next, known), newer)
    })
  }
})

describe('the closed lists of version 1', () => {
  it('are these', () => {
    assert.deepEqual(refusalCodes.toSorted(), Object.keys(refusalStatus).toSorted())
    assert.deepEqual(refusalStatus, {
      malformed: 400,
      'too-large': 413,
      'media-type': 415,
      origin: 403,
      proof: 403,
      'no-petition': 404,
      'no-route': 404,
      method: 405,
      stale: 409,
      'not-open': 409,
      closed: 410,
      invalid: 422,
      'key-reused': 422,
      'slow-down': 429,
      unavailable: 503,
      paused: 503,
    })
    assert.deepEqual(issueCodes, ['missing', 'long', 'format', 'link', 'domain', 'unknown'])
    assert.deepEqual(statuses, ['upcoming', 'open', 'paused', 'closed', 'delivered', 'answered'])
    assert.deepEqual(outcomes, ['counted', 'pending', 'accepted'])
  })
})
