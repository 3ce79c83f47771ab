import assert from 'node:assert/strict'
import { test } from 'node:test'
import PostalMime from 'postal-mime'
import { languageFor } from '../../../src/server/language.ts'
import { canMail, envelopeAddress } from '../../../src/server/mail/address.ts'
import { addressOf, compose } from '../../../src/server/mail/compose.ts'
import { message } from '../../../src/server/mail/message.ts'
import { petition } from './post-office.ts'

const letterTo = async (to: string, from = 'Petitions <petitions@example.org>') =>
  compose({
    message: message({
      kind: 'confirm',
      language: await languageFor('en'),
      petition,
      confirmUrl: 'https://sign.example.org/confirm/c',
      withdrawUrl: 'https://sign.example.org/withdraw/w',
      until: 0,
    }),
    from,
    to,
    id: new Uint8Array(16),
    at: Date.parse('2026-03-02T09:00:00Z'),
  })

test('addresses people have can be mailed', () => {
  for (const email of [
    "o'neil@b.ie",
    'a+b@x.eu',
    'first.last@sub.example.co.uk',
    'x_1-2@example.org',
    'user@exämple.org',
    'user@例子.公司',
    `${'a'.repeat(64)}@example.org`,
  ]) {
    assert.ok(canMail(email, false), email)
  }
})

test('a number is no domain', () => {
  for (const email of ['a@10.0.0.11', 'a@0x7f.0.0.11', 'a@example.123'])
    assert.equal(canMail(email, true), false, email)
})

test('a local part beyond ASCII needs a relay that takes it', () => {
  for (const email of ['üser@example.org', '用户@例子.公司']) {
    assert.equal(canMail(email, false), false, email)
    assert.equal(canMail(email, true), true, email)
  }
})

test('what could be read as a header or a second recipient cannot be mailed', () => {
  for (const email of [
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example\nSubject: x',
    'a,c@b.example',
    'a;c@b.example',
    '"a b"@b.example',
    '"a@x.example"@b.example',
    'a<b>@c.example',
    '<a@b.example>',
    'a@b.example>',
    'a@b.example,c@d.example',
    'a(comment)@b.example',
    'a\\@b.example',
    'a:b@c.example',
    'a\u0000@b.example',
    'a\u2028b@c.example',
    '.a@b.example',
    'a.@b.example',
    'a..b@c.example',
    'a@b',
    'a@[127.0.0.1]',
    'a@-b.example',
    'a@b..example',
    '@b.example',
    'a@',
    '',
    `${'ü'.repeat(33)}@example.org`,
  ]) {
    assert.equal(canMail(email, true), false, JSON.stringify(email))
  }
})

test('the domain goes out as an A-label, the local part as it was typed', () => {
  assert.equal(envelopeAddress('Ana.Lind@EXÄMPLE.org'), 'Ana.Lind@xn--exmple-cua.org')
})

test('a letter has one header of each kind, says that a machine wrote it, and asks for no receipt', async () => {
  const { raw } = await letterTo('ana@example.org')
  const mail = await PostalMime.parse(raw)
  const names = mail.headers.map(({ key }) => key)
  assert.deepEqual(names.toSorted(), [
    'auto-submitted',
    'content-language',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'subject',
    'to',
    'x-auto-response-suppress',
  ])
  assert.equal(mail.headers.find(({ key }) => key === 'auto-submitted')?.value, 'auto-generated')
  assert.equal(mail.subject, 'Please confirm your signature')
  assert.deepEqual(mail.attachments, [])
  assert.ok(mail.text)
  assert.ok(mail.html)
})

test('a Message-ID belongs to the attempt and does not tell its id', async () => {
  const [one, again] = await Promise.all([letterTo('ana@example.org'), letterTo('ana@example.org')])
  assert.equal(one.messageId, again.messageId)
  assert.match(one.messageId, /^<[\da-f]{32}@example\.org>$/)
  assert.doesNotMatch(one.messageId, /0000000/)
})

test('a sender with a name is read, and cannot bring headers along', async () => {
  assert.equal(addressOf('Petitions <p@example.org>'), 'p@example.org')
  assert.equal(addressOf(' p@example.org '), 'p@example.org')
  const { raw } = await letterTo(
    'ana@example.org',
    'Petitions\r\nBcc: x@example.net <p@example.org>',
  )
  const { headers } = await PostalMime.parse(raw)
  assert.equal(headers.filter(({ key }) => key === 'bcc').length, 0)
})
