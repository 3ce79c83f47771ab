import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { readRelayConfig, RelayFile } from '../../src/relay/index.ts'
import { openOutbox, type Outbox } from '../../src/relay/outbox/outbox.ts'
import { createSender } from '../../src/relay/sender.ts'
import type { Looked, Result, Target } from '../../src/relay/targets/target.ts'
import { createLog, StoreUnavailable } from '../../src/server/index.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'
import { hook, petitionFile, secrets } from './world.ts'

const lost: Result = { kind: 'later', code: 'timeout', maybe: true }
const unreachable: Result = { kind: 'later', code: 'ECONNREFUSED', maybe: false }

interface Sending {
  outbox: Outbox
  sender: ReturnType<typeof createSender>
  /** What was asked of the product, in order. */
  asked: ('send' | 'look')[]
  logged: string[]
  /** Stands still unless the test moves it, in milliseconds since 1970. */
  clock: { at: number }
  /** How many ends cannot be written from now on. */
  disk: { refuses: number }
  /** Takes a signature of somebody new. */
  take(): Promise<void>
  /** Wakes the sender and waits until what it begins by that is on disk. */
  wake(): Promise<void>
  /** The rows in their order: state and tries. */
  rows(): (readonly [state: string, tries: number])[]
  /** Waits until the rows are like this. */
  become(...rows: (readonly [state: string, tries: number])[]): Promise<void>
}

/** A sender over a real outbox, to a product that gives these answers, then yes; it rests 10, 100 and 1000 seconds. */
async function sending(
  t: TestContext,
  answers: (Result | Looked | Promise<Result>)[],
  { parallel = 4 } = {},
): Promise<Sending> {
  const folder = tempFolder()
  const { petitions } = readRelayConfig(
    RelayFile.parse({ petitions: [petitionFile(hook('https://crm.example'))] }),
    { env: secrets, folder: folder.path },
  )
  const [petition] = petitions
  assert.ok(petition)
  const outbox = await openOutbox({ data: folder.path }, { create: true })
  const no = outbox.petitionNo(petition.slug)
  const clock = { at: Date.parse('2026-03-01T12:00:00Z') }
  const disk = { refuses: 0 }
  const asked: Sending['asked'] = []
  const logged: string[] = []
  const answer = (verb: 'send' | 'look') => async () => {
    asked.push(verb)
    return answers.shift() ?? { kind: 'sent' }
  }
  const target: Target = {
    kind: 'nation-builder',
    unknown: 'look',
    send: answer('send') as Target['send'],
    look: answer('look') as NonNullable<Target['look']>,
  }
  const sender = createSender({
    petition: { ...petition, no },
    target,
    outbox: {
      ...outbox,
      async end(n, end) {
        if (disk.refuses > 0) {
          disk.refuses -= 1
          throw new StoreUnavailable('The outbox could not write')
        }
        await outbox.end(n, end)
      },
    },
    settings: { retrySeconds: [10, 100, 1000], settleSeconds: 60 },
    now: () => clock.at,
    log: createLog('debug', { write: (line) => void logged.push(line) }),
    parallel,
  })
  t.after(async () => {
    await sender.close()
    await outbox.close()
    folder.remove()
  })
  const rows = () =>
    outbox
      .list(['due', 'sending', 'sent', 'parked', 'unknown', 'held'])
      .map(({ state, tries }) => [state, tries] as const)
  return {
    outbox,
    sender,
    asked,
    logged,
    clock,
    disk,
    rows,
    async take() {
      const id = randomBytes(16)
      const passed = { email: `${id.toString('hex')}@mail.example`, consents: {}, shown: '' }
      await outbox.take({
        petition: no,
        id,
        answer: randomBytes(32),
        bodyMac: randomBytes(32),
        signer: randomBytes(32),
        sealed: await outbox.seals.seal({ no, slug: petition.slug }, id, passed),
        received: clock.at,
        state: 'due',
      })
    },
    async wake() {
      sender.wake()
      // Written with what the sender begins, in one transaction.
      await outbox.commits.run(() => {})
    },
    become: async (...wanted) => {
      const text = JSON.stringify(wanted)
      await until(`the rows to be ${text}`, () => JSON.stringify(rows()) === text, 5_000)
    },
  }
}

test('an answer that could not be written is written later, and the signature not sent again', async (t) => {
  const { outbox, asked, logged, disk, take, wake, become } = await sending(t, [])
  await take()
  disk.refuses = 2
  await wake()
  await until('the fault', () => logged.length === 1)
  await wake()
  await until('the second fault', () => logged.length === 2)
  await wake()
  await become(['sent', 1])
  assert.deepEqual(asked, ['send'])
  assert.equal(outbox.count(1).count, 1)
  for (const line of logged) assert.match(line, /"the outbox could not be worked on"/)
})

