import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadBackend } from '../../src/adapters/index.ts'
import { examine } from '../../src/command/check-backend/examine.ts'
import { createAsk } from '../../src/command/check-backend/wire.ts'
import { until } from '../support/until.ts'
import { startReceiver } from './stand-ins/webhook.ts'
import {
  hook,
  openWorld,
  petitionFile,
  petitionId,
  secrets,
  settled,
  signature,
  webhookSecret,
} from './world.ts'

test('keeps the contract that check-backend looks for', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const world = await openWorld(t, petitionFile(hook(receiver.url)))
  const wanted = {
    endpoint: world.relay.url,
    petition: petitionId,
    origin: 'https://page.example',
    signAs: 'tester@mail.example',
  }
  const checked = await examine(wanted, createAsk())
  assert.deepEqual(
    checked.filter(({ state }) => state !== 'pass').map((one) => [one.id, one.state]),
    [['retry-after', 'not checked']],
  )
})

test('the widget signs there and reads the tally', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const world = await openWorld(t, petitionFile(hook(receiver.url)))
  const make = await loadBackend('json')
  const adapter = make({ endpoint: world.relay.url })
  const { signal } = new AbortController()
  const signed = { ...signature(), consents: { updates: true } } as never // of the contract's shape
  const answer = await adapter.sign(signed, { petition: petitionId, key: randomUUID(), signal })
  assert.ok('outcome' in answer)
  assert.equal(answer.outcome, 'accepted')
  await settled(world, 'sent')
  const tally = await adapter.tally?.(petitionId, { signal })
  assert.equal(tally?.count, 1)
  assert.equal(tally?.status, 'open')
})

test('says yes when it is on disk, and no more than "accepted"', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  receiver.mood = 'down'
  const world = await openWorld(t, petitionFile(hook(receiver.url)))
  const key = randomUUID()
  const first = await world.sign({}, { key })
  assert.equal(first.status, 202)
  const yes = await first.text()
  assert.equal((JSON.parse(yes) as { outcome: string }).outcome, 'accepted')
  await world.restart()
  const again = await world.sign({}, { key })
  assert.equal(await again.text(), yes)
  assert.equal((await world.sign({ name: 'Eva' }, { key })).status, 422)
  assert.equal((await world.tally()).count, 0)
  receiver.mood = 'up'
  await settled(world, 'sent')
  assert.equal((await world.tally()).count, 1)
  assert.equal(receiver.taken.size, 1)
})

test('takes the same key after closing, and nothing else', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const closesAt = new Date(Date.now() + 3_600_000).toISOString()
  const world = await openWorld(t, petitionFile(hook(receiver.url), { closesAt }))
  const key = randomUUID()
  const yes = await (await world.sign({}, { key })).text()
  world.clock.ahead = 3_600_000
  assert.equal(await (await world.sign({}, { key })).text(), yes)
  assert.equal((await world.sign()).status, 410)
  assert.equal((await world.tally()).status, 'closed')
})

test('refuses pages that are not on the list, and answers that were not asked', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const world = await openWorld(
    t,
    petitionFile(hook(receiver.url), { origins: ['https://charity.example'] }),
  )
  assert.equal((await world.sign({}, { origin: 'https://stranger.example' })).status, 403)
  assert.equal((await world.sign({ comment: 'x' })).status, 422)
  assert.equal((await world.sign({ consents: { other: true } })).status, 422)
  assert.equal((await world.sign({ consents: { updates: false } })).status, 422)
  assert.equal((await world.sign({ email: 'nobody' })).status, 422)
  assert.deepEqual(world.states(), [])
})

test('what a bot has filled in is answered like any other and never passed on', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const world = await openWorld(t, petitionFile(hook(receiver.url)))
  const bot = await world.sign({ trap: 'x', email: 'bot@mail.example' })
  const person = await world.sign()
  assert.equal(bot.status, person.status)
  assert.deepEqual([...bot.headers.keys()].toSorted(), [...person.headers.keys()].toSorted())
  await settled(world, 'held', 'sent')
  assert.equal(receiver.taken.size, 1)
})

test('a person counts once, and the tally moves on with the same lineage over a restart', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const world = await openWorld(
    t,
    petitionFile(hook(receiver.url), {
      tally: { from: 'sent', before: 1200 },
      goal: { steps: [1201, 1500] },
    }),
  )
  await world.sign()
  await world.sign({ email: 'ANA@mail.example' })
  await world.sign({ email: 'eva@mail.example' })
  await settled(world, 'sent', 'sent', 'sent')
  const before = await world.tally()
  assert.equal(before.count, 1202)
  assert.equal(receiver.taken.size, 3)
  await world.restart()
  const after = await world.tally()
  assert.deepEqual(after, before)
  await world.sign({ email: 'new@mail.example' })
  await until('the tally to move', async () => (await world.tally()).version > before.version)
  assert.equal((await world.tally()).lineage, before.lineage)
})

test('what was passed on is erased after its days, and nothing of it is left in any file', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const world = await openWorld(t, petitionFile(hook(receiver.url)))
  await world.sign()
  await settled(world, 'sent')
  receiver.mood = 'down'
  await world.sign({ email: 'waits@mail.example' })
  const { outbox } = world.relay
  const dayMs = 24 * 60 * 60_000
  assert.equal(await outbox.erase(Date.now() - 7 * dayMs), 0)
  assert.equal(await outbox.erase(Date.now() + 1), 1)
  assert.equal(world.states().length, 1)
  // The person still counts.
  assert.equal((await world.tally()).count, 1)
  await world.stop()
  const files = ['relay.sqlite', 'keys.json'].map((name) =>
    readFileSync(join(world.folder, 'relay', name), 'latin1'),
  )
  for (const seen of ['mail.example', 'Ana Maria', ...Object.values(secrets)])
    for (const text of [...files, world.logged.join('')]) assert.ok(!text.includes(seen), seen)
})

test('the days are counted by the clock, once a minute and at each start', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const world = await openWorld(t, petitionFile(hook(receiver.url)))
  await world.sign()
  await settled(world, 'sent')
  world.clock.ahead = 6 * 24 * 60 * 60_000
  await world.restart()
  assert.equal(world.states().length, 1)
  world.clock.ahead += 25 * 60 * 60_000
  await world.restart()
  await settled(world)
})

test('a tally from elsewhere is read with its header, and is not made up while there is none', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const { startStandIn } = await import('./stand-ins/stand-in.ts')
  let count: unknown = 'none'
  const elsewhere = await startStandIn(t, ({ headers }) =>
    headers['osdi-api-token'] === 'the-api-key'
      ? { status: 200, json: { data: { total: count } } }
      : { status: 401 },
  )
  const tally = {
    from: 'json',
    url: elsewhere.url,
    path: 'data.total',
    everySeconds: 5,
    header: { name: 'OSDI-API-Token', value: { env: 'ENGAGING_KEY' } },
  }
  const world = await openWorld(t, petitionFile(hook(receiver.url), { tally }))
  const none = await fetch(`${world.relay.url}/v1/petitions/${petitionId}/tally`)
  assert.equal(none.status, 503)
  assert.equal(none.headers.get('retry-after'), '10')
  count = 4711
  await world.restart()
  await until('the count', async () => (await world.tally()).count === 4711)
})
