import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { groups, examine, type Checked } from '../../src/command/check-backend/examine.ts'
import type { Wanted } from '../../src/command/check-backend/subject.ts'
import { createAsk } from '../../src/command/check-backend/wire.ts'
import { listen, type NodeSockets } from '../../src/server/node.ts'
import { openBackend, openPetition, type Backend } from '../server/backend.ts'
import { run } from './in-process.ts'

const petition = openPetition.id
const address = 'tester@mail.example'

type Next = (request: Request) => Promise<Response>
/** What a backend does instead of what ours does. */
type Breach = (request: Request, next: Next, sockets: NodeSockets) => Promise<Response>

/** For each rule, a backend that breaks this one and no other. */
const breaches: Record<string, Breach> = {
  reach: async (request, next, { incoming }) => {
    if (isTally(request)) incoming.socket.destroy()
    return next(request)
  },
  'tally-status': (request, next) =>
    isTally(request)
      ? Promise.resolve(new Response(null, { status: 307, headers: { location: '/elsewhere' } }))
      : next(request),
  'tally-type': ofTally(setHeader('content-type', 'text/html')),
  'tally-json': ofTally(async (answer) =>
    remade(answer, { body: (await answer.text()) + ' '.repeat(70_000) }),
  ),
  'tally-petition': ofTally(setKey('petition', 'another')),
  'tally-stage': ofTally(setKey('status', 'running')),
  'tally-count': ofTally(setKey('count', '12')),
  'tally-goal': ofTally(setKey('goal', 0)),
  'tally-lineage': ofTally(setKey('lineage', 7)),
  'tally-version': ofTally(setKey('version', undefined)),
  'tally-at': ofTally(setKey('at', '2026-11-30T17:00:00+01:00')),
  'tally-stream': (request, next) =>
    request.url.endsWith('/stream') ? next(new Request(`${request.url}s`)) : next(request),
  'tally-extras': ofTally(setKey('partners', [{ id: 'x' }])),
  'tally-cors': ofTally(setHeader('access-control-allow-origin', 'https://other.example')),
  'tally-expose': ofTally(setHeader('access-control-expose-headers', 'Date, Retry-After')),
  'tally-date': (request, next, { outgoing }) => {
    outgoing.sendDate = false
    return next(request)
  },
  'tally-etag': ofTally(setHeader('etag', null)),
  'tally-304': (request, next) => next(withHeader(request, 'if-none-match', null)),
  'tally-head': (request, next) =>
    request.method === 'HEAD'
      ? Promise.resolve(new Response(null, { status: 405 }))
      : next(request),
  'tally-cache': ofTally(setHeader('cache-control', 'no-store')),
  'tally-unknown': async (request, next) => {
    const answer = await next(request)
    return request.method === 'GET' && answer.status === 404 && request.url.endsWith('/tally')
      ? Response.json({ count: 0 }, { headers: answer.headers })
      : answer
  },
  'preflight-status': (request, next) =>
    request.method === 'OPTIONS'
      ? Promise.resolve(new Response(null, { status: 401 }))
      : next(request),
  'preflight-origin': ofOptions(setHeader('access-control-allow-origin', 'https://other.example')),
  'preflight-headers': ofOptions(setHeader('access-control-allow-headers', 'content-type')),
  'preflight-methods': ofOptions(setHeader('access-control-allow-methods', 'GET')),
  'preflight-age': ofOptions(setHeader('access-control-max-age', null)),
  'malformed-json': sending((body) => (body === '{"name":' ? '{}' : body)),
  'media-type': (request, next) => next(withHeader(request, 'content-type', 'application/json')),
  'too-large': sending((body) => (body.length > 100_000 ? '{}' : body)),
  'unknown-petition': (request, next) =>
    request.method === 'POST'
      ? next(new Request(request.url.replace(/petitions\/[^/]+/, `petitions/${petition}`), request))
      : next(request),
  'missing-key': (request, next) =>
    next(request.headers.has('idempotency-key') ? request : withKey(request)),
  'odd-key': (request, next) =>
    next(request.headers.get('idempotency-key') === 'one' ? withKey(request) : request),
  invalid: ofRefusals((answer) =>
    edited(answer, (json) => (json['code'] === 'invalid' ? { ...json, code: 'not-valid' } : json)),
  ),
  'issues-form': ofIssues((issues) => issues.map(({ field, code }) => ({ field, code }))),
  'issues-missing': ofIssues((issues) => issues.filter(({ field }) => field !== 'country')),
  'issues-format': ofIssues((issues) => issues.filter(({ code }) => code !== 'format')),
  'issues-long': ofIssues((issues) => issues.filter(({ code }) => code !== 'long')),
  claims: async (request, next) => {
    const body = await request.clone().text()
    const answer = await next(request)
    return body.includes('nobody-knows')
      ? edited(answer, (json) => ({
          ...json,
          issues: [{ field: 'partner', code: 'unknown', message: 'is not known' }],
        }))
      : answer
  },
  'unknown-keys': ofIssues((issues) => issues.filter(({ field }) => field !== 'not-a-field')),
  'not-listed': (request, next) =>
    request.method === 'GET' && request.url.endsWith('/signatures')
      ? Promise.resolve(Response.json([{ name: 'Ana' }]))
      : next(request),
  'sign-status': ofYes(async (answer) => remade(answer, { status: 200 })),
  'sign-type': ofYes(setHeader('content-type', 'text/plain')),
  'sign-outcome': ofYes(setKey('outcome', 'counted')),
  'sign-receipt': ofYes(setKey('receipt', {})),
  'sign-cors': ofYes(setHeader('access-control-allow-origin', null)),
  'sign-cache': ofYes(setHeader('cache-control', 'max-age=60')),
  'key-kept': remembering(({ refused }, key) => refused.has(key) && 'key-reused'),
  'same-bytes': remembering(({ taken }, key, body) => taken.get(key) === body && 'another id'),
  'key-reused': remembering(
    ({ taken }, key, body) => taken.has(key) && taken.get(key) !== body && 'another key',
  ),
  'no-duplicate': remembering(
    ({ taken }, key) => taken.size > 0 && !taken.has(key) && 'tells the duplicate',
  ),
  'problem-type': ofRefusals(setHeader('content-type', 'application/json')),
  'problem-form': ofRefusals(setKey('title', undefined)),
  'refusal-cors': ofRefusals(setHeader('access-control-allow-origin', null)),
  'refusal-expose': ofRefusals(setHeader('access-control-expose-headers', null)),
  'refusal-cache': ofRefusals(setHeader('cache-control', null)),
  'retry-after': async (request, next) => {
    const body = await request.clone().text()
    const answer = await next(request)
    return body.includes('nobody-knows')
      ? edited(remade(answer, { status: 503 }), (json) => ({
          ...json,
          status: 503,
          code: 'unavailable',
        }))
      : answer
  },
}

