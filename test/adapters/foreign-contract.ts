import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import {
  browserWire,
  Failure,
  kit,
  OptionError,
  type Adapter,
  type BackendOptions,
  type Kit,
  type MakeAdapter,
  type Wire,
} from '../../src/adapters/index.ts'
import { isRefusal, type Petition, type Signature } from '../../src/schema/index.ts'
import { examplePetition } from './petition-example.ts'
import type { Arrived, StandIn } from './stand-ins/stand-in.ts'

/** An adapter of a backend with another protocol than ours, and a stand-in for that backend. */
export interface Case {
  make: (kit: Kit) => MakeAdapter
  open: () => Promise<StandIn>
  /** From the stand-in's address. */
  options: (url: string) => BackendOptions
  /** What it is called there, what is asked, and what a person gives. */
  petition: Petition
  signature: Signature
  /** Requests that one signature takes. */
  requests: number
  /** A field it has no place for; none where a page can name any. */
  misfit?: Petition['fields'][number]['name']
  /** Faults that this product's own yes cannot be told apart from. */
  untold?: (keyof typeof faults)[]
  /** The answer cannot be read at all. */
  isOpaque?: boolean
  wire?: Partial<Wire>
  check: (arrived: Arrived[]) => void
}

const cors = { 'access-control-allow-origin': '*' }
const json = { ...cors, 'content-type': 'application/json' }
const html = { ...cors, 'content-type': 'text/html' }

const anyYes = {
  status: 'success',
  success: 1,
  token: 'a',
  data: { addActionContact: { contactRef: 'a' } },
  outcome: 'accepted',
  receipt: { id: 'a', at: '2026-06-01T12:00:00Z' },
}

/** What stands between a browser and a backend, or becomes of it. */
export const faults = {
  'a page instead': (response: ServerResponse) =>
    response.writeHead(200, html).end('<!doctype html><h1>Sign in to this network</h1>'),
  'a page that fails': (response: ServerResponse) =>
    response.writeHead(500, html).end('<h1>Error</h1>'),
  'a gateway that gives up': (response: ServerResponse) => response.writeHead(502, html).end(),
  'a redirect': (response: ServerResponse) =>
    response.writeHead(302, { ...cors, location: '/thanks' }).end(),
  'an answer that is cut off': (response: ServerResponse) => {
    response.writeHead(200, { ...json, 'content-length': '200' }).write('{"success":1,"data":{')
    setTimeout(() => response.destroy(), 5)
  },
  'JSON that ends in the middle': (response: ServerResponse) =>
    response
      .writeHead(200, json)
      .end('{"status":"success","success":1,"data":{"addActionContact":'),
  'JSON of another shape': (response: ServerResponse) =>
    response.writeHead(200, json).end('["success",1]'),
  'an error with status 200': (response: ServerResponse) =>
    response.writeHead(200, json).end('{"status":"error","success":0,"error":"no","errors":[]}'),
  'an answer without end': (response: ServerResponse) => {
    // It begins like everybody's yes, and would be one with all its blanks.
    response.writeHead(200, json).write(JSON.stringify(anyYes))
    const part = ' '.repeat(256 * 1024)
    let left = 40
    const more = () => (left-- > 0 ? response.write(part, more) : response.end())
    more()
  },
  'nothing at all': (response: ServerResponse) => response.destroy(),
}

