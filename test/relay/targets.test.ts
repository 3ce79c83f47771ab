import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../support/until.ts'
import { startEngaging } from './stand-ins/engaging-networks.ts'
import { startEveryAction } from './stand-ins/every-action.ts'
import { startNation } from './stand-ins/nation-builder.ts'
import { startReceiver } from './stand-ins/webhook.ts'
import {
  engaging,
  everyAction,
  hook,
  nation,
  openWorld,
  petitionFile,
  settled,
  webhookSecret,
} from './world.ts'

test('a webhook gets the signature once, signed, with the answers as they were given', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const world = await openWorld(t, petitionFile(hook(receiver.url)))
  const answer = await world.sign({ consents: { updates: true }, source: 'newsletter' })
  const { receipt } = (await answer.json()) as { receipt: { id: string; at: string } }
  await settled(world, 'sent')
  assert.deepEqual(
    [...receiver.taken],
    [
      [
        receipt.id,
        {
          type: 'petition.signed',
          timestamp: receipt.at,
          data: {
            petition: 'keep-the-library',
            id: receipt.id,
            name: 'Ana Maria Novák',
            email: 'ana@mail.example',
            country: 'GB',
            postcode: 'SW1A 1AA',
            consents: { updates: true },
            shown: 'r1',
            locale: 'en',
            source: 'newsletter',
            origin: 'https://charity.example',
          },
        },
      ],
    ],
  )
})

test('a webhook that answers late or not at all gets the same id again, and can drop it', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  receiver.moods = ['down', 'lost', 'late', 'error', 'busy']
  const world = await openWorld(t, petitionFile(hook(receiver.url)))
  await world.sign()
  await settled(world, 'sent')
  assert.equal(receiver.asked.length, 6)
  assert.equal(new Set(receiver.asked.map(({ headers }) => headers['webhook-id'])).size, 1)
  assert.equal(new Set(receiver.asked.map(({ body }) => body)).size, 1)
  assert.equal(receiver.taken.size, 1)
  assert.equal(receiver.repeated, 2)
  // It said 429 and to come back after a second.
  const [busy = 0, last = 0] = receiver.asked.slice(-2).map(({ at }) => at)
  assert.ok(last - busy >= 950, `${last - busy} ms`)
})

test('NationBuilder gets the person and one signature, whatever becomes of the answers', async (t) => {
  const product = await startNation(t)
  const world = await openWorld(t, petitionFile(nation(product.url)))
  await world.sign({ consents: { updates: true }, email: 'yes@mail.example' })
  await settled(world, 'sent')
  // Refresh, push, sign; then for each the answer is lost, or comes too late.
  product.moods = ['up', 'lost', 'up', 'up', 'up', 'late']
  await world.sign({ email: 'no@mail.example' })
  await settled(world, 'sent', 'sent')
  await world.sign({ email: 'late@mail.example' })
  await settled(world, 'sent', 'sent', 'sent')
  assert.deepEqual(
    product.people.map(({ attributes }) => [attributes['email'], attributes['email_opt_in']]),
    [
      ['yes@mail.example', true],
      ['no@mail.example', false],
      ['late@mail.example', false],
    ],
  )
  assert.deepEqual(product.people[0]?.attributes, {
    email: 'yes@mail.example',
    first_name: 'Ana Maria',
    last_name: 'Novák',
    home_address_attributes: { country_code: 'GB', zip: 'SW1A 1AA' },
    email_opt_in: true,
  })
  assert.deepEqual(
    product.signatures.map(({ signup_id, petition_page_id }) => [signup_id, petition_page_id]),
    [
      ['1', '12'],
      ['2', '12'],
      ['3', '12'],
    ],
  )
})

test('a token of NationBuilder that has expired is renewed, and the new one is kept over a restart', async (t) => {
  const product = await startNation(t)
  const world = await openWorld(t, petitionFile(nation(product.url)))
  await world.sign({ email: 'one@mail.example' })
  await settled(world, 'sent')
  assert.equal(product.access, 'access-1')
  product.access = 'access-of-tomorrow'
  // The first refresh token was good once: only the one that came with the answer works now.
  await world.restart()
  await world.sign({ email: 'two@mail.example' })
  await settled(world, 'sent', 'sent')
  assert.equal(product.access, 'access-2')
  const asked = product.asked.filter(({ path }) => path === '/oauth/token')
  assert.deepEqual(
    asked.map(({ json }) => json['refresh_token']),
    ['refresh-0', 'refresh-1'],
  )
})