test('finds nothing to put right in our own backend', async (t) => {
  const { wanted } = await serving(t)
  const checked = await examine(wanted, createAsk(address))
  assert.deepEqual(failing(checked), [])
  assert.deepEqual(
    checked.filter(({ state }) => state === 'not checked').map(({ id }) => id),
    ['retry-after'],
  )
})

test('names exactly the rule that a backend breaks, and says how to put it right', async (t) => {
  const rules = groups.flatMap((group) => group.rules)
  assert.deepEqual(
    Object.keys(breaches),
    rules.map(({ id }) => id),
  )
  const world = await serving(t)
  for (const [id, breach] of Object.entries(breaches)) {
    world.breach = breach
    const checked = await examine(world.wanted, createAsk(address))
    const wrong = failing(checked)
    assert.deepEqual(
      wrong.map((one) => one.id),
      [id],
      JSON.stringify(wrong, null, 2),
    )
    const [found] = wrong
    assert.ok(found?.state === 'fail')
    for (const words of [found.sent, found.expected, found.came, found.fix]) assert.ok(words, id)
    assert.notEqual(found.expected, found.came, id)
  }
})

test('signs nothing unless it is told to, and then twice', async (t) => {
  const { backend, wanted } = await serving(t)
  const stored = async () => {
    const { no } = backend.petition()
    const numbers = Array.from({ length: 10 }, (_, i) => i + 1)
    const found = await Promise.all(numbers.map((n) => backend.store.attempt({ petition: no, n })))
    return found.filter(Boolean).length
  }
  const reading = await examine({ ...wanted, signAs: undefined }, createAsk())
  assert.deepEqual(failing(reading), [])
  assert.equal(await stored(), 0)
  const left = reading.filter(({ state }) => state === 'not checked')
  assert.deepEqual(
    left.map(({ id }) => id),
    [
      ...(groups.find(({ title }) => title.startsWith('Signing'))?.rules ?? []).map(({ id }) => id),
      'retry-after',
    ],
  )
  await examine(wanted, createAsk(address))
  assert.equal(await stored(), 2)
})

