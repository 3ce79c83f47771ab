import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, refusalCodes, refusalStatus, type RefusalCode } from '../../src/schema/index.ts'
import { StoreUnavailable } from '../../src/server/index.ts'
import { openBackend, type Backend } from './backend.ts'

const at = (backend: Backend, iso: string) => void (backend.clock.now = Date.parse(iso))
const post = (backend: Backend, init: RequestInit) =>
  backend.ask('/v1/petitions/keep-the-unit/signatures', { method: 'POST', ...init })
const headers = {
  'content-type': 'application/json',
  'idempotency-key': '11111111-1111-4111-8111-111111111111',
}

/** How each code is brought about. Two belong to floods and challenges, which are not built yet. */
const provoke: Record<
  Exclude<RefusalCode, 'proof' | 'slow-down'>,
  (backend: Backend) => Promise<Response>
> = {
  malformed: (backend) => post(backend, { headers, body: '{' }),
  origin: ({ sign }) => sign({}, { origin: 'https://unlisted.example' }),
  'no-petition': ({ sign }) => sign({}, { petition: 'none' }),
  'no-route': ({ ask }) => ask('/v2/petitions'),
  method: ({ ask }) => ask('/v1/petitions/keep-the-unit/tally', { method: 'POST' }),
  stale: ({ sign }) => sign({ shown: 'something-else' }),
  'not-open': (backend) => (at(backend, '2009-10-01T00:00:00Z'), backend.sign()),
  closed: (backend) => (at(backend, '2009-11-13T17:00:00Z'), backend.sign()),
  'too-large': (backend) => post(backend, { headers, body: 'x'.repeat(16 * 1024 + 1) }),
  'media-type': (backend) =>
    post(backend, { headers: { ...headers, 'content-type': 'text/plain' }, body: '{}' }),
  invalid: ({ sign }) => sign({ name: '' }),
  'key-reused': async ({ sign }) => (
    await sign({}, { key: headers['idempotency-key'] }),
    sign({ name: 'Eva' }, { key: headers['idempotency-key'] })
  ),
  unavailable: (backend) => {
    backend.store.sign = () =>
      Promise.reject(new StoreUnavailable('full', { retryAfterSeconds: 7 }))
    return backend.sign()
  },
  paused: async (backend) => (await backend.put({}, { paused: true }), backend.sign()),
}

test('answers each refusal with its status as a problem document that the widget can read', async (t) => {
  for (const code of refusalCodes) {
    if (code === 'proof' || code === 'slow-down') continue
    await t.test(code, async (t) => {
      const backend = await openBackend(t)
      await backend.put()
      const response = await provoke[code](backend)
      assert.equal(response.status, refusalStatus[code])
      assert.equal(response.headers.get('content-type'), 'application/problem+json')
      const body: unknown = await response.json()
      const refusal = Refusal.parse(body)
      assert.equal(refusal.code, code)
      assert.equal(refusal.status, refusalStatus[code])
      assert.ok(refusal.title)
      const retry = response.headers.get('retry-after')
      assert.equal(refusal.retryAfterSeconds, retry === null ? undefined : Number(retry))
      assert.equal(retry !== null, ['unavailable', 'paused', 'not-open'].includes(code))
      assert.equal(refusal.petition !== undefined, code === 'stale')
      assert.equal(refusal.issues.length > 0, code === 'invalid')
    })
  }
})

test('answers what nobody foresaw with a 500 that holds nothing, and logs neither path nor message', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  backend.store.sign = () => Promise.reject(new TypeError('canary ana@mail.example'))
  const response = await backend.sign()
  assert.equal(response.status, 500)
  assert.deepEqual(await response.json(), {
    type: 'about:blank',
    title: 'Something failed here',
    status: 500,
  })
  backend.store.attempt = () => Promise.reject(new TypeError('canary'))
  const token = 'a'.repeat(39)
  const { no } = backend.petition()
  assert.equal(no, 1)
  const page = await backend.ask(`/confirm/${'aaaac'}${token.slice(5)}`)
  assert.equal(page.status, 500)
  assert.ok(!(await page.text()).includes('canary'))
  const log = backend.logged.join('')
  assert.match(log, /"route":"\/v1\/petitions\/:id\/signatures"/)
  assert.match(log, /"kind":"TypeError"/)
  assert.ok(!log.includes('canary') && !log.includes(token.slice(5)))
})

test('tells the origins apart as the contract says', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const statuses = async (origins: (string | null)[]) =>
    Promise.all(origins.map(async (origin) => (await backend.sign({}, { origin })).status))
  assert.deepEqual(
    await statuses(['https://charity.example', 'https://sign.example.org', null]),
    [202, 202, 202],
  )
  assert.deepEqual(
    await statuses(['null', 'https://charity.example.evil', 'http://charity.example']),
    [403, 403, 403],
  )
  await backend.put({ partners: [] })
  assert.deepEqual(await statuses(['https://anyone.example', 'null']), [202, 202])
})