test('NationBuilder with a token for a day does not go on without it, and loses nothing', async (t) => {
  const product = await startNation(t)
  const world = await openWorld(
    t,
    petitionFile(nation(product.url, { auth: { token: { env: 'NATION_TOKEN' } } })),
  )
  product.access = 'expired'
  await world.sign()
  await until('the log to say so', () =>
    world.logged.some((line) => line.includes('lets nothing in')),
  )
  assert.deepEqual(
    world.states().filter((state) => !['due', 'sending'].includes(state)),
    [],
  )
  product.access = 'access-0'
  await settled(world, 'sent')
})

test("what a product refuses is parked with its code and is nobody else's trouble", async (t) => {
  for (const [start, target, code] of [
    [startNation, nation, '422'],
    [startEveryAction, everyAction, '400'],
    [startEngaging, engaging, 'no success'],
  ] as const) {
    const product = await start(t)
    const world = await openWorld(t, petitionFile(target(product.url)))
    await world.sign({ email: 'refused@mail.example' })
    await world.sign({ email: 'next@mail.example' })
    await settled(world, 'parked', 'sent')
    assert.equal(world.relay.outbox.list(['parked'])[0]?.code, code)
    assert.equal((await world.tally()).count, 1)
  }
})

test('a page where an answer belongs is neither a yes nor a no, whatever its status: it is sent again', async (t) => {
  // Before a signature comes, what opens the way: a token, a session.
  for (const [start, target, before, requests] of [
    [startNation, nation, ['up'], 2],
    [startEveryAction, everyAction, [], 2],
    [startEngaging, engaging, ['up'], 1],
  ] as const) {
    for (let nth = 0; nth < requests; nth += 1) {
      const product = await start(t)
      const world = await openWorld(t, petitionFile(target(product.url)))
      product.moods = [...before, ...Array.from({ length: nth }, () => 'up' as const), 'page']
      await world.sign()
      await settled(world, 'sent')
      assert.equal((await world.tally()).count, 1)
      const stored =
        'signatures' in product
          ? product.signatures
          : 'transactions' in product
            ? product.transactions
            : product.people.filter(({ codes }) => codes.size > 0)
      assert.equal(stored.length, 1, `${target.name}, request ${nth}`)
      const [told = ''] = world.logged.filter((line) => line.includes('does not answer'))
      assert.match(told, /"code":"no (json|person|signature)"/, `${target.name}, request ${nth}`)
    }
  }
})

test('a signature that NationBuilder says yes to without showing it is looked for before it is sent again', async (t) => {
  const product = await startNation(t)
  const world = await openWorld(t, petitionFile(nation(product.url)))
  product.moods = ['up', 'up', 'unsaid']
  await world.sign()
  await settled(world, 'sent')
  assert.equal(product.signatures.length, 1)
  const asked = product.asked.filter(({ path }) => path === '/api/v2/petition_signatures')
  assert.deepEqual(
    asked.map(({ method }) => method),
    ['POST', 'GET'],
  )
})

test('EveryAction finds or makes the person and applies the code, also when it has to be told twice', async (t) => {
  const product = await startEveryAction(t)
  const world = await openWorld(t, petitionFile(everyAction(product.url)))
  product.moods = ['up', 'lost', 'error', 'lost', 'up', 'busy', 'up', 'late']
  await world.sign({ consents: { updates: true } })
  await settled(world, 'sent')
  await world.sign({ name: 'Eva', email: 'eva@mail.example', postcode: undefined })
  await settled(world, 'sent', 'sent')
  assert.deepEqual(
    product.people.map(({ person, codes }) => [person, [...codes]]),
    [
      [
        {
          firstName: 'Ana Maria',
          lastName: 'Novák',
          emails: [{ email: 'ana@mail.example', isSubscribed: true }],
          addresses: [{ zipOrPostalCode: 'SW1A 1AA', countryCode: 'GB' }],
        },
        [555],
      ],
      [
        {
          firstName: 'Eva',
          emails: [{ email: 'eva@mail.example', isSubscribed: false }],
          addresses: [{ countryCode: 'GB' }],
        },
        [555],
      ],
    ],
  )
})

