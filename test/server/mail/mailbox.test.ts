import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { languageFor } from '../../../src/server/language.ts'
import { compose } from '../../../src/server/mail/compose.ts'
import { createMailbox } from '../../../src/server/mail/mailbox.ts'
import { mailboxPage } from '../../../src/server/mail/mailbox-page.ts'
import { message } from '../../../src/server/mail/message.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { petition } from './post-office.ts'

const start = Date.parse('2026-03-02T09:00:00Z')

function openMailbox(t: TestContext, keep?: number) {
  const folder = tempFolder()
  t.after(folder.remove)
  const path = join(folder.path, 'mailbox')
  const mailbox = createMailbox({ folder: path, ...(keep && { keep }) })
  const post = async (to: string, minute = 0) =>
    mailbox.send(
      await compose({
        message: message({
          kind: 'confirm',
          language: await languageFor('en'),
          petition,
          confirmUrl: `http://localhost:1/confirm/${'c'.repeat(39)}`,
          withdrawUrl: `http://localhost:1/withdraw/${'w'.repeat(39)}`,
          until: start,
        }),
        from: 'p@localhost',
        to,
        id: new Uint8Array(16),
        at: start + minute * 60_000,
      }),
    )
  return { mailbox, post, path }
}

function openPage(t: TestContext, address: string | undefined = '127.0.0.1') {
  const opened = openMailbox(t)
  const page = mailboxPage({ mailbox: opened.mailbox, remoteAddress: () => address })
  const get = (
    path: string,
    headers: Record<string, string> = {},
    origin = 'http://localhost:8787',
  ) => page.request(`${origin}${path}`, { headers })
  return { ...opened, get }
}

test('mails stay in files that only the owner reads, newest first', async (t) => {
  const { mailbox, post, path } = openMailbox(t)
  assert.deepEqual(await mailbox.list(), [])
  await post('first@example.org', 0)
  await post('third@example.org', 2)
  await post('second@example.org', 1)
  assert.deepEqual(
    (await mailbox.list()).map(({ to }) => to),
    ['third@example.org', 'second@example.org', 'first@example.org'],
  )
  for (const name of readdirSync(path)) {
    assert.match(name, /\.eml$/)
    assert.equal(statSync(join(path, name)).mode & 0o777, 0o600)
  }
})

test('the oldest mails go when there are too many', async (t) => {
  const { mailbox, post } = openMailbox(t, 2)
  for (const minute of [0, 1, 2]) await post(`m${minute}@example.org`, minute)
  assert.deepEqual(
    (await mailbox.list()).map(({ to }) => to),
    ['m2@example.org', 'm1@example.org'],
  )
})

test('it is one press from the list, and from a mail, to the link', async (t) => {
  const { get, post } = openPage(t)
  await post("o'neil@example.org")
  const list = await (await get('/')).text()
  const link = `href="http://localhost:1/confirm/${'c'.repeat(39)}"`
  assert.ok(list.includes(link))
  assert.match(list, /<bdi>o&#39;neil@example\.org<\/bdi>/)
  const [, id = ''] = /href="\/mailbox\/([\d\w-]+)"/.exec(list) ?? []
  const mail = await (await get(`/${id}`)).text()
  assert.ok(mail.includes(link))
  const html = await get(`/${id}/html`)
  assert.match(html.headers.get('content-security-policy') ?? '', /sandbox/)
  assert.match(await html.text(), /<base target="_top">/)
})

test('an empty mailbox says what to do', async (t) => {
  const { get } = openPage(t)
  assert.match(await (await get('/')).text(), /Sign a petition/)
})

for (const [who, address, headers, origin] of [
  ['another machine', '192.0.2.7', {}, undefined],
  ['a connection whose address is not known', undefined, {}, undefined],
  ['a name of somebody else that points here', '127.0.0.1', {}, 'http://rebound.example:8787'],
  ['a proxy', '127.0.0.1', { 'x-forwarded-for': '192.0.2.7' }, undefined],
] as [string, string | undefined, Record<string, string>, string | undefined][]) {
  test(`for ${who} there is no mailbox`, async (t) => {
    const opened = openMailbox(t)
    await opened.post('ana@example.org')
    const page = mailboxPage({ mailbox: opened.mailbox, remoteAddress: () => address })
    const response = await page.request(`${origin ?? 'http://localhost:8787'}/`, { headers })
    assert.equal(response.status, 404)
    assert.doesNotMatch(await response.text(), /ana@/)
  })
}

test('loopback written as IPv6 is this machine too', async (t) => {
  for (const address of ['::1', '::ffff:127.0.0.1']) {
    const { get } = openPage(t, address)
    assert.equal((await get('/')).status, 200)
  }
})

test('its pages are kept by nobody and run nothing', async (t) => {
  const { get } = openPage(t)
  const { headers } = await get('/')
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/)
  assert.doesNotMatch(headers.get('content-security-policy') ?? '', /script-src/)
})

test('a name leads to no other file', async (t) => {
  const { get, path } = openPage(t)
  mkdirSync(path)
  writeFileSync(join(path, '..', 'keys.json'), 'secret')
  writeFileSync(join(path, 'other.eml'), 'secret')
  for (const name of ['..%2Fkeys.json', 'other', '../keys', '..%2f..%2fetc%2fpasswd']) {
    const response = await get(`/${name}`)
    assert.equal(response.status, 404)
    assert.doesNotMatch(await response.text(), /secret/)
  }
})
