import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { Receipt } from '../../src/schema/index.ts'
import { openBackend, press, signature } from './backend.ts'

test('answers a signature with a receipt that holds nothing of the person', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const response = await backend.sign()
  assert.equal(response.status, 202)
  const body = await response.json()
  assert.equal(Receipt.parse(body).outcome, 'pending')
  assert.deepEqual(Object.keys(body as object), ['outcome', 'receipt'])
  assert.deepEqual(Object.keys((body as { receipt: object }).receipt), ['id', 'at'])
})

test('answers the same key and body with the same bytes, also when the petition has closed since', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const key = randomUUID()
  const bytes = async (response: Response) => [
    response.status,
    [...response.headers],
    await response.text(),
  ]
  const first = await bytes(await backend.sign({}, { key }))
  assert.deepEqual(await bytes(await backend.sign({}, { key })), first)
  assert.deepEqual(await bytes(await backend.sign({}, { key: key.toUpperCase() })), first)
  backend.clock.now = Date.parse('2009-11-13T17:00:01Z')
  assert.deepEqual(await bytes(await backend.sign({}, { key })), first)
  assert.deepEqual(
    await bytes(await backend.sign({}, { key, origin: 'https://elsewhere.example' })),
    first,
  )
  assert.equal((await backend.sign()).status, 410)
})

test('tells a key that belongs to another body', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const key = randomUUID()
  await backend.sign({}, { key })
  const refused = await backend.sign({ name: 'Another' }, { key })
  assert.equal(refused.status, 422)
  assert.equal(((await refused.json()) as { code: string }).code, 'key-reused')
  backend.clock.now = Date.parse('2009-11-14T00:00:00Z')
  assert.equal((await backend.sign({ name: 'Another' }, { key })).status, 422)
})

test('consumes no key with a refusal', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const key = randomUUID()
  assert.equal((await backend.sign({ name: '' }, { key })).status, 422)
  assert.equal((await backend.sign({}, { key })).status, 202)
})

test('holds an attempt whose trap is filled, with the same answer', async (t) => {
  const backend = await openBackend(t)
  const { no } = await backend.put()
  const response = await backend.sign({ trap: 'https://pills.example' })
  assert.equal(response.status, 202)
  assert.equal((await backend.store.attempt({ petition: no, n: 1 }))?.state, 'held')
})

test('takes the revision before the present one for ten minutes, and checks by what was shown', async (t) => {
  const backend = await openBackend(t)
  const { revision } = await backend.put()
  backend.clock.now += 60_000
  await backend.put({ title: 'Keep the whole unit', fields: ['name', 'email', 'country', 'city'] })
  backend.clock.now += 9 * 60_000
  assert.equal((await backend.sign({ shown: revision })).status, 202)
  backend.clock.now += 61_000
  const stale = await backend.sign({ shown: revision })
  assert.equal(stale.status, 409)
  const { code, petition } = (await stale.json()) as {
    code: string
    petition: { title: string; revision: string }
  }
  assert.equal(code, 'stale')
  assert.equal(petition.title, 'Keep the whole unit')
  const again = await backend.sign({ shown: petition.revision, city: 'London' })
  assert.equal(again.status, 202)
})

test('stores the partner that is listed and none that is not', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  assert.equal((await backend.sign({ partner: 'constructor' })).status, 202)
  assert.equal((await backend.sign({ partner: undefined })).status, 202)
})

const wrong: [string, Record<string, unknown>, string, string][] = [
  ['a missing name', { name: ' ' }, 'name', 'missing'],
  ['a name that is a link', { name: 'www.pills.example' }, 'name', 'link'],
  ['a name that turns the writing around', { name: 'Ana\u202e' }, 'name', 'format'],
  ['a long name', { name: 'a'.repeat(256) }, 'name', 'long'],
  ['a missing address', { email: undefined }, 'email', 'missing'],
  ['an address without a domain', { email: 'ana' }, 'email', 'format'],
  ['an address with an impossible domain', { email: 'ana@exa mple.org' }, 'email', 'format'],
  ['an address whose domain cannot be', { email: 'ana@mail.123' }, 'email', 'domain'],
  [
    'an address beyond ASCII while the relay takes none',
    { email: 'añа@mail.example' },
    'email',
    'format',
  ],
  ['a country that is none', { country: 'XX' }, 'country', 'unknown'],
  ['a consent that was not asked', { consents: { parties: true } }, 'consents.parties', 'unknown'],
  [
    'an unticked box sent as an answer',
    { consents: { updates: false } },
    'consents.updates',
    'format',
  ],
  ['a consent of another type', { consents: { updates: 'yes' } }, 'consents.updates', 'format'],
  [
    'a declaration that was not asked',
    { declarations: { residence: true } },
    'declarations.residence',
    'unknown',
  ],
  ['a field that was not asked', { comment: 'Because' }, 'comment', 'unknown'],
  ['a key nobody knows', { age: 7 }, 'age', 'unknown'],
  ['a missing revision', { shown: undefined }, 'shown', 'missing'],
  ['a name of another type', { name: 7 }, 'name', 'format'],
]
test('names the field and what is wrong with it', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  for (const [what, changes, field, code] of wrong) {
    await t.test(what, async () => {
      const response = await backend.sign(changes)
      assert.equal(response.status, 422)
      const problem = (await response.json()) as {
        code: string
        issues: { field: string; code: string }[]
      }
      assert.equal(problem.code, 'invalid')
      assert.deepEqual(
        problem.issues.map((issue) => [issue.field, issue.code]),
        [[field, code]],
      )
    })
  }
})