test('says what stands in the way where a petition cannot be signed', async (t) => {
  const { backend, wanted } = await serving(t)
  const why = async (wants: Partial<Wanted> = {}) => {
    const checked = await examine({ ...wanted, ...wants }, createAsk(address))
    assert.deepEqual(failing(checked), [])
    const found = checked.find(({ id }) => id === 'sign-status')
    return found?.state === 'not checked' && found.why
  }
  await backend.put({ partners: [{ id: 'one', name: 'One', origins: ['https://one.example'] }] })
  assert.match(String(await why()), /--origin/)
  assert.equal(await why({ origin: 'https://one.example' }), false)
  await backend.put({ partners: [] }, { paused: true })
  assert.match(String(await why()), /is paused: name an open one/)
  backend.clock.now = Date.parse('2009-12-01')
  assert.match(String(await why()), /is closed/)
})

test('the command reports for people and for programs and leaves the address out', async (t) => {
  const world = await serving(t)
  const call = ['check-backend', world.wanted.endpoint, '--petition', petition]
  const good = await run(...call, '--sign-as', address)
  assert.equal(good.code, 0, good.err)
  assert.match(good.out, /ok {4}tally-count: "count" is a whole number/)
  assert.match(good.out, /What was checked keeps the contract/)
  assert.ok(!good.out.includes(address))

  world.breach = breaches['issues-missing']
  const bad = await run(...call)
  assert.equal(bad.code, 1)
  assert.match(bad.out, /FAIL {2}issues-missing/)
  assert.match(
    bad.out,
    / sent {6}POST .*\n +expected .*"country".*\n +came .*\n +to do {5}Give one issue/,
  )
  assert.match(bad.out, /sign-status.*not checked: .*--sign-as ADDRESS/)

  const json = await run(...call, '--sign-as', address, '--json')
  assert.equal(json.code, 1)
  assert.ok(!json.out.includes(address))
  const told = json.json() as { passes: boolean; failed: number; checks: Checked[] }
  assert.equal(told.passes, false)
  assert.equal(told.failed, 1)
  const one = told.checks.find(({ state }) => state === 'fail')
  assert.equal(one?.id, 'issues-missing')
  assert.deepEqual(Object.keys(one ?? {}).toSorted(), [
    'asks',
    'came',
    'expected',
    'fix',
    'group',
    'id',
    'level',
    'sent',
    'state',
  ])
  // What is only advised does not fail the check.
  world.breach = breaches['refusal-cache']
  const advised = await run(...call)
  assert.equal(advised.code, 0)
  assert.match(advised.out, /hint {2}refusal-cache/)

  // The whole address of a petition names it.
  world.breach = undefined
  const whole = await run(
    'check-backend',
    `${world.wanted.endpoint}/v1/petitions/${petition}/tally`,
  )
  assert.equal(whole.code, 0, whole.err)
  const nobody = await run('check-backend', 'http://localhost:9', '--petition', petition)
  assert.equal(nobody.code, 1)
  assert.match(nobody.out, /FAIL {2}reach/)
  assert.ok(!nobody.out.includes('tally-count'))
})

test('no spelling and no beginning of the address is in the report', async (t) => {
  const world = await serving(t)
  const typed = 'Me.Person+Test@Example.org'
  const call = ['check-backend', world.wanted.endpoint, '--petition', petition, '--sign-as', typed]
  const spellings = [
    typed.toLowerCase(),
    typed.toUpperCase(),
    encodeURIComponent(typed),
    typed.replace('@', String.raw`\u0040`),
  ]
  // Also where the report ends in the middle of it.
  for (const indent of [0, 205, 210, 215, 220, 225, 230, 235])
    for (const spelling of spellings) {
      world.breach = (request, next) =>
        request.method === 'POST'
          ? Promise.resolve(new Response('-'.repeat(indent) + spelling, { status: 500 }))
          : next(request)
      for (const more of [[], ['--json']]) {
        const { out } = await run(...call, ...more)
        assert.match(out, /issues|invalid/)
        assert.doesNotMatch(out, /me\.per/i, `${spelling} after ${indent}`)
      }
    }
})

