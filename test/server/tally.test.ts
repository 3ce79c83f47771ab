import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Petition, Tally } from '../../src/schema/index.ts'
import { createCounts, nextGoal, type Store } from '../../src/server/index.ts'
import { settledCount } from '../../src/server/tally-delay.ts'
import { openBackend, partnerOrigin, press, type Backend } from './backend.ts'

const path = '/v1/petitions/keep-the-unit'
const tally = async (backend: Backend) =>
  Tally.parse(await (await backend.ask(`${path}/tally`)).json())
const petition = async (backend: Backend) => Petition.parse(await (await backend.ask(path)).json())

test('shows the document with its revision, status and tally', async (t) => {
  const backend = await openBackend(t)
  const { revision } = await backend.put()
  const document = await petition(backend)
  assert.equal(document.revision, revision)
  assert.equal(document.status, 'open')
  assert.deepEqual(document.tally, await tally(backend))
  assert.deepEqual(document.tally?.goal, 250)
})

test('moves the count when a signature is confirmed, once, and back when it is withdrawn', async (t) => {
  const backend = await openBackend(t)
  await backend.put({ paper: 12 })
  await backend.count('ana@mail.example')
  const first = await tally(backend)
  assert.deepEqual([first.count, first.paper], [13, 12])
  const { receipt } = (await (await backend.sign({ email: 'ana@mail.example' })).json()) as {
    receipt: { id: string }
  }
  const { confirm, withdraw } = await backend.links(receipt.id)
  await press(backend, confirm, 'answer=confirm')
  await press(backend, confirm, 'answer=confirm')
  assert.equal((await tally(backend)).count, 13)
  await press(backend, withdraw)
  const last = await tally(backend)
  assert.equal(last.count, 12)
  assert.ok(last.version > first.version)
})

test('keeps the newer number when two connections tell out of order', async (t) => {
  const backend = await openBackend(t)
  const { no } = await backend.put()
  const { petitions } = backend.parts
  let tell: Parameters<Store['watch']>[0] = () => assert.fail('Nobody watches the store')
  const watch: Store['watch'] = (listener) => {
    tell = listener
    return () => {}
  }
  const store = { ...backend.store, watch }
  const counts = await createCounts({ store, petitions, now: () => backend.clock.now })
  const rest = { petition: no, partnerNo: 0, withdrawn: 0, invalidated: 0, retired: 0 }
  const toldOf = (counted: number, version: number) => {
    tell({ petitions: false, tallies: [{ ...rest, counted, version }] })
    return counts.of(backend.petition()).tally.count
  }
  assert.deepEqual([toldOf(3, 5), toldOf(2, 4), toldOf(4, 6)], [3, 3, 4])
})

test('answers 304 for as long as nothing changes, and moves the version with every change', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  for (const url of [path, `${path}/tally`]) {
    const etag = async () => (await backend.ask(url)).headers.get('etag') ?? ''
    const first = await etag()
    const again = await backend.ask(url, { headers: { 'if-none-match': first } })
    assert.equal(again.status, 304)
    assert.equal(await again.text(), '')
    assert.equal(again.headers.get('access-control-allow-origin'), '*')
    backend.clock.now += 1
    await backend.put({}, { paused: true })
    const paused = await etag()
    assert.notEqual(paused, first)
    assert.equal((await backend.ask(url, { headers: { 'if-none-match': first } })).status, 200)
    backend.clock.now += 1
    await backend.put()
  }
  assert.ok((await backend.ask(path)).headers.get('etag')?.startsWith('W/"'))
})

test('lets caches keep a document no longer than until its next date', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const maxAge = async (url: string) =>
    /max-age=(\d+)/.exec((await backend.ask(url)).headers.get('cache-control') ?? '')?.[1]
  assert.equal(await maxAge(path), '10')
  backend.clock.now = Date.parse('2009-11-13T16:59:56.500Z')
  assert.equal(await maxAge(path), '3')
  assert.equal(await maxAge('/p/keep-the-unit'), '3')
  const before = await tally(backend)
  backend.clock.now = Date.parse('2009-11-13T17:00:00Z')
  const after = await tally(backend)
  assert.deepEqual([before.status, after.status], ['open', 'closed'])
  assert.ok(after.version > before.version)
  assert.equal(await maxAge(path), '10')
})

test('shows the number that was handed in once it is delivered', async (t) => {
  const backend = await openBackend(t)
  await backend.put({ delivery: { at: '2009-11-20', count: 1804 } })
  assert.equal((await tally(backend)).count, 0)
  backend.clock.now = Date.parse('2009-11-20T00:00:00Z')
  const { count, status } = await tally(backend)
  assert.deepEqual([count, status], [1804, 'delivered'])
})

