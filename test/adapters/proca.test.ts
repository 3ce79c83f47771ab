import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kit, OptionError } from '../../src/adapters/index.ts'
import { proca as make } from '../../src/adapters/proca.ts'
import { isRefusal } from '../../src/schema/index.ts'
import { foreignContract, ofThePage, updates } from './foreign-contract.ts'
import { actionPage, proca } from './stand-ins/proca.ts'

const consents = [updates, { ...updates, id: 'coalition' }]
const petition = ofThePage(actionPage, ['given', 'family', 'email', 'country', 'comment'], {
  consents,
})
const options = { endpoint: 'https://api.proca.app/api', optIn: 'updates', leadOptIn: 'coalition' }
const signature = {
  given: 'Ada',
  family: 'Lovelace',
  email: 'ada@example.org',
  country: 'GB',
  comment: 'It works.',
  consents: { updates: true },
  partner: 'poppy-project',
  locale: 'en',
  shown: '',
}

foreignContract('proca', {
  make,
  open: proca,
  options: (url) => ({ ...options, endpoint: `${url}/api` }),
  petition,
  signature,
  requests: 1,
  check([arrived]) {
    assert.equal(arrived?.url, `/api?id=${actionPage}`)
    const { variables } = JSON.parse(arrived.body) as { variables: object }
    assert.deepEqual(variables, {
      page: Number(actionPage),
      action: { actionType: 'register', customFields: '{"comment":"It works."}' },
      contact: {
        firstName: 'Ada',
        lastName: 'Lovelace',
        email: 'ada@example.org',
        address: { country: 'GB' },
      },
      // Not asked, or asked and not answered, is neither a yes nor a no.
      privacy: { optIn: true, leadOptIn: null },
      tracking: {
        source: 'unknown',
        medium: 'unknown',
        campaign: 'unknown',
        content: 'poppy-project',
      },
    })
  },
})

test("Proca's errors come with status 200, and name the field in its own words", async (t) => {
  const there = await proca()
  t.after(there.close)
  const adapter = make(kit)({ ...options, endpoint: `${there.url}/api` })
  const about = { petition: actionPage, key: 'a', signal: t.signal }
  const said = await adapter.sign({ ...signature, email: 'ada@example.invalid' }, about)
  assert.ok(isRefusal(said))
  assert.equal(said.code, 'invalid')
  assert.deepEqual(said.issues, [{ field: 'email', code: 'format', message: '' }])
  const nameless = await adapter.sign({ ...signature, given: '' }, about)
  assert.ok(isRefusal(nameless))
  assert.deepEqual(nameless.issues[0]?.field, 'given')
})

test('an answer of Proca that has errors is no yes, whatever else it has', async (t) => {
  const there = await proca()
  t.after(there.close)
  const adapter = make(kit)({ ...options, endpoint: `${there.url}/api` })
  const data = { addActionContact: { contactRef: 'Zm9v' } }
  const errors = [{ message: 'too late', path: ['addActionContact'] }]
  there.instead = (response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ data, errors }))
  const said = await adapter.sign(signature, { petition: actionPage, key: 'a', signal: t.signal })
  assert.ok(isRefusal(said))
})

test('Proca tells the count by a GET', async (t) => {
  const there = await proca()
  t.after(there.close)
  const adapter = make(kit)({ ...options, endpoint: `${there.url}/api` })
  assert.equal((await adapter.tally!(actionPage, { signal: t.signal })).count, 2741)
  await assert.rejects(adapter.tally!('7', { signal: t.signal }), kit.Failure)
  await assert.rejects(adapter.tally!('my-page', { signal: t.signal }), OptionError)
})

test('who asks for consent has to be said: the owner of the page, or the leader of the campaign', () => {
  const objection = (changes: object) =>
    String(make(kit)({ endpoint: options.endpoint, ...changes }).objection?.(petition))
  assert.match(objection({}), /optIn is not set; it accepts updates, coalition/)
  assert.match(objection({ optIn: 'updates' }), /consents\.coalition/)
  assert.match(objection({ optIn: 'updates', leadOptIn: 'coalitoin' }), /leadOptIn is "coalitoin"/)
  assert.equal(objection({ optIn: 'updates', consents: { coalition: 'coalition' } }), 'undefined')
  // One yes is not one for two.
  assert.throws(() => make(kit)({ ...options, leadOptIn: 'updates' }), OptionError)
  assert.match(
    String(make(kit)(options).objection?.({ ...petition, id: 'my-page' })),
    /number of an action page/,
  )
})
