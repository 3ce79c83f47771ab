import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PetitionFile } from '../../../src/schema/index.ts'
import { hashSecret, readToken } from '../../../src/server/link.ts'
import {
  clockAt,
  dayMs,
  hourMs,
  linkIn,
  minuteMs,
  openPostOffice,
  startRelay,
} from './post-office.ts'

const start = '2026-03-02T09:00:00Z'

test('a signature gets one mail with its two links', async (t) => {
  const clock = clockAt(start)
  const relay = await startRelay(t)
  const { sign, store, outboxTo, counted } = await openPostOffice(t, clock)
  const outbox = outboxTo(relay)
  const personal = await sign('Ana@Example.org')
  await outbox.drain()
  await outbox.drain()

  const [mail, ...more] = await relay.mails()
  assert.equal(more.length, 0)
  assert.deepEqual(relay.taken[0]?.to, ['Ana@example.org'])
  assert.equal(relay.taken[0]?.from, 'petitions@example.org')
  const token = readToken(linkIn(mail, 'confirm') ?? '')
  assert.equal(token?.secret, personal.confirmSecret)
  assert.equal(readToken(linkIn(mail, 'withdraw') ?? '')?.secret, personal.withdrawSecret)
  assert.deepEqual(counted, ['sent'])

  const attempt = await store.attempt({ petition: 1, n: token?.n ?? 0 })
  assert.equal(attempt?.mailed, clock())
  assert.equal(attempt?.expires, clock() + 72 * hourMs)
})

test('a wake sends what was signed before it', async (t) => {
  const relay = await startRelay(t)
  const { sign, outboxTo } = await openPostOffice(t, clockAt(start))
  const outbox = outboxTo(relay)
  for (let i = 0; i < 30; i++) {
    await sign(`person${i}@example.org`)
    outbox.wake()
  }
  await outbox.drain()
  assert.equal(new Set(relay.taken.map(({ to }) => to[0])).size, 30)
  assert.equal(relay.taken.length, 30)
})

test('a few mails leave at the same time, no more', async (t) => {
  let under = 0
  let most = 0
  const relay = await startRelay(t, {
    onRcptTo(_address, _session, done) {
      most = Math.max(most, ++under)
      setImmediate(() => setImmediate(done))
    },
    onClose: () => void (under -= 1),
  })
  const { sign, outboxTo } = await openPostOffice(t, clockAt(start))
  const outbox = outboxTo(relay, { parallel: 3 })
  for (let i = 0; i < 12; i++) await sign(`person${i}@example.org`)
  for (let i = 0; i < 12; i++) outbox.wake()
  await outbox.drain()
  assert.equal(relay.taken.length, 12)
  assert.ok(most >= 2 && most <= 4, `${most} at once`)
})

test('caps postpone and never drop: three mails to one address in 24 hours', async (t) => {
  const clock = clockAt(start)
  const relay = await startRelay(t)
  const { sign, put, outboxTo, counted } = await openPostOffice(t, clock)
  const outbox = outboxTo(relay)
  for (const slug of ['one', 'two', 'three', 'four', 'five']) {
    await put({ id: slug })
    await sign('ana@example.org', { slug })
  }
  await outbox.drain()
  assert.equal(relay.taken.length, 3)
  assert.equal(counted.filter((event) => event === 'postponed').length, 2)

  clock.pass(dayMs - minuteMs)
  await outbox.drain()
  assert.equal(relay.taken.length, 3)
  clock.pass(2 * minuteMs)
  await outbox.drain()
  assert.equal(relay.taken.length, 5)
})

test('one mail a petition in ten minutes, and the newest unsent attempt is the one that leaves', async (t) => {
  const clock = clockAt(start)
  const relay = await startRelay(t)
  const { sign, outboxTo } = await openPostOffice(t, clock)
  const outbox = outboxTo(relay)
  await sign('ana@example.org')
  await outbox.drain()
  await sign('ana@example.org')
  const newest = await sign('ana@example.org')
  await outbox.drain()
  assert.equal(relay.taken.length, 1)

  clock.pass(10 * minuteMs)
  await outbox.drain()
  const mails = await relay.mails()
  assert.equal(mails.length, 2)
  assert.equal(readToken(linkIn(mails[1], 'confirm') ?? '')?.secret, newest.confirmSecret)
})

