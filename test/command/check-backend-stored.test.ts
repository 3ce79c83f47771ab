import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { examine, type Checked } from '../../src/command/check-backend/examine.ts'
import { createAsk } from '../../src/command/check-backend/wire.ts'
import { listen } from '../../src/server/node.ts'
import { run } from './in-process.ts'

const address = 'tester@mail.example'
/** What `check-backend --help` and its page tell. */
const most = 8

const asked = [
  'name email country postcode?',
  'name email',
  'given family email?',
  'email',
  'email name?',
  'name',
  'name email?',
  'name? email?',
  'comment?',
]

for (const fields of asked) {
  const words = fields.split(' ')
  // As everywhere, a family name is never required.
  const required = words.filter((word) => !word.endsWith('?') && word !== 'family')

  for (const knowsKeys of [true, false]) {
    const kind = knowsKeys ? 'looks only for what is missing' : 'knows no keys either'

    test(`a backend that asks "${fields}" and ${kind} stores nothing unless told to`, async (t) => {
      const backend = await openLax(t, { required, knowsKeys })
      await examine(backend.wanted(words), createAsk())
      assert.deepEqual(backend.stored, [])
    })

    test(`a backend that asks "${fields}" and ${kind} stores no more than is told`, async (t) => {
      const backend = await openLax(t, { required, knowsKeys })
      await examine({ ...backend.wanted(words), signAs: address }, createAsk(address))
      assert.ok(backend.stored.length >= 2, `${backend.stored.length} stored`)
      assert.ok(backend.stored.length <= most, `${backend.stored.length} stored`)
      const whole = backend.stored.filter(({ email }) => email === address)
      if (fields.includes('email')) assert.ok(whole.length >= 2, 'signed with the address')
    })
  }
}

test('a backend in order that asks no answer stores two, and nothing in it is put right', async (t) => {
  const backend = await openLax(t, { required: [], knowsKeys: true, isStrict: true })
  const wanted = { ...backend.wanted(['name?', 'email?']), signAs: address }
  const checked = await examine(wanted, createAsk(address))
  assert.equal(backend.stored.length, 2)
  const wrong = (ids: RegExp) =>
    checked.filter(({ id, state }) => ids.test(id) && state === 'fail').map(({ id }) => id)
  assert.deepEqual(wrong(/^(issues|invalid|key|sign|same|no-dup|missing|odd|claims)/), [])
  assert.equal(stateOf(checked, 'invalid'), 'not checked')
  assert.equal(stateOf(checked, 'issues-format'), 'pass')
})

test('a backend that requires less than it was said to stores nothing unless told to', async (t) => {
  for (const required of [['email'], ['name']]) {
    const backend = await openLax(t, { required, knowsKeys: true })
    await examine(backend.wanted(['name', 'email']), createAsk())
    assert.deepEqual(backend.stored, [])
  }
})

test('a backend that takes a signature without answers is sent one, and no other', async (t) => {
  const backend = await openLax(t, { required: [], knowsKeys: false })
  const checked = await examine(backend.wanted(['name', 'email']), createAsk())
  assert.equal(backend.stored.length, 1)
  assert.equal(stateOf(checked, 'invalid'), 'fail')
  const told = checked.find(({ id }) => id === 'claims')
  assert.match(told?.state === 'not checked' ? told.why : '', /takes a signature without answers/)
})

test('tells the number that a backend without rules stores', async (t) => {
  const backend = await openLax(t, { required: [], knowsKeys: false })
  await examine({ ...backend.wanted(['name?', 'email?']), signAs: address }, createAsk(address))
  assert.equal(backend.stored.length, most)
  assert.match((await run('check-backend', '--help')).out, /rules of keys up to eight/)
})

interface Lax {
  required: string[]
  knowsKeys: boolean
  /** Looks at the form and length of answers too. */
  isStrict?: boolean
}

/** A backend that stores whatever has the answers it requires. */
async function openLax(t: TestContext, { required, knowsKeys, isStrict = false }: Lax) {
  const stored: Record<string, unknown>[] = []
  const answers = new Map<string, { body: string; answer: string }>()
  const listener = await listen({ host: '127.0.0.1', port: 0, drainMs: 100 })
  t.after(() => listener.close())
  listener.serve(async (request) => {
    if (request.method !== 'POST') return Response.json({}, { headers: readable })
    const key = request.headers.get('idempotency-key') ?? ''
    const body = await request.text()
    const before = answers.get(key)
    if (before) return before.body === body ? yes(before.answer) : no('key-reused')
    const signature = read(body)
    if (!signature || (knowsKeys && key.length !== 36)) return no('malformed', 400)
    const issues = [
      ...required
        .filter((field) => !signature[field])
        .map((field) => ({ field, code: 'missing', message: 'is missing' })),
      ...(isStrict ? oddIn(signature) : []),
    ]
    if (issues.length > 0) return no('invalid', 422, { issues })
    stored.push(signature)
    const receipt = { id: randomUUID(), at: '2026-11-22T09:30:00Z' }
    const answer = JSON.stringify({ outcome: 'counted', receipt })
    if (knowsKeys) answers.set(key, { body, answer })
    return yes(answer)
  })
  const endpoint = `http://127.0.0.1:${listener.port}`
  const origin = 'https://page.example'
  return { stored, wanted: (fields: string[]) => ({ endpoint, petition: 'test', origin, fields }) }
}

const readable = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' }

function read(body: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(body) as Record<string, unknown> // whatever it is, no key of it is there
  } catch {
    return undefined
  }
}

function oddIn({ name = '', email = '' }: Record<string, unknown>): object[] {
  const isLong = String(name).length > 255
  const isOdd = email !== '' && !String(email).includes('@')
  return [
    ...(isLong ? [{ field: 'name', code: 'long', message: 'is long' }] : []),
    ...(isOdd ? [{ field: 'email', code: 'format', message: 'is no address' }] : []),
  ]
}

function yes(answer: string): Response {
  const headers = { ...readable, 'content-type': 'application/json' }
  return new Response(answer, { status: 201, headers })
}

function no(code: string, status = 422, more: object = {}): Response {
  const problem = { type: 'about:blank', title: code, status, code, ...more }
  const headers = { ...readable, 'content-type': 'application/problem+json' }
  return Response.json(problem, { status, headers })
}

function stateOf(checked: Checked[], id: string): string | undefined {
  return checked.find((one) => one.id === id)?.state
}