for (const [value, state] of [
  ['soon', 'fail'],
  ['-5', 'fail'],
  ['2026-11-30', 'fail'],
  ['5', 'pass'],
  ['Mon, 30 Nov 2026 17:00:00 GMT', 'pass'],
] as const) {
  test(`"Retry-After: ${value}" is a ${state}`, async (t) => {
    const world = await serving(t)
    world.breach = ofRefusals(async (answer) => {
      const slow = await edited(remade(answer, { status: 429 }), (json) => ({
        ...json,
        status: 429,
        code: 'slow-down',
      }))
      slow.headers.set('retry-after', value)
      return slow
    })
    const checked = await examine({ ...world.wanted, signAs: undefined }, createAsk())
    assert.equal(checked.find(({ id }) => id === 'retry-after')?.state, state)
  })
}

for (const [headers, state] of [
  [{ 'cache-control': 'public, max-age=5' }, 'fail'],
  [{ 'cache-control': 'public, max-age=5', vary: 'accept' }, 'fail'],
  [{ 'cache-control': 'public, max-age=5', vary: 'accept, Origin' }, 'pass'],
  [{ 'cache-control': 'private, max-age=5' }, 'pass'],
] as const) {
  test(`a tally for the asking origin with ${JSON.stringify(headers)} is a ${state}`, async (t) => {
    const world = await serving(t)
    world.breach = async (request, next) => {
      const answer = await next(request)
      if (!isTally(request)) return answer
      const own = { 'access-control-allow-origin': world.wanted.origin, ...headers }
      const reflecting = remade(answer, {})
      for (const [name, value] of Object.entries(own)) reflecting.headers.set(name, value)
      return reflecting
    }
    const checked = await examine({ ...world.wanted, signAs: undefined }, createAsk())
    assert.equal(checked.find(({ id }) => id === 'tally-cors')?.state, state)
  })
}

for (const [typed, says] of [
  ['check-backend', /needs URL/],
  ['check-backend https://sign.example.org', /Which petition\?.*\nWrite: .*--petition ID/],
  ['check-backend sign.example.org --petition x', /Did you mean https:\/\/sign\.example\.org\?/],
  [
    'check-backend http://sign.example.org --petition x',
    /Did you mean https:\/\/sign\.example\.org\?/,
  ],
  [
    'check-backend https://sign.example.org/?a=b --petition x',
    /Did you mean https:\/\/sign\.example\.org\/\?/,
  ],
  ['check-backend https://sign.example.org --petition A_B', /can be the id of no petition/],
  [
    'check-backend https://sign.example.org --petition x --fields name,emial',
    /Did you mean "email"\?/,
  ],
  [
    'check-backend https://sign.example.org --petition x --origin https://a.example/b',
    /Did you mean https:\/\/a\.example\?/,
  ],
  ['check-backend https://sign.example.org --petition x --sign-as me', /needs an address/],
] as const) {
  test(`"${typed}" is a wrong call and says how to put it right`, async () => {
    const { code, err } = await run(...typed.split(' '))
    assert.equal(code, 2, err)
    assert.match(err, says)
  })
}

interface World {
  backend: Backend
  wanted: Wanted
  breach: Breach | undefined
}

/** Our own backend on a real port, behind whatever breach the test sets. */
async function serving(t: TestContext): Promise<World> {
  const backend = await openBackend(t)
  await backend.put({ partners: [] })
  const listener = await listen({ host: '127.0.0.1', port: 0, drainMs: 100 })
  t.after(() => listener.close())
  const endpoint = `http://127.0.0.1:${listener.port}`
  const wanted = { endpoint, petition, origin: 'https://page.example', signAs: address }
  const world: World = { backend, wanted, breach: undefined }
  listener.serve((request, sockets) => {
    const next: Next = async (asked) => backend.service.fetch(asked, sockets)
    return world.breach ? world.breach(request, next, sockets) : next(request)
  })
  return world
}

function failing(checked: Checked[]): Checked[] {
  return checked.filter(({ state }) => state === 'fail')
}

type Change = (answer: Response) => Response | Promise<Response>

