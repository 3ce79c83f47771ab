import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure, no, yes } from '../../src/adapters/index.ts'
import { Signing, type Clock, type SigningHost } from '../../src/element/signing.ts'
import type { Petition, Receipt, Refusal, Signature } from '../../src/schema/index.ts'

const signature: Signature = { locale: 'en', shown: 'r1', name: 'Ana', email: 'ana@example.org' }
const asked = {
  fields: [
    { name: 'name' as const, required: true },
    { name: 'email' as const, required: true },
  ],
  consents: [],
  declarations: [],
}
const draft = { signature, asked }

/** A signing with a clock that is moved by hand, and a backend that answers from a list. */
function setUp(
  answers: (Receipt | Refusal | Error | Promise<Receipt>)[] = [],
  changes: Partial<SigningHost & Clock> = {},
) {
  const sent: { key: string; body: Signature; signal: AbortSignal }[] = []
  const told: unknown[] = []
  const timers: { at: number; work: () => void }[] = []
  let now = 0
  let keys = 0
  const host: SigningHost = {
    addController() {},
    requestUpdate() {},
    ask: async () => ({}),
    async send(body, key, signal) {
      sent.push({ key, body, signal })
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      return answer ?? yes('pending', 0)
    },
    renew: () => true,
    tell: (end) => told.push(end),
    ...changes,
  }
  const clock: Clock = {
    after(ms, work) {
      const timer = { at: now + ms, work }
      timers.push(timer)
      return () => timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0)
    },
    uuid: () => `key-${++keys}`,
    ...changes,
  }
  const pass = (ms: number) => {
    now += ms
    for (const timer of timers.filter(({ at }) => at <= now)) {
      timers.splice(timers.indexOf(timer), 1)
      timer.work()
    }
  }
  const signing = new Signing(host, clock)
  return { signing, sent, told, timers, pass }
}

test('one press is one request, however often it is pressed', async () => {
  const { signing, sent } = setUp()
  await Promise.all([signing.sign(draft), signing.sign(draft), signing.sign(draft)])
  assert.equal(sent.length, 1)
  assert.equal(signing.state.kind, 'pending')
})

test('what is missing is found before anything is sent or asked', async () => {
  const { signing, sent } = setUp([], { ask: () => assert.fail('asked') })
  await signing.sign({ asked, signature: { locale: 'en', shown: 'r1' } })
  assert.deepEqual(signing.state, {
    kind: 'editing',
    issues: [
      { field: 'name', code: 'missing' },
      { field: 'email', code: 'missing' },
    ],
    summary: [
      { field: 'name', code: 'missing' },
      { field: 'email', code: 'missing' },
    ],
  })
  assert.equal(sent.length, 0)
})

test('what the backend does not take is marked in the order of the form, what was never asked is a failure', async () => {
  const issue = (field: string) => ({ field, code: 'format' as const, message: 'raw' })
  const { signing } = setUp([
    no('invalid', { issues: [issue('shoe-size'), issue('email'), issue('name')] }),
    no('invalid', { issues: [issue('shoe-size')] }),
  ])
  await signing.sign(draft)
  const issues = [
    { field: 'name', code: 'format' },
    { field: 'email', code: 'format' },
  ]
  assert.deepEqual(signing.state, { kind: 'editing', issues, summary: issues })
  await signing.sign(draft)
  assert.deepEqual(signing.state, {
    kind: 'failed',
    mishap: { why: 'refused', code: 'invalid', retryAfterSeconds: undefined },
  })
})

test('unchanged values keep their key after a failure, changed values get another', async () => {
  const { signing, sent } = setUp([new Failure('timeout', ''), new Failure('timeout', '')])
  await signing.sign(draft)
  assert.deepEqual(signing.state, { kind: 'failed', mishap: { why: 'timeout' } })
  await signing.sign(draft)
  await signing.sign({ asked, signature: { ...signature, name: 'Ana P' } })
  assert.deepEqual(
    sent.map(({ key }) => key),
    ['key-1', 'key-1', 'key-2'],
  )
})

test('a key that was used for something else is replaced once', async () => {
  const { signing, sent } = setUp([no('key-reused'), no('key-reused')])
  await signing.sign(draft)
  assert.deepEqual(
    sent.map(({ key }) => key),
    ['key-1', 'key-2'],
  )
  assert.equal(signing.state.kind, 'failed')
})

test('a changed petition is shown and asked again; changed once more it is a failure', async () => {
  const renewed: Refusal[] = []
  const stale = no('stale', { petition: {} as Petition })
  const { signing } = setUp([stale, stale], { renew: (refusal) => renewed.push(refusal) > 0 })
  await signing.sign(draft)
  assert.equal(signing.state.kind === 'editing' && signing.state.notice?.why, 'stale')
  await signing.sign(draft)
  assert.equal(signing.state.kind, 'failed')
  assert.equal(renewed.length, 1)
})

