import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionkit as makeActionkit } from '../../src/adapters/actionkit.ts'
import { form as make } from '../../src/adapters/form.ts'
import { kit, OptionError } from '../../src/adapters/index.ts'
import { isRefusal } from '../../src/schema/index.ts'
import { faults, foreignContract, ofThePage, updates } from './foreign-contract.ts'
import { actionkit } from './stand-ins/actionkit.ts'
import { homeMade } from './stand-ins/home-made.ts'
import { pairsOf, standIn } from './stand-ins/stand-in.ts'

const petition = ofThePage('unit', ['name', 'email'], {
  declarations: [{ id: 'residence', text: 'I live there', required: true }],
})
const options = {
  endpoint: 'https://charity.example/sign.php',
  fields: { name: 'full_name', email: 'mail', source: 'utm' },
  constants: { campaign: '7' },
  consents: { updates: { yes: { optin: '1' }, no: {} } },
  declarations: { residence: { lives_here: 'on' } },
}
const signature = {
  name: 'Ada Lovelace',
  email: 'ada@example.org',
  declarations: { residence: true as const },
  source: 'newsletter',
  locale: 'en',
  shown: '',
}
const success = { path: 'status', equals: 'success' }
const sent = [
  ['campaign', '7'],
  ['full_name', 'Ada Lovelace'],
  ['mail', 'ada@example.org'],
  ['utm', 'newsletter'],
  ['lives_here', 'on'],
]

foreignContract('form', {
  make,
  open: () => homeMade(),
  options: (url) => ({ ...options, endpoint: `${url}/sign.php`, success }),
  petition,
  signature,
  requests: 1,
  misfit: 'phone',
  check([arrived]) {
    assert.deepEqual(pairsOf(arrived!), sent)
    // What a page may send anywhere without being asked about it.
    assert.match(String(arrived?.headers['content-type']), /^application\/x-www-form-urlencoded/)
  },
})

const everyAnswer = Object.keys(faults).filter((fault) => fault !== 'nothing at all')

foreignContract('form, opaque', {
  make,
  open: () => homeMade(),
  options: (url) => ({ ...options, endpoint: `${url}/sign.php`, opaque: true }),
  petition,
  signature,
  requests: 1,
  misfit: 'phone',
  isOpaque: true,
  untold: everyAnswer as (keyof typeof faults)[], // keys of it
  check: ([arrived]) => assert.deepEqual(pairsOf(arrived!), sent),
})

foreignContract('actionkit', {
  make: makeActionkit,
  open: actionkit,
  options: (endpoint) => ({ endpoint, subscription: 'updates', constants: { lang: 'en' } }),
  petition: ofThePage('keep-the-unit', ['name', 'email', 'postcode']),
  signature: {
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    postcode: 'E1 6AN',
    locale: 'en',
    shown: '',
  },
  requests: 1,
  isOpaque: true,
  untold: everyAnswer as (keyof typeof faults)[], // keys of it
  check: ([arrived]) =>
    assert.deepEqual(pairsOf(arrived!), [
      ['page', 'keep-the-unit'],
      ['lang', 'en'],
      ['name', 'Ada Lovelace'],
      ['email', 'ada@example.org'],
      ['postal', 'E1 6AN'],
      ['suppress_subscribe', '1'],
    ]),
})

test('ActionKit subscribes only those who said yes to that, whatever else they said', async (t) => {
  const there = await actionkit()
  t.after(there.close)
  const adapter = makeActionkit(kit)({
    endpoint: there.url,
    subscription: 'updates',
    consents: { partner: { yes: { action_partner_ok: '1' }, no: {} } },
    opaque: false,
  })
  const asked = {
    ...petition,
    declarations: [],
    consents: [updates, { ...updates, id: 'partner' }],
  }
  assert.equal(adapter.objection?.(asked), undefined)
  const suppressed = []
  for (const consents of [undefined, { updates: false }, { partner: true }, { updates: true }]) {
    const { declarations: _, ...rest } = signature
    const about = { petition: 'unit', key: 'a', signal: t.signal }
    const said = await adapter.sign({ ...rest, ...(consents && { consents }) }, about)
    assert.ok('receipt' in said)
    suppressed.push(pairsOf(there.arrived.at(-1)!).some(([name]) => name === 'suppress_subscribe'))
  }
  assert.deepEqual(suppressed, [true, true, true, false])
})

test('each answer to a consent has its own pairs, and none given is as a no', async (t) => {
  const there = await homeMade()
  t.after(there.close)
  const consents = {
    updates: { yes: { optin: '1' }, no: { optin: '0' }, unanswered: { optin: '' } },
    partner: { yes: { share: '1' }, no: { share: '0' } },
  }
  const adapter = make(kit)({ ...options, endpoint: `${there.url}/sign.php`, success, consents })
  const about = { petition: 'unit', key: 'a', signal: t.signal }
  for (const [given, pairs] of [
    [{ updates: true, partner: true }, 'optin=1&share=1'],
    [{ updates: false }, 'optin=0&share=0'],
    [{}, 'optin=&share=0'],
  ] as const) {
    await adapter.sign({ ...signature, consents: given }, about)
    assert.ok(there.arrived.at(-1)?.body.endsWith(`&${pairs}`), there.arrived.at(-1)?.body)
  }
})

test('what a yes is has to be said', () => {
  const wrong = (changes: object) => () => make(kit)({ ...options, ...changes })
  assert.throws(wrong({}), /success is not set.*"opaque": true instead/)
  assert.throws(wrong({ success: {} }), OptionError)
  assert.throws(wrong({ success: { status: 302 } }), OptionError)
  assert.throws(wrong({ success: { path: '' } }), OptionError)
  assert.throws(wrong({ success, opaque: true }), OptionError)
  assert.throws(wrong({ opaque: 'yes' }), OptionError)
  assert.throws(
    wrong({ success, fields: { nmae: 'x' } }),
    /a key of backendOptions\.fields is "nmae"/,
  )
  assert.throws(wrong({ success, constants: { a: 7 } }), /constants\.a is 7; it accepts text/)
})

test('a status alone is a yes with JSON or with nothing, never with a page', async (t) => {
  let answer: { status: number; body?: unknown; type?: string } = { status: 201 }
  const there = await standIn(() => answer)
  t.after(there.close)
  const adapter = make(kit)({ ...options, endpoint: there.url, success: { status: 201 } })
  const about = { petition: 'unit', key: 'a', signal: t.signal }
  const outcomeOf = async (next: typeof answer) => {
    answer = next
    const said = await adapter.sign(signature, about).catch((error: Error) => error)
    return said instanceof Error ? said.name : isRefusal(said) ? said.code : said.outcome
  }
  assert.equal(await outcomeOf({ status: 201 }), 'accepted')
  assert.equal(await outcomeOf({ status: 201, body: { id: 7 } }), 'accepted')
  assert.equal(await outcomeOf({ status: 201, body: '<h1>Thanks', type: 'text/html' }), 'Failure')
  assert.equal(await outcomeOf({ status: 200, body: { id: 7 } }), 'Failure')
  assert.equal(await outcomeOf({ status: 422, body: { error: 'mail' } }), 'invalid')
  assert.equal(await outcomeOf({ status: 410, body: {} }), 'closed')
  assert.equal(await outcomeOf({ status: 404, body: '<h1>?', type: 'text/html' }), 'Failure')
})