test('wakes the mail only when an attempt is on disk', async (t) => {
  let woken = 0
  const backend = await openBackend(t, { wakeMail: () => void (woken += 1) })
  await backend.put()
  await backend.sign({ name: '' })
  assert.equal(woken, 0)
  await backend.sign()
  assert.equal(woken, 1)
})

test('answers new, pending, counted, withdrawn and barred people alike', async (t) => {
  const backend = await openBackend(t)
  const { no, slug, record } = await backend.put()
  const people = ['new@', 'pen@', 'cou@', 'wit@', 'bar@'].map((local) => `${local}mail.example`)
  const [, pending = '', counted = '', withdrawn = '', barred = ''] = people
  await backend.sign({ email: pending })
  await backend.count(counted)
  await backend.count(withdrawn)
  const { receipt } = (await (await backend.sign({ email: withdrawn })).json()) as {
    receipt: { id: string }
  }
  const { withdraw, confirm } = await backend.links(receipt.id)
  await press(backend, confirm, 'answer=confirm')
  await press(backend, withdraw)
  const signer = backend.parts.keyring.signer(record.signerScheme, slug, barred)
  backend.bar({ petition: no, signer })

  const { store } = backend
  const writes: unknown[] = []
  const sign = store.sign.bind(store)
  store.sign = (attempt) => {
    writes.push(
      Object.entries(attempt).map(([key, value]) => [
        key,
        value instanceof Uint8Array ? value.length : value,
      ]),
    )
    return sign(attempt)
  }
  const answers: unknown[] = []
  for (const email of people) {
    const response = await backend.sign({ email })
    const { receipt: made, ...body } = (await response.json()) as {
      receipt: { id: string; at: string }
    }
    answers.push([response.status, [...response.headers], body, made.at, made.id.length])
  }
  assert.equal(writes.length, people.length)
  for (const write of writes) assert.deepEqual(write, writes[0])
  for (const answer of answers) assert.deepEqual(answer, answers[0])

  const links = await Promise.all(
    answers.map(async (_, i) => (await store.attempt({ petition: no, n: i + 5 }))?.id),
  )
  const pages = await Promise.all(
    links.map(async (id) => {
      const { confirm: link } = await backend.links(Buffer.from(id ?? '').toString('base64url'))
      const response = await press(backend, link, 'answer=confirm')
      return [response.status, [...response.headers], await response.text()]
    }),
  )
  for (const page of pages) assert.deepEqual(page, pages[0])
})

test('refuses what it cannot understand', async (t) => {
  const backend = await openBackend(t)
  const petition = await backend.put()
  const whole = signature(petition)
  const send = (body: BodyInit, headers: Record<string, string> = {}) =>
    backend.ask(`/v1/petitions/${petition.slug}/signatures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
      body,
    })
  const code = async (response: Response) =>
    `${response.status} ${((await response.json()) as { code: string }).code}`
  assert.equal(await code(await send('{')), '400 malformed')
  assert.equal(await code(await send('[]')), '400 malformed')
  assert.equal(await code(await send('null')), '400 malformed')
  assert.equal(await code(await send(new Uint8Array([0x22, 0xff, 0x22]))), '400 malformed')
  assert.equal(await code(await send(`\ufeff${JSON.stringify(whole)}`)), '400 malformed')
  assert.equal(
    await code(await send(JSON.stringify({ ...whole, consents: { a: { b: { c: 1 } } } }))),
    '422 invalid',
  )
  assert.equal(
    await code(await send(JSON.stringify({ ...whole, consents: { a: { b: { c: {} } } } }))),
    '400 malformed',
  )
  assert.equal(
    await code(await send(JSON.stringify(whole), { 'idempotency-key': 'one' })),
    '400 malformed',
  )
  assert.equal(
    await code(await send(JSON.stringify(whole), { 'content-type': 'text/plain' })),
    '415 media-type',
  )
  assert.equal(
    await code(
      await send(JSON.stringify(whole), { 'content-type': 'application/json; charset=latin1' }),
    ),
    '415 media-type',
  )
  assert.equal(
    await code(await send(JSON.stringify(whole), { 'content-encoding': 'gzip' })),
    '415 media-type',
  )
  const fill = (bytes: number) => JSON.stringify({ ...whole, trap: 'x'.repeat(bytes) })
  const rest = 16 * 1024 - Buffer.byteLength(fill(0))
  assert.equal((await send(fill(rest))).status, 202)
  assert.equal(await code(await send(fill(rest + 1))), '413 too-large')
  assert.equal(
    (await send(JSON.stringify(whole), { 'content-type': 'application/json; charset=UTF-8' }))
      .status,
    202,
  )
})