test('the words change after 1, 5 and 10 seconds, and then it can be stopped', async () => {
  const { signing, sent, told, pass } = setUp([new Promise<never>(() => {})])
  void signing.sign(draft)
  await Promise.resolve()
  const paces: unknown[] = []
  for (const ms of [0, 1_000, 4_000, 5_000]) {
    pass(ms)
    paces.push(signing.state.kind === 'sending' && signing.state.pace)
  }
  assert.deepEqual(paces, ['usual', 'noted', 'slow', 'stoppable'])
  await new Promise(setImmediate)
  signing.stop()
  assert.equal(sent[0]?.signal.aborted, true)
  assert.deepEqual(signing.state, { kind: 'failed', mishap: { why: 'stopped' } })
  assert.equal(told.length, 1)
})

test('an answer that comes after it was stopped changes nothing', async () => {
  let answer: ((receipt: Receipt) => void) | undefined
  const { signing, told } = setUp([new Promise<Receipt>((resolve) => (answer = resolve))])
  const signed = signing.sign(draft)
  await new Promise(setImmediate)
  signing.stop()
  answer?.(yes('counted', 0))
  await signed
  assert.equal(signing.state.kind, 'failed')
  assert.equal(told.length, 1)
})

test('a page that says no is heard, and nothing is sent', async () => {
  const { signing, sent, told } = setUp([], {
    ask: async () => ({ why: 'vetoed', message: 'Not you' }),
  })
  await signing.sign(draft)
  assert.deepEqual(signing.state.kind === 'editing' && signing.state.notice, {
    why: 'vetoed',
    message: 'Not you',
  })
  assert.deepEqual([sent.length, told.length], [0, 0])
})

test('the page’s answer to a challenge goes along', async () => {
  const { signing, sent } = setUp([], { ask: async () => ({ proof: 'p' }) })
  await signing.sign(draft)
  assert.equal(sent[0]?.body.proof, 'p')
})

test('offline, it says so', async () => {
  const { signing, told } = setUp([new Failure('offline', '')])
  await signing.sign(draft)
  assert.deepEqual(signing.state, { kind: 'failed', mishap: { why: 'offline' } })
  assert.equal(told.length, 1)
})

test('another mail can be asked for after 30 seconds, with a new key, and the page hears nothing of it', async () => {
  const { signing, sent, told, pass } = setUp([
    yes('pending', 0),
    yes('pending', 0),
    new Failure('timeout', ''),
  ])
  await signing.sign(draft)
  await signing.again()
  assert.equal(sent.length, 1)
  pass(30_000)
  await signing.again()
  assert.deepEqual(signing.state, { kind: 'pending', again: 'early', last: 'resent' })
  await signing.again()
  assert.equal(sent.length, 2)
  pass(30_000)
  assert.deepEqual(signing.state, { kind: 'pending', again: 'ready', last: 'resent' })
  await signing.again()
  assert.deepEqual(signing.state, { kind: 'pending', again: 'early', last: 'resendFailed' })
  assert.deepEqual(
    sent.map(({ key }) => key),
    ['key-1', 'key-2', 'key-3'],
  )
  assert.equal(told.length, 1)
})

test('a mail that was asked for just before does not take the form away from who changes the address', async () => {
  let answer: ((receipt: Receipt) => void) | undefined
  const late = new Promise<Receipt>((resolve) => (answer = resolve))
  const { signing, pass } = setUp([yes('pending', 0), late])
  await signing.sign(draft)
  pass(30_000)
  const asked = signing.again()
  signing.change()
  answer?.(yes('pending', 0))
  await asked
  assert.equal(signing.state.kind, 'editing')
})

test('another address is another attempt of the same signing', async () => {
  const { signing, sent, told } = setUp([], {})
  await signing.sign(draft)
  signing.change()
  assert.equal(signing.state.kind, 'editing')
  await signing.sign({ asked, signature: { ...signature, email: 'a@example.org' } })
  assert.equal(signing.state.kind, 'pending')
  assert.equal(sent.length, 2)
  assert.equal(told.length, 1)
})

test('the same address, sent after asking for another, takes a new key', async () => {
  const { signing, sent } = setUp()
  await signing.sign(draft)
  signing.change()
  await signing.sign(draft)
  assert.deepEqual(
    sent.map(({ key }) => key),
    ['key-1', 'key-2'],
  )
})

test('leaving the page stops the timers and no request; coming back goes on', async () => {
  const { signing, sent, timers } = setUp([new Promise<never>(() => {})])
  void signing.sign(draft)
  await new Promise(setImmediate)
  signing.hostDisconnected()
  assert.equal(timers.length, 0)
  assert.equal(sent[0]?.signal.aborted, false)
  signing.hostConnected()
  assert.equal(timers.length, 3)
})

test('a fault of an adapter is a failure, never a thank-you', async () => {
  const { signing } = setUp([new TypeError('adapter broke')])
  await signing.sign(draft)
  assert.deepEqual(signing.state, { kind: 'failed', mishap: { why: 'unreadable' } })
})
