import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import {
  browserWire,
  json,
  kit,
  memory,
  no,
  OptionError,
  yes,
  type MemoryAdapter,
} from '../../src/adapters/index.ts'
import { json as make } from '../../src/adapters/json.ts'
import { isRefusal, refusalCodes } from '../../src/schema/index.ts'
import { faults } from './foreign-contract.ts'
import { examplePetition, signature } from './petition-example.ts'
import { serve, serveBackend } from './server.ts'

const now = Date.parse('2026-06-01T12:00:00Z')
const wire = { ...browserWire, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 5)) }

async function open(t: TestContext, answer: Parameters<typeof memory>[0]['answer'] & {}) {
  const backend: MemoryAdapter = memory({ petition: examplePetition(), now: () => now, answer })
  const { url, close } = await serveBackend(backend)
  t.after(close)
  return { adapter: json({ endpoint: url }), backend }
}

test('json takes each outcome of our protocol, the same again for the same key', async (t) => {
  const about = { petition: 'keep-the-unit', signal: t.signal }
  for (const outcome of ['counted', 'pending', 'accepted'] as const) {
    const { adapter, backend } = await open(t, () => yes(outcome, now))
    const first = await adapter.sign(signature, { ...about, key: 'a' })
    assert.ok(!isRefusal(first))
    assert.equal(first.outcome, outcome)
    assert.deepEqual(await adapter.sign(signature, { ...about, key: 'a' }), first)
    assert.equal(backend.signed.size, 1)
    assert.equal(
      (await adapter.tally!('keep-the-unit', { signal: t.signal })).petition,
      'keep-the-unit',
    )
    // It has neither a document nor a stream, and the page may say "not counted twice".
    assert.deepEqual(
      [adapter.petition, adapter.follow, adapter.knowsKey],
      [undefined, undefined, true],
    )
  }
})

test('json returns every refusal', async (t) => {
  for (const code of refusalCodes.filter((one) => one !== 'unavailable')) {
    const { adapter } = await open(t, () => no(code))
    const about = { petition: 'keep-the-unit', key: 'a', signal: new AbortController().signal }
    const said = await adapter.sign(signature, about)
    assert.ok(isRefusal(said))
    assert.equal(said.code, code)
  }
})

test('json takes no odd answer for a yes', async (t) => {
  for (const [fault, answer] of Object.entries(faults)) {
    let asked = 0
    const server = await serve((request, response) => {
      asked++
      request.resume().on('end', () => void answer(response))
    })
    t.after(server.close)
    const quick = { ...wire, sleep: browserWire.sleep, tries: 1 }
    const adapter = make({ ...kit, wire: quick })({ endpoint: server.url })
    const about = { petition: 'x', key: 'a', signal: t.signal }
    await assert.rejects(adapter.sign(signature, about), { name: 'Failure' }, fault)
    assert.equal(asked, 1, fault)
  }
})

test('json has no options but the tally', () => {
  assert.throws(() => json({ endpoint: 'https://a.example', feilds: {} }), OptionError)
  assert.equal(json({ endpoint: 'https://a.example', tally: false }).tally, undefined)
  const elsewhere = { backend: 'json-count', endpoint: 'https://a.example/count.json' }
  for (const tally of [
    'yes',
    { ...elsewhere, backend: 'proca' },
    { ...elsewhere, endpoint: 'http://a.example' },
    { ...elsewhere, endpoint: 'http://localhost.a.example/' },
    { ...elsewhere, endpoint: '//a.example/' },
    { ...elsewhere, endpoint: 'https://' },
    { ...elsewhere, endpoint: 'https://me:secret@a.example/' },
    { ...elsewhere, endpoint: 'https://a.example/#count' },
    { ...elsewhere, endpoint: 'https://a.example/my count' },
    { ...elsewhere, path: 7 },
    { ...elsewhere, pth: 'count' },
  ])
    assert.throws(
      () => json({ endpoint: 'https://a.example', tally }),
      OptionError,
      JSON.stringify(tally),
    )
  for (const endpoint of [
    '/count.json',
    './c',
    '../c?of=@us',
    'http://127.0.0.1:7/',
    'http://localhost',
    'https://a.example:8443/count?of=us',
  ])
    assert.ok(json({ endpoint: 'https://a.example', tally: { ...elsewhere, endpoint } }).tally)
})
