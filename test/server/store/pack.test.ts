import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { pack, unpack } from '../../../src/server/store/sqlite/pack.ts'
import type { Command, WriteVerb } from '../../../src/server/store/sqlite/verbs.ts'

const value = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.constant(null),
  fc.constant(undefined),
  fc.boolean(),
  fc.uint8Array({ maxLength: 40 }),
  fc.array(fc.string(), { maxLength: 3 }),
)
// Any shapes, few names: neighbours often have the same, or nearly.
const given = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value, { noNullPrototype: true })
const command = fc.record(
  { verb: fc.constantFrom('sign', 'confirm', 'put'), given },
  { noNullPrototype: true },
)

describe('a batch between two threads', () => {
  it('arrives as it was sent, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (sent) => {
        const batch = sent as unknown as Command<WriteVerb>[] // the store's own are among these
        const arrived = structuredClone(pack(batch))
        assert.deepEqual(unpack(arrived), batch)
      }),
    )
  })

  it('sends the names of equal commands once, and no byte twice', () => {
    const use = (n: number) => ({ petition: 1, n, hash: new Uint8Array(32).fill(n), now: 5 })
    const batch = [1, 2, 3].map((n) => ({ verb: 'confirm' as const, given: use(n) }))
    const { shapes, bytes } = pack(batch)
    assert.deepEqual(
      shapes.map(({ names }) => names),
      [['petition', 'n', 'hash', 'now']],
    )
    assert.equal(bytes.buffer.byteLength, 96)
  })
})