test('a mail the relay does not take is tried after 1, 5, 15 and 60 minutes, then hourly for a day, then given up', async (t) => {
  const clock = clockAt(start)
  const tried: number[] = []
  const relay = await startRelay(t, {
    onRcptTo(_address, _session, done) {
      tried.push(Math.round((clock() - Date.parse(start)) / minuteMs))
      done(Object.assign(new Error('come back later'), { responseCode: 451 }))
    },
  })
  const { sign, outboxTo, counted } = await openPostOffice(t, clock)
  const outbox = outboxTo(relay)
  await sign('ana@example.org')
  for (let minute = 0; minute <= 30 * 60; minute++) {
    // The relay is asked only when something is due.
    if (minute === 0 || [1, 6, 21].includes(minute) || minute % 60 === 21) await outbox.drain()
    clock.pass(minuteMs)
  }
  assert.deepEqual(tried.slice(0, 7), [0, 1, 6, 21, 81, 141, 201])
  assert.equal(tried.at(-1), 81 + 22 * 60)
  assert.equal(counted.at(-1), 'given-up')
  assert.equal(counted.filter((event) => event === 'retried').length, tried.length - 1)
})

test('the lasting no of the relay to a recipient ends the tries and is counted', async (t) => {
  const clock = clockAt(start)
  const relay = await startRelay(t, {
    onRcptTo: (_address, _session, done) =>
      done(Object.assign(new Error('no such person ana@example.org'), { responseCode: 550 })),
  })
  const { sign, outboxTo, counted, logged } = await openPostOffice(t, clock)
  const outbox = outboxTo(relay)
  await sign('ana@example.org')
  await outbox.drain()
  clock.pass(2 * dayMs)
  await outbox.drain()
  assert.equal(relay.connections(), 2) // one asked for SMTPUTF8, one for the mail
  assert.deepEqual(counted, ['refused'])
  assert.doesNotMatch(logged.join(), /ana@example/)
})

test('a refused login or sender is about us, so the mail waits', async (t) => {
  const clock = clockAt(start)
  let open = false
  const relay = await startRelay(t, {
    onMailFrom: (_address, _session, done) =>
      done(open ? null : Object.assign(new Error('who are you'), { responseCode: 550 })),
  })
  const { sign, outboxTo, counted } = await openPostOffice(t, clock)
  const outbox = outboxTo(relay)
  await sign('ana@example.org')
  await outbox.drain()
  open = true
  clock.pass(minuteMs)
  await outbox.drain()
  assert.deepEqual(counted, ['retried', 'sent'])
})

test('a relay that is silent is left after the time, and the mail waits', async (t) => {
  const clock = clockAt(start)
  const relay = await startRelay(t, { onMailFrom: () => {} })
  const { sign, outboxTo, counted } = await openPostOffice(t, clock)
  const outbox = outboxTo(relay, { timeoutMs: 150 })
  await sign('ana@example.org')
  await outbox.drain()
  assert.deepEqual(counted, ['retried'])
})

test("a crash between the relay's yes and the note of it gives a second mail with the same Message-ID, and no third", async (t) => {
  const clock = clockAt(start)
  const relay = await startRelay(t)
  const { sign, store, outboxTo } = await openPostOffice(t, clock)
  // The process ends right after the relay has said yes: nothing after it happens.
  const crashing = outboxTo(relay, {
    store: { ...store, mailEnd: () => Promise.reject(new Error('the process is gone')) },
  })
  await sign('ana@example.org')
  await crashing.drain()
  await crashing.close()
  assert.equal(relay.taken.length, 1)

  const outbox = outboxTo(relay)
  await outbox.drain()
  assert.equal(relay.taken.length, 1, 'the lease holds for a minute')
  clock.pass(minuteMs)
  await outbox.drain()
  clock.pass(2 * dayMs)
  await outbox.drain()

  const mails = await relay.mails()
  assert.equal(mails.length, 2)
  assert.equal(mails[0]?.messageId, mails[1]?.messageId)
  assert.equal(linkIn(mails[0], 'confirm'), linkIn(mails[1], 'confirm'))
})

test('a crash before the relay was reached gives the mail later', async (t) => {
  const clock = clockAt(start)
  const relay = await startRelay(t)
  const { sign, outboxTo } = await openPostOffice(t, clock)
  const never = {
    send: () => Promise.reject(new Error('gone')),
    acceptsUtf8: () => true,
    close: async () => {},
  }
  const crashing = outboxTo(relay, { transport: never })
  await sign('ana@example.org')
  await crashing.drain()
  await crashing.close()
  clock.pass(minuteMs)
  await outboxTo(relay).drain()
  assert.equal(relay.taken.length, 1)
})

test('a person who counts already is asked whether to replace, and only by mail', async (t) => {
  const clock = clockAt(start)
  const relay = await startRelay(t)
  const { sign, store, outboxTo } = await openPostOffice(t, clock)
  const outbox = outboxTo(relay)
  const first = await sign('ana@example.org')
  await outbox.drain()
  const { n = 0 } = readToken(linkIn((await relay.mails())[0], 'confirm') ?? '') ?? {}
  assert.equal(
    await store.confirm({ petition: 1, n, hash: hashSecret(first.confirmSecret), now: clock() }),
    'counted',
  )

  clock.pass(hourMs)
  await sign('ana@example.org')
  await outbox.drain()
  const mail = (await relay.mails())[1]
  assert.match(mail?.text ?? '', /already signed/)
  assert.ok(linkIn(mail, 'confirm'))
  assert.ok(linkIn(mail, 'withdraw'))
})