test('Engaging Networks gets the page processed once, and a session that has ended is opened again', async (t) => {
  const product = await startEngaging(t)
  const world = await openWorld(t, petitionFile(engaging(product.url)))
  await world.sign({ consents: { updates: true } })
  await settled(world, 'sent')
  const process = product.asked.find(({ path }) => path.endsWith('/process'))
  const [sent] = product.supporters
  assert.equal(process?.json['standardFieldNames'], true)
  assert.equal(process?.json['suppressAutoResponder'], false)
  assert.deepEqual(sent?.supporter, {
    emailAddress: 'ana@mail.example',
    firstName: 'Ana Maria',
    lastName: 'Novák',
    country: 'GB',
    postcode: 'SW1A 1AA',
    questions: { 'question.9': 'Y' },
  })

  product.session = 'ended before its hour'
  product.moods = ['up', 'up', 'lost']
  await world.sign({ email: 'two@mail.example' })
  await settled(world, 'sent', 'sent')
  product.moods = ['late']
  await world.sign({ email: 'three@mail.example' })
  await settled(world, 'sent', 'sent', 'sent')
  assert.equal(product.transactions.length, 3)
  assert.deepEqual(product.supporters[1]?.supporter['questions'], { 'question.9': 'N' })
  assert.equal(product.sessions, 2)
})

test('a session of Engaging Networks is renewed before its hour is over', async (t) => {
  for (const expires of [
    () => Date.now() + 3_600_000,
    () => new Date(Date.now() + 3_600_000).toISOString(),
    () => undefined,
  ]) {
    const product = await startEngaging(t)
    product.expires = expires
    const { engagingNetworks } = await import('../../src/relay/targets/engaging-networks.ts')
    let ahead = 0
    const target = engagingNetworks(
      {
        url: product.url,
        page: '77',
        consents: {},
        everyone: {},
        leaveOut: [],
        suppressAutoResponder: true,
        unknown: 'look',
      },
      'the-api-key',
      { timeoutMs: 1000 },
      () => Date.now() + ahead,
    )
    const job = {
      petition: 'x',
      id: 'id',
      received: Date.now(),
      signature: { email: 'a@b.example', consents: {}, shown: '' },
    }
    for (const [minutes, sessions] of [
      [0, 1],
      [50, 1],
      [61, 2],
    ] as const) {
      ahead = minutes * 60_000
      assert.deepEqual(await target.send(job), { kind: 'sent' })
      assert.equal(product.sessions, sessions, `after ${minutes} minutes`)
    }
  }
})

test('where nobody knows, a signature is parked for the operator if the file says so, or the look tells nothing', async (t) => {
  const product = await startEngaging(t)
  const world = await openWorld(t, petitionFile(engaging(product.url, { unknown: 'park' })))
  product.moods = ['up', 'lost']
  await world.sign()
  await settled(world, 'unknown')
  assert.equal(product.transactions.length, 1)
  // The operator has looked: it is there.
  const [row] = world.relay.outbox.list(['unknown'])
  assert.ok(await world.relay.outbox.drop(row?.n ?? 0, Date.now(), { arrived: true }))
  assert.equal((await world.tally()).count, 1)

  const other = await startNation(t)
  const looking = await openWorld(t, petitionFile(nation(other.url)))
  other.moods = ['up', 'up', 'lost']
  await looking.sign()
  await until('the first try', () => other.signatures.length === 1)
  // A filter that is not heeded brings somebody else's signature.
  other.signatures[0] = { id: '9', signup_id: '1', petition_page_id: '12' }
  Object.defineProperty(other.signatures[0], 'signup_id', {
    get: (() => {
      let first = true
      return () => (first ? ((first = false), '1') : '99')
    })(),
    enumerable: true,
  })
  await settled(looking, 'unknown')
  assert.equal(other.signatures.length, 1)
})