test('offers the first step that is not nearly reached, else the last', () => {
  const goal = { steps: [250, 500, 1000], stretchAt: 0.9 }
  assert.deepEqual(
    [0, 224, 225, 449, 450, 899, 900, 5000].map((count) => nextGoal(count, goal)),
    [250, 250, 500, 500, 1000, 1000, 1000, 1000],
  )
  assert.equal(nextGoal(7, undefined), null)
})

test('moves small numbers only when two have come and five seconds have passed', () => {
  const step = (before: ReturnType<typeof settledCount> | undefined, count: number, now: number) =>
    settledCount(before, { count, version: count, delay: 'small', now })
  const start = step(undefined, 3, 0)
  assert.equal(start.count, 3)
  assert.equal(step(start, 4, 60_000).count, 3)
  assert.equal(step(start, 5, 4_999).count, 3)
  assert.equal(step(start, 5, 5_000).count, 5)
  assert.equal(step(step(undefined, 99, 0), 100, 1).count, 100)
  assert.equal(step(step(undefined, 150, 0), 151, 1).count, 151)
  assert.equal(settledCount(start, { count: 4, version: 4, delay: 'none', now: 1 }).count, 4)
})

test('moves small numbers also when the clock is set back', () => {
  const step = (before: ReturnType<typeof settledCount>, count: number, now: number) =>
    settledCount(before, { count, version: count, delay: 'small', now })
  const start = { count: 3, version: 3, at: 3_600_000 }
  const back = step(start, 5, 0)
  assert.deepEqual(back, { count: 5, version: 5, at: 0 })
  assert.equal(step(back, 7, 4_999).count, 5)
  assert.equal(step(back, 7, 5_000).count, 7)
})

test('keeps a small number back until two have confirmed, and tells it whole once closed', async (t) => {
  const backend = await openBackend(t)
  await backend.put({ tallyDelay: 'small' })
  const sign = async (email: string) => {
    const { receipt } = (await (await backend.sign({ email })).json()) as {
      receipt: { id: string }
    }
    const { confirm } = await backend.links(receipt.id)
    await press(backend, confirm, 'answer=confirm')
  }
  const { version } = await tally(backend)
  backend.clock.now += 10_000
  await sign('one@mail.example')
  assert.deepEqual([(await tally(backend)).count, (await tally(backend)).version], [0, version])
  await sign('two@mail.example')
  assert.equal((await tally(backend)).count, 2)
  await sign('three@mail.example')
  assert.equal((await tally(backend)).count, 2)
  backend.clock.now = Date.parse('2009-11-13T17:00:00Z')
  assert.equal((await tally(backend)).count, 3)
})

test('shows attempts that wait, by the minute and in tens', async (t) => {
  const backend = await openBackend(t)
  await backend.put({ showPending: true })
  await Promise.all(
    Array.from({ length: 13 }, (_, i) => backend.sign({ email: `p${i}@mail.example` })),
  )
  await backend.service.tick()
  assert.equal((await tally(backend)).pending, 10)
  await Promise.all(
    Array.from({ length: 8 }, (_, i) => backend.sign({ email: `q${i}@mail.example` })),
  )
  await backend.service.tick()
  assert.equal((await tally(backend)).pending, 10)
  backend.clock.now += 60_000
  await backend.service.tick()
  const { pending, count } = await tally(backend)
  assert.deepEqual([pending, count], [20, 0])
})

test('shows partners by the hour, from ten on and in fives', async (t) => {
  const backend = await openBackend(t)
  await backend.put({ showPartners: true })
  for (let i = 0; i < 9; i += 1) await backend.count(`r${i}@mail.example`)
  backend.clock.now += 3_600_000
  assert.deepEqual((await tally(backend)).partners, [])
  for (let i = 0; i < 4; i += 1) await backend.count(`s${i}@mail.example`)
  assert.deepEqual((await tally(backend)).partners, [])
  backend.clock.now += 3_600_000
  assert.deepEqual((await tally(backend)).partners, [{ id: 'poppy-project', count: 15 }])
})

test('never turns the version back when a published number is switched off', async (t) => {
  const backend = await openBackend(t)
  await backend.put({ showPending: true, showPartners: true })
  await backend.service.tick()
  backend.clock.now += 3 * 60 * 60_000
  await backend.service.tick()
  const version = async () => (await tally(backend)).version
  const before = await version()
  await backend.put({ showPending: false, showPartners: false })
  assert.ok((await version()) > before)
})

test('keeps the origins of partners to itself', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const document = await (await backend.ask(path)).text()
  assert.match(document, /poppy-project/)
  assert.ok(!document.includes(partnerOrigin))
})