/** What every adapter does whose backend keeps no protocol of ours; run it in the product's own test file. */
export function foreignContract(name: string, given: Case): void {
  const { petition, signature, requests } = given

  describe(`${name}: the contract of adapters for other backends`, () => {
    let there: StandIn
    let stop: AbortController
    const made = (wire: Partial<Wire> = {}, options: object = {}): Adapter =>
      given.make({ ...kit, wire: { ...browserWire, ...given.wire, ...wire } })({
        ...given.options(there.url),
        ...options,
      })
    const sign = (changes: Partial<Signature> = {}, adapter = made()) =>
      adapter.sign(
        { ...signature, ...changes },
        { petition: petition.id, key: 'a-key', signal: stop.signal },
      )

    beforeEach(async () => {
      there = await given.open()
      stop = new AbortController()
    })
    afterEach(() => there.close())

    it('takes a signature, and says no more than that it was passed on', async () => {
      assert.equal(made().objection?.(petition), undefined)
      const said = await sign()
      assert.ok(!isRefusal(said), JSON.stringify(said))
      assert.equal(said.outcome, 'accepted')
      assert.equal(said.receipt.id, 'a-key')
      assert.equal(there.arrived.length, requests)
      given.check(there.arrived)
    })

    it('puts nothing of a person into an address, and brings no credentials along', async () => {
      await sign()
      for (const { url, headers } of there.arrived) {
        for (const value of personal(signature))
          assert.ok(!decodeURIComponent(url).includes(value), `${value} in ${url}`)
        assert.deepEqual(
          ['cookie', 'authorization', 'idempotency-key'].filter((name) => name in headers),
          [],
        )
      }
    })

    it('sends once, and takes no odd answer for a yes', async () => {
      for (const [fault, answer] of Object.entries(faults)) {
        const isUntold = given.untold?.includes(fault as keyof typeof faults) // one of the list
        if (isUntold) continue
        there.instead = (response) => void answer(response)
        there.arrived.length = 0
        const said = await sign().catch((error: unknown) => error)
        assert.ok(said instanceof Failure || isRefusal(Object(said)), `${fault}: ${String(said)}`)
        assert.equal(there.arrived.length, 1, fault)
      }
    })

    // Where nothing can be read, that cannot either.
    if (!given.isOpaque)
      it('tells that there are too many', async () => {
        there.instead = (response) =>
          response.writeHead(429, { ...html, 'retry-after': '7' }).end('<h1>Slow down</h1>')
        const said = await sign()
        assert.ok(isRefusal(said))
        assert.deepEqual([said.code, said.retryAfterSeconds], ['slow-down', 7])
        assert.equal(there.arrived.length, 1)
      })

    it('sends nothing for a robot, and says so to a person', async () => {
      const said = await sign({ trap: 'https://spam.example' })
      assert.ok(isRefusal(said))
      assert.equal(said.code, 'proof')
      assert.deepEqual(there.arrived, [])
    })

    it('sends nothing when the browser is offline, or the person has stopped it', async () => {
      const away = { isOnline: () => false }
      const elsewhere = made(away, { endpoint: 'https://backend.example/sign' })
      await assert.rejects(sign({}, elsewhere), { name: 'Failure', code: 'offline' })
      const reason = new Error('enough')
      stop.abort(reason)
      await assert.rejects(sign(), reason)
      assert.deepEqual(there.arrived, [])
    })

    it('ends with the reason when it is stopped on the way, or takes too long', async () => {
      there.instead = () => stop.abort(new Error('enough'))
      await assert.rejects(sign(), /enough/)
      stop = new AbortController()
      there.instead = () => {}
      await assert.rejects(sign({}, made({ tryMs: 30 })), { name: 'Failure', code: 'timeout' })
    })

    it('objects to a consent or a statement that the page has not placed', () => {
      const asked = {
        controller: 'Us',
        text: 'May we?',
        mode: 'checkbox',
        required: false,
      } as const
      const extra = { ...asked, id: 'surprise', purpose: 'partner' } as const
      const objections = [
        { consents: [...petition.consents, extra] },
        { declarations: [...petition.declarations, { id: 'surprise', text: '…', required: true }] },
        ...(given.misfit
          ? [{ fields: [...petition.fields, { name: given.misfit, required: false }] }]
          : []),
      ].map((change) => made().objection?.({ ...petition, ...change }))
      for (const objection of objections) assert.ok(objection instanceof OptionError)
    })

    it('sends nothing that it had to object to, and says why in the console', async () => {
      const said: unknown[] = []
      const error = mock.method(console, 'error', (text: unknown) => said.push(text))
      try {
        for (const change of [
          { consents: { ...signature.consents, surprise: false } },
          { declarations: { ...signature.declarations, surprise: true as const } },
        ]) {
          const answer = await sign(change)
          assert.ok(isRefusal(answer))
          assert.equal(answer.code, 'no-route')
        }
      } finally {
        error.mock.restore()
      }
      assert.equal(said.length, 2)
      assert.match(said.join('\n'), /surprise/)
      assert.deepEqual(there.arrived, [])
    })

    it('knows its own options', () => {
      for (const key of ['subscribtion', 'constructor', '__proto__'])
        assert.throws(
          () => made({}, JSON.parse(`{"${key}": "x"}`) as object),
          (error) => error instanceof OptionError && error.value === key,
          key,
        )
      assert.throws(() => made({}, { consents: 'all' }), OptionError)
      assert.throws(() => made({}, { consents: { updates: true } }), OptionError)
    })
  })
}

/** What a person typed. */
export function personal(signature: Signature): string[] {
  const { locale: _locale, shown: _shown, partner, source, ...rest } = signature
  return Object.values(rest).filter(
    (value) =>
      typeof value === 'string' && value.length > 2 && value !== partner && value !== source,
  ) as string[] // as the filter has seen
}

export const updates: Petition['consents'][number] = {
  id: 'updates',
  purpose: 'updates',
  controller: 'Us',
  text: 'Write to me about it',
  mode: 'yes-no',
  required: false,
}

/** A petition of the page's own, with these fields. */
export function ofThePage(
  id: string,
  fields: Petition['fields'][number]['name'][],
  changes: Partial<Petition> = {},
): Petition {
  return examplePetition({
    id,
    fields: fields.map((name) => ({ name, required: name !== 'family' })),
    consents: [updates],
    ...changes,
  })
}