test('what came of a try is written before the next one begins', async (t) => {
  const { asked, logged, disk, take, wake, become, rows } = await sending(t, [])
  await take()
  disk.refuses = 2
  await wake()
  await until('the fault', () => logged.length === 1)
  await take()
  await wake()
  await until('the second fault', () => logged.length === 2)
  assert.deepEqual(rows(), [
    ['sending', 1],
    ['due', 0],
  ])
  await become(['sent', 1], ['sent', 1])
  assert.equal(asked.length, 2)
})

test('an answer that could not be written is written at the latest when the relay closes', async (t) => {
  const { sender, logged, disk, take, wake, rows } = await sending(t, [])
  await take()
  disk.refuses = 1
  await wake()
  await until('the fault', () => logged.length === 1)
  await sender.close()
  assert.deepEqual(rows(), [['sent', 1]])
})

test('no more tries than allowed are under way when an answer could not be written, and closing waits for them', async (t) => {
  let answerSlowOne: (result: Result) => void = () => {}
  const slowOne = new Promise<Result>((resolve) => (answerSlowOne = resolve))
  const { sender, asked, logged, disk, take, wake, become } = await sending(
    t,
    [{ kind: 'sent' }, slowOne],
    { parallel: 2 },
  )
  for (let i = 0; i < 4; i += 1) await take()
  disk.refuses = 1
  await wake()
  await until('the one that can be answered', () => disk.refuses === 0)
  await wake()
  await wake()
  let hasClosed = false
  const closed = sender.close().then(() => (hasClosed = true))
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(hasClosed, false)
  assert.equal(asked.length, 2)
  answerSlowOne({ kind: 'sent' })
  await closed
  await become(['sent', 1], ['sent', 1], ['due', 0], ['due', 0])
  assert.match(logged.join(''), /"the outbox could not be worked on"/)
})

test('an outbox that cannot be worked on is left alone for a second, whatever is due', async (t) => {
  const { sender, take, disk } = await sending(t, [], { parallel: 1 })
  await take()
  await take()
  disk.refuses = 1
  const { setTimeout } = globalThis
  const naps: unknown[] = []
  t.mock.method(globalThis, 'setTimeout', (work: () => void, ms?: number) => {
    naps.push(ms)
    return setTimeout(work, ms)
  })
  sender.wake()
  await until('a nap', () => naps.length > 0)
  assert.equal(naps[0], 1_000)
})

test('begins nothing more once it closes', async (t) => {
  const { sender, asked, take, rows } = await sending(t, [])
  await take()
  sender.wake()
  await sender.close()
  assert.deepEqual(rows(), [['due', 0]])
  assert.deepEqual(asked, [])
})

test('an answer is written once: what the operator sends again is sent', async (t) => {
  const { outbox, clock, take, wake, become } = await sending(t, [{ kind: 'refused', code: '422' }])
  await take()
  await wake()
  await become(['parked', 1])
  await outbox.retry(1, clock.at)
  await wake()
  await become(['sent', 2])
})

test('while the other side rests nothing is sent, whatever comes in the meantime', async (t) => {
  const { clock, take, wake, become, rows } = await sending(t, [unreachable])
  await take()
  await wake()
  await become(['due', 1])
  await take()
  for (const passedMs of [0, 9_999]) {
    clock.at += passedMs
    await wake()
    assert.deepEqual(rows(), [
      ['due', 1],
      ['due', 0],
    ])
  }
  clock.at += 1
  await wake()
  await become(['sent', 2], ['sent', 1])
})

test('several that fail at once are one failure, and the next one makes the rest longer', async (t) => {
  const failing = Array.from({ length: 8 }, () => unreachable)
  const { clock, take, wake, become } = await sending(t, failing)
  const four = (state: string, tries: number) =>
    Array.from({ length: 4 }, () => [state, tries] as const)
  for (let i = 0; i < 4; i += 1) await take()
  await wake()
  await become(...four('due', 1))
  clock.at += 10_000
  await wake()
  await become(...four('due', 2))
  await take()
  clock.at += 99_999
  await wake()
  await become(...four('due', 2), ['due', 0])
  clock.at += 1
  await wake()
  await become(...four('sent', 3), ['sent', 1])
})

test('what may have arrived is looked for before each later try, also after one that never left', async (t) => {
  const { asked, clock, take, wake, become } = await sending(t, [
    lost,
    unreachable,
    { kind: 'there' },
  ])
  await take()
  await wake()
  await become(['due', 1])
  clock.at += 60_000
  await wake()
  await become(['due', 2])
  clock.at += 1_000_000
  await wake()
  await become(['sent', 3])
  assert.deepEqual(asked, ['send', 'look', 'look'])
})