function isTally({ url }: Request): boolean {
  return url.endsWith(`/${petition}/tally`)
}

function when(applies: (request: Request, answer: Response) => boolean, change: Change): Breach {
  return async (request, next) => {
    const answer = await next(request)
    return applies(request, answer) ? change(answer) : answer
  }
}

function ofTally(change: Change): Breach {
  return when((request, { status }) => isTally(request) && status === 200, change)
}

function ofOptions(change: Change): Breach {
  return when(({ method }) => method === 'OPTIONS', change)
}

function ofYes(change: Change): Breach {
  return when(({ method }, { ok }) => method === 'POST' && ok, change)
}

function ofRefusals(change: Change): Breach {
  return when(({ method }, { ok }) => method === 'POST' && !ok, change)
}

interface Issue {
  field: string
  code: string
  message: string
}

function ofIssues(change: (issues: Issue[]) => Partial<Issue>[]): Breach {
  return ofRefusals((answer) =>
    edited(answer, (json) =>
      Array.isArray(json['issues']) && json['issues'].length > 0
        ? { ...json, issues: change(json['issues'] as Issue[]) } // as our own server writes them
        : json,
    ),
  )
}

/** Changes what is sent before our backend reads it. */
function sending(change: (body: string) => string): Breach {
  return async (request, next) => {
    if (request.method !== 'POST') return next(request)
    const headers = new Headers(request.headers)
    headers.delete('content-length')
    return next(
      new Request(request.url, { method: 'POST', headers, body: change(await request.text()) }),
    )
  }
}

interface Memory {
  refused: Set<string>
  /** Key to body. */
  taken: Map<string, string>
}

/** A backend that does something else with what it has seen before. Starts anew with each run of the check. */
function remembering(
  judge: (
    memory: Memory,
    key: string,
    body: string,
  ) => 'key-reused' | 'another id' | 'another key' | 'tells the duplicate' | false,
): Breach {
  const memory: Memory = { refused: new Set(), taken: new Map() }
  return async (request, next) => {
    const key = request.headers.get('idempotency-key')
    if (request.method !== 'POST' || !key) return next(request)
    const body = await request.clone().text()
    const what = judge(memory, key, body)
    if (what === 'key-reused') {
      const headers = (await next(new Request(request.url, { method: 'POST' }))).headers
      const problem = { type: 'x', title: 'no', status: 422, code: 'key-reused' }
      return Response.json(problem, { status: 422, headers })
    }
    const answer = await next(what === 'another key' ? withKey(request) : request)
    if (answer.ok) memory.taken.set(key, memory.taken.get(key) ?? body)
    else if (answer.status === 422) memory.refused.add(key)
    if (what === 'another id')
      return edited(answer, (json) => ({
        ...json,
        receipt: { ...(json['receipt'] as object), id: randomUUID() },
      }))
    if (what === 'tells the duplicate' && answer.ok)
      return edited(answer, (json) => ({ ...json, duplicate: true }))
    return answer
  }
}

function withKey(request: Request): Request {
  return request.method === 'POST' ? withHeader(request, 'idempotency-key', randomUUID()) : request
}

function withHeader(request: Request, name: string, value: string | null): Request {
  const headers = new Headers(request.headers)
  if (value === null) headers.delete(name)
  else headers.set(name, value)
  return new Request(request, { headers })
}

function setHeader(name: string, value: string | null): Change {
  return (answer) => {
    const headers = new Headers(answer.headers)
    if (value === null) headers.delete(name)
    else headers.set(name, value)
    return new Response(answer.body, { status: answer.status, headers })
  }
}

function setKey(name: string, value: unknown): Change {
  return (answer) => edited(answer, (json) => ({ ...json, [name]: value }))
}

async function edited(
  answer: Response,
  change: (json: Record<string, unknown>) => object,
): Promise<Response> {
  const text = await answer.text()
  if (!text) return remade(answer, {})
  // Our own server sends JSON objects.
  return remade(answer, {
    body: JSON.stringify(change(JSON.parse(text) as Record<string, unknown>)),
  })
}

function remade(answer: Response, { body, status }: { body?: string; status?: number }): Response {
  const headers = new Headers(answer.headers)
  headers.delete('content-length')
  return new Response(body ?? answer.body, { status: status ?? answer.status, headers })
}
