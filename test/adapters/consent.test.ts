import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { actionNetwork } from '../../src/adapters/action-network.ts'
import { actionkit } from '../../src/adapters/actionkit.ts'
import { civicrmInlay } from '../../src/adapters/civicrm-inlay.ts'
import { form } from '../../src/adapters/form.ts'
import {
  browserWire,
  kit,
  type BackendOptions,
  type Kit,
  type MakeAdapter,
} from '../../src/adapters/index.ts'
import { proca } from '../../src/adapters/proca.ts'
import type { Petition, Signature } from '../../src/schema/index.ts'
import { personal } from './foreign-contract.ts'
import { examplePetition } from './petition-example.ts'

// Whatever a petition asks and whatever a person answers: nobody is sent as having agreed who did not.

const numRuns = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full' ? 20_000 : 500

interface Sent {
  url: string
  body: string
}

/** A wire that writes down what is sent, and gets the answer that each product takes for a yes. */
function tapped(): { kit: Kit; sent: Sent[] } {
  const sent: Sent[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    const body = init?.body instanceof URLSearchParams ? init.body.toString() : init?.body
    sent.push({ url: new Request(input).url, body: typeof body === 'string' ? body : '' })
    const said = { token: 'a', success: 1, data: { addActionContact: { contactRef: 'a' } } }
    return Promise.resolve(new Response(JSON.stringify(said)))
  }
  const sleep = (ms: number) =>
    ms === browserWire.tryMs ? new Promise<void>(() => {}) : Promise.resolve()
  return { kit: { ...kit, wire: { ...browserWire, fetch, sleep } }, sent }
}

const ids = ['updates', 'partner', 'press', 'constructor'] as const
const consent = fc.record({
  id: fc.constantFrom(...ids),
  purpose: fc.constantFrom('updates' as const, 'partner' as const, 'processing' as const),
  mode: fc.constantFrom('checkbox' as const, 'yes-no' as const),
})
const asked = fc.uniqueArray(consent, { selector: ({ id }) => id, maxLength: 4 })
const answers = fc.array(fc.constantFrom(true, false, undefined), { minLength: 4, maxLength: 4 })

interface Product {
  make: (kit: Kit) => MakeAdapter
  /** Options that place every consent; `main` is the one that the product asks about itself. */
  options(ids: string[], main: string | undefined): Omit<BackendOptions, 'endpoint'>
  /** The consents that are sent as a yes. */
  yeses(body: string, main: string | undefined): string[]
  /** Whether the person is sent as somebody to write to. */
  isSubscribed(body: string, main: string | undefined): boolean
  id?: string
}

const parse = (body: string): Record<string, unknown> => JSON.parse(body) as Record<string, unknown>
const pairs = (ids: string[]) =>
  Object.fromEntries(
    ids.map((id) => [id, { yes: { [`${id}!`]: 'yes' }, no: { [`${id}?`]: 'no' } }]),
  )
const yesPairs = (body: string) =>
  [...new URLSearchParams(body).keys()]
    .filter((key) => key.endsWith('!'))
    .map((key) => key.slice(0, -1))
const customYes = (fields: unknown) =>
  Object.entries(Object(fields) as object).flatMap(([id, value]) => (value === 'yes' ? [id] : []))
const names = (ids: string[], but: string | undefined) =>
  Object.fromEntries(ids.filter((id) => id !== but).map((id) => [id, id]))
const nowhere = (ids: string[], but: string | undefined) =>
  Object.fromEntries(ids.filter((id) => id !== but).map((id) => [id, false]))

