import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionNetwork as make } from '../../src/adapters/action-network.ts'
import { kit, OptionError } from '../../src/adapters/index.ts'
import { foreignContract, ofThePage } from './foreign-contract.ts'
import { actionNetwork, petitionId } from './stand-ins/action-network.ts'

const petition = ofThePage(petitionId, [
  'given',
  'family',
  'email',
  'country',
  'postcode',
  'comment',
])
const options = {
  endpoint: 'https://actionnetwork.org',
  subscription: 'updates',
  tags: ['unit'],
  withoutSubscription: { tags: ['petition-only'] },
}

foreignContract('action-network', {
  make,
  open: actionNetwork,
  options: (endpoint) => ({ ...options, endpoint }),
  petition,
  signature: {
    given: 'Ada',
    family: 'Lovelace',
    email: 'ada@example.org',
    country: 'GB',
    postcode: 'E1 6AN',
    comment: 'It works.',
    consents: { updates: false },
    source: 'newsletter',
    locale: 'en',
    shown: '',
  },
  requests: 1,
  misfit: 'organisation',
  // It answers an empty object, whatever became of the signature.
  untold: [],
  check([arrived]) {
    assert.equal(arrived?.url, `/api/v2/petitions/${petitionId}/signatures`)
    assert.deepEqual(JSON.parse(arrived.body), {
      person: {
        given_name: 'Ada',
        family_name: 'Lovelace',
        email_addresses: [{ address: 'ada@example.org' }],
        postal_addresses: [{ country: 'GB', postal_code: 'E1 6AN' }],
      },
      comments: 'It works.',
      'action_network:referrer_data': { source: 'newsletter' },
      add_tags: ['unit', 'petition-only'],
      triggers: { autoresponse: { enabled: true } },
    })
  },
})

test('Action Network is not used before the page has said what marks those who did not agree', () => {
  const make_ = make(kit)
  assert.throws(() => make_({ endpoint: options.endpoint }), /withoutSubscription is not set/)
  assert.throws(() => make_({ ...options, withoutSubscription: { tags: [] } }), OptionError)
  // Which consent it is has to be said, also where there is one.
  const { subscription: _, ...silent } = options
  assert.match(
    String(make_(silent).objection?.(petition)),
    /subscription is not set; it accepts updates/,
  )
  assert.match(
    String(make_({ ...options, subscription: 'update' }).objection?.(petition)),
    /subscription is "update"; it accepts updates/,
  )
  assert.equal(make_(silent).objection?.({ ...petition, consents: [] }), undefined)
})

test('Action Network wants a name in two parts', () => {
  const objection = make(kit)(options).objection?.(ofThePage('x', ['name', 'email']))
  assert.match(String(objection), /petition\.fields is "name"; it accepts given, family, email/)
  const named = make(kit)({ ...options, fields: { name: 'Full name' } })
  assert.equal(named.objection?.(ofThePage('x', ['name', 'email'])), undefined)
})
