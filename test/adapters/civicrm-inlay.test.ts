import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { civicrmInlay as make } from '../../src/adapters/civicrm-inlay.ts'
import { browserWire, kit, type Wire } from '../../src/adapters/index.ts'
import { isRefusal } from '../../src/schema/index.ts'
import { foreignContract, ofThePage } from './foreign-contract.ts'
import { civicrmInlay, publicId } from './stand-ins/civicrm-inlay.ts'

const petition = ofThePage(publicId, ['given', 'family', 'email'])
const signature = {
  given: 'Ada',
  family: 'Lovelace',
  email: 'ada@example.org',
  consents: { updates: false },
  source: 'newsletter',
  locale: 'en',
  shown: '',
}

let clock = 1_000_000
/** Waiting for a token moves the clock at once; the limit of a request is a real one. */
const wire: Partial<Wire> = {
  sleep: async (ms, signal) => {
    if (ms !== browserWire.tryMs && ms > 1_000) clock += ms
    else await browserWire.sleep(ms, signal)
  },
}
const options = (url: string) => ({ endpoint: `${url}/civicrm/inlay-api`, subscription: 'updates' })

foreignContract('civicrm-inlay', {
  make,
  open: () => civicrmInlay(() => clock),
  options,
  petition,
  signature,
  requests: 2,
  misfit: 'comment',
  wire,
  check([first, last]) {
    const body = {
      publicID: publicId,
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.org',
      optin: 'no',
      location: 'newsletter',
    }
    assert.deepEqual(JSON.parse(first!.body), body)
    const { token, ...rest } = JSON.parse(last!.body) as Record<string, unknown>
    assert.deepEqual(rest, body)
    assert.match(String(token), /ada@example\.org/)
  },
})

async function open(t: TestContext, sleep: Wire['sleep']) {
  const there = await civicrmInlay(() => clock)
  t.after(there.close)
  const adapter = make({ ...kit, wire: { ...browserWire, ...wire, sleep } })(options(there.url))
  const sign = (changes = {}) =>
    adapter.sign({ ...signature, ...changes }, { petition: publicId, key: 'a', signal: t.signal })
  return { there, adapter, sign }
}

test('a token that is too young by the clock over there is asked for once more', async (t) => {
  let waits = 0
  const { there, sign } = await open(t, async (ms, signal) => {
    if (ms === browserWire.tryMs) return browserWire.sleep(ms, signal)
    clock += waits++ === 0 ? 3_000 : 6_000
  })
  assert.ok('receipt' in (await sign()))
  assert.equal(there.arrived.length, 4)
})

test('a token that never becomes good ends in a refusal', async (t) => {
  const { there, sign } = await open(t, async (ms, signal) => {
    if (ms === browserWire.tryMs) return browserWire.sleep(ms, signal)
  })
  const said = await sign()
  assert.ok(isRefusal(said))
  assert.equal(there.arrived.length, 4)
})

test('a token that has grown old while the device slept is not used', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 0 })
  let waits = 0
  const { there, sign } = await open(t, async (ms, signal) => {
    if (ms === browserWire.tryMs) return browserWire.sleep(ms, signal)
    const passed = waits++ === 0 ? 600_000 : 6_000
    clock += passed
    t.mock.timers.setTime(Date.now() + passed)
  })
  assert.ok('receipt' in (await sign()))
  assert.deepEqual(
    there.arrived.map(({ body }) => body.includes('"token"')),
    [false, false, true],
  )
})

test('a wrong answer is told before anybody waits, and a person needs no family name', async (t) => {
  const { there, adapter, sign } = await open(t, wire.sleep!)
  const said = await sign({ email: 'ada@example.invalid' })
  assert.ok(isRefusal(said))
  assert.equal(said.code, 'invalid')
  assert.equal(there.arrived.length, 1)
  assert.ok('receipt' in (await sign({ family: undefined })))
  assert.match(there.arrived.at(-1)!.body, /"last_name":"-"/)
  const nameless = ofThePage(publicId, ['name', 'email'])
  assert.match(String(adapter.objection?.(nameless)), /petition\.fields is "name"/)
  const lacking = ofThePage(publicId, ['given', 'email'])
  assert.match(String(adapter.objection?.(lacking)), /"family"/)
})
