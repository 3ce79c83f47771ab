import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSmtp } from '../../../src/server/mail/smtp.ts'
import { MailNotTaken, type Transport } from '../../../src/server/mail/transport.ts'
import { until } from '../../support/until.ts'
import { startRelay } from './post-office.ts'

const letter = {
  messageId: '<1@example.org>',
  from: 'p@example.org',
  to: 'ana@example.org',
  at: 0,
  raw: Buffer.from('Subject: x\r\n\r\nx\r\n'),
}

test('whether addresses beyond ASCII are taken is asked of the relay, and is no until it has answered', async (t) => {
  const smtp = createSmtp({ url: (await startRelay(t)).url, now: Date.now })
  t.after(() => smtp.close())
  assert.equal(smtp.acceptsUtf8(), false)
  await until('the relay to say that it takes them', () => smtp.acceptsUtf8())

  const poor = createSmtp({ url: (await startRelay(t, { hideSMTPUTF8: true })).url, now: Date.now })
  t.after(() => poor.close())
  await poor.send(letter)
  assert.equal(poor.acceptsUtf8(), false)
})

test('the setting is believed without asking', async (t) => {
  const relay = await startRelay(t)
  const smtp = createSmtp({ url: relay.url, utf8: false, now: Date.now })
  assert.equal(smtp.acceptsUtf8(), false)
  assert.equal(relay.connections(), 0)
  assert.equal(createSmtp({ url: relay.url, utf8: true, now: Date.now }).acceptsUtf8(), true)
})

test('a relay that is away at the start is asked again a minute later', async (t) => {
  let now = 0
  const asked: number[] = []
  const relay = await startRelay(t, {
    onConnect(_session, done) {
      asked.push(now)
      done(new Error('busy'))
    },
  })
  const smtp = createSmtp({ url: relay.url, now: () => now })
  t.after(() => smtp.close())
  await until('the first question', () => asked.length === 1)
  smtp.acceptsUtf8()
  now = 59_999
  smtp.acceptsUtf8()
  now = 60_000
  smtp.acceptsUtf8()
  await until('the second question', () => asked.length === 2)
  assert.deepEqual(asked, [0, 60_000])
})

test('logs in where the URL has a user', async (t) => {
  const users: string[] = []
  const relay = await startRelay(t, {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth({ username = '', password }, _session, done) {
      users.push(`${username} ${password}`)
      done(null, password === 's3cret/' ? { user: username } : undefined)
    },
  })
  const url = (password: string) => relay.url.replace('://', `://me:${password}@`)
  await createSmtp({ url: url('s3cret%2F'), utf8: false, now: Date.now }).send(letter)
  assert.equal(relay.taken.length, 1)
  assert.deepEqual(users, ['me s3cret/'])

  const failed = await failure(createSmtp({ url: url('wrong'), utf8: false, now: Date.now }))
  assert.match(failed.message, /EAUTH/)
})

test('an error tells its code and no address', async (t) => {
  const relay = await startRelay(t, {
    onMailFrom: (_address, _session, done) =>
      done(Object.assign(new Error('ana@example.org is not welcome'), { responseCode: 451 })),
  })
  const { message, cause } = await failure(
    createSmtp({ url: relay.url, utf8: false, now: Date.now }),
  )
  assert.equal(message, 'The relay did not take the mail (EENVELOPE 451)')
  assert.equal(cause, undefined)
})

test('nobody at the other end is a failure to be tried again', async () => {
  const failed = await failure(
    createSmtp({ url: 'smtp://127.0.0.1:9', utf8: false, now: Date.now }),
  )
  assert.ok(failed instanceof MailNotTaken)
})

async function failure(smtp: Transport): Promise<Error> {
  return smtp.send(letter).then(
    () => assert.fail('it was sent'),
    (error: Error) => error,
  )
}