const products: Record<string, Product> = {
  form: {
    make: form,
    options: (ids) => ({
      fields: { name: 'n', given: 'g', family: 'f', email: 'e' },
      consents: pairs(ids),
      opaque: true,
    }),
    yeses: yesPairs,
    isSubscribed: () => false,
  },
  actionkit: {
    make: actionkit,
    options: (ids, main) => ({ subscription: main ?? false, consents: pairs(ids) }),
    yeses: yesPairs,
    isSubscribed: (body) => !new URLSearchParams(body).has('suppress_subscribe'),
  },
  'action-network': {
    make: actionNetwork,
    options: (ids, main) => ({
      fields: { name: 'name' },
      subscription: main ?? false,
      withoutSubscription: { tags: ['petition-only'] },
      consents: names(ids, main),
    }),
    yeses: (body) => customYes((parse(body)['person'] as Record<string, unknown>)['custom_fields']),
    isSubscribed: (body) =>
      body.includes('"status":"subscribed"') || !body.includes('"petition-only"'),
  },
  proca: {
    make: proca,
    id: '7',
    options: (ids, main) => ({ ...(main && { optIn: main }), consents: names(ids, main) }),
    yeses(body) {
      const { action } = parse(body)['variables'] as { action: { customFields?: string } }
      return customYes(parse(action.customFields ?? '{}'))
    },
    isSubscribed(body) {
      const { privacy } = parse(body)['variables'] as { privacy: Record<string, unknown> }
      assert.notEqual(privacy['leadOptIn'], true)
      return privacy['optIn'] === true
    },
  },
  'civicrm-inlay': {
    make: civicrmInlay,
    options: (ids, main) => ({ subscription: main ?? false, consents: nowhere(ids, main) }),
    yeses: () => [],
    isSubscribed: (body) => parse(body)['optin'] === 'yes',
  },
}

for (const [name, { make, options, yeses, isSubscribed, id = 'a' }] of Object.entries(products)) {
  test(`${name}: a yes is sent only where a yes was given, and nothing personal is in an address`, async () => {
    await fc.assert(
      fc.asyncProperty(asked, answers, fc.boolean(), async (consents, given, isNamed) => {
        const { kit: tap, sent } = tapped()
        const ids = consents.map((one) => one.id)
        const main = isNamed
          ? consents.find(({ purpose }) => purpose !== 'processing')?.id
          : undefined
        const adapter = make(tap)({ endpoint: 'https://a.example', ...options(ids, main) })
        const petition: Petition = examplePetition({
          id,
          fields: ['given', 'family', 'email'].map((field) => ({
            name: field as 'email', // one of the three
            required: field !== 'family',
          })),
          consents: consents.map((one) => ({
            ...one,
            controller: 'Us',
            text: '?',
            required: false,
          })),
        })
        assert.equal(adapter.objection?.(petition), undefined)
        const said = Object.fromEntries(
          ids.flatMap((one, place) => (given[place] === undefined ? [] : [[one, given[place]]])),
        )
        const signature: Signature = {
          given: 'Ada Byron',
          family: 'Lovelace',
          email: 'ada@example.org',
          ...(Object.keys(said).length > 0 && { consents: said }),
          shown: '',
        }
        const answer = await adapter.sign(signature, {
          petition: id,
          key: 'k',
          signal: new AbortController().signal,
        })
        assert.ok('receipt' in answer)
        const agreed = ids.filter((_, place) => given[place] === true)
        for (const { url, body } of sent) {
          for (const yes of yeses(body, main))
            assert.ok(agreed.includes(yes as never), `${yes}: ${body}`)
          const mayWrite = main !== undefined && agreed.includes(main)
          assert.equal(isSubscribed(body, main), name === 'form' ? false : mayWrite, body)
          for (const value of personal(signature))
            assert.ok(!decodeURIComponent(url.replaceAll('+', ' ')).includes(value), url)
        }
      }),
      { numRuns, seed: 2009 },
    )
  })

  test(`${name}: what is not placed is never sent, whatever the answer`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ids), fc.boolean(), async (one, yes) => {
        const { kit: tap, sent } = tapped()
        const adapter = make(tap)({ endpoint: 'https://a.example', ...options([], undefined) })
        const said = await adapter.sign(
          { given: 'Ada', email: 'ada@example.org', consents: { [one]: yes }, shown: '' },
          { petition: id, key: 'k', signal: new AbortController().signal },
        )
        assert.ok('code' in said)
        assert.deepEqual(sent, [])
      }),
      { numRuns: 20 },
    )
  })
}