test('after closing, who signed before is asked to confirm for 24 hours more', async (t) => {
  const clock = clockAt(start)
  const relay = await startRelay(t)
  const { sign, put, outboxTo } = await openPostOffice(t, clock)
  await put({ closesAt: '2026-03-02T10:00:00Z' })
  const outbox = outboxTo(relay)
  await sign('ana@example.org')
  clock.pass(2 * hourMs)
  await outbox.drain()
  const [mail] = await relay.mails()
  assert.ok(linkIn(mail, 'confirm'))
  assert.match(mail?.text ?? '', /Tuesday,? 3 March 2026 at 10:00 GMT/)
})

for (const [when, changes, wait] of [
  ['once those 24 hours are over', { closesAt: '2026-03-02T10:00:00Z' }, 26 * hourMs],
  [
    'once the signatures were handed in',
    { delivery: { at: '2026-03-02T11:00:00Z', attendees: [] } },
    3 * hourMs,
  ],
] satisfies [string, Partial<PetitionFile>, number][]) {
  test(`${when}, the mail says that it is over and how to delete`, async (t) => {
    const clock = clockAt(start)
    const relay = await startRelay(t)
    const { sign, put, outboxTo } = await openPostOffice(t, clock)
    await put(changes)
    const outbox = outboxTo(relay)
    await sign('ana@example.org')
    clock.pass(wait)
    await outbox.drain()
    const [mail] = await relay.mails()
    assert.match(mail?.text ?? '', /closed/)
    assert.equal(linkIn(mail, 'confirm'), undefined)
    assert.ok(linkIn(mail, 'withdraw'))
  })
}

test('what cannot be unsealed waits and harms no other mail', async (t) => {
  const clock = clockAt(start)
  const relay = await startRelay(t)
  const { sign, seals, outboxTo, counted } = await openPostOffice(t, clock)
  const { confirmSecret } = await sign('ana@example.org')
  await sign('ben@example.org')
  const outbox = outboxTo(relay, {
    seals: {
      async unseal(...sealed) {
        const personal = await seals.unseal(...sealed)
        if (personal.confirmSecret === confirmSecret) throw new Error('no such key')
        return personal
      },
    },
  })
  await outbox.drain()
  assert.deepEqual(
    relay.taken.map(({ to }) => to[0]),
    ['ben@example.org'],
  )
  assert.deepEqual(counted.toSorted(), ['sent', 'unreadable'])
  clock.pass(hourMs)
  await outboxTo(relay).drain()
  assert.equal(relay.taken.length, 2)
})

test('a store that is away is asked again, and the mail leaves', async (t) => {
  const clock = clockAt(start)
  const relay = await startRelay(t)
  const { sign, store, outboxTo } = await openPostOffice(t, clock)
  let away = true
  const outbox = outboxTo(relay, {
    store: {
      ...store,
      mailBegin: (command) => (away ? Promise.reject(new Error('away')) : store.mailBegin(command)),
    },
  })
  await sign('ana@example.org')
  await outbox.drain()
  assert.equal(relay.taken.length, 0)
  away = false
  clock.pass(minuteMs)
  await outbox.drain()
  assert.equal(relay.taken.length, 1)
})

test('one wake sends all that is due, however much it is', async (t) => {
  const { sign, outboxTo } = await openPostOffice(t, clockAt(start))
  const taken: string[] = []
  const transport = {
    send: async ({ to }: { to: string }) => void taken.push(to),
    acceptsUtf8: () => true,
    close: async () => {},
  }
  const outbox = outboxTo({ url: 'smtp://127.0.0.1' }, { transport })
  for (let i = 0; i < 60; i++) await sign(`person${i}@example.org`)
  await outbox.drain()
  assert.equal(new Set(taken).size, 60)
  assert.equal(taken.length, 60)
})

test('what cannot be begun rests, however often the outbox is woken', async (t) => {
  const clock = clockAt(start)
  const { sign, store, outboxTo } = await openPostOffice(t, clock)
  let begun = 0
  const mailBegin = () => {
    begun += 1
    return Promise.reject(new Error('away'))
  }
  const outbox = outboxTo({ url: 'smtp://127.0.0.1' }, { store: { ...store, mailBegin } })
  await sign('ana@example.org')
  for (let i = 0; i < 3; i++) await outbox.drain()
  assert.equal(begun, 1)
  clock.pass(minuteMs)
  for (let i = 0; i < 3; i++) await outbox.drain()
  assert.equal(begun, 2)
})
