import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailEn } from '../../../src/locales/mail-en.ts'
import { languageFor } from '../../../src/server/language.ts'
import { message, type MailContent } from '../../../src/server/mail/message.ts'
import { htmlPart } from '../../../src/server/mail/message-html.ts'
import { textPart } from '../../../src/server/mail/message-text.ts'
import { clockAt, hourMs, openPostOffice, petition, startRelay } from './post-office.ts'

const content: MailContent = {
  kind: 'confirm',
  language: await languageFor('en'),
  petition,
  confirmUrl: 'https://sign.example.org/confirm/c',
  withdrawUrl: 'https://sign.example.org/withdraw/w',
  until: Date.parse('2026-03-05T09:00:00Z'),
}
const kinds = ['confirm', 'replace', 'closed'] as const

test('a mail says who asks, what for, whom, until when, and who keeps the data', () => {
  const text = textPart(message(content))
  for (const words of [
    'Keep the library open',
    'To The town council',
    'From Ada Archer, Friends of the library',
    'https://sign.example.org/confirm/c',
    'https://sign.example.org/withdraw/w',
    'Thursday 5 March 2026 at 09:00 GMT',
    'Friends of the library is responsible',
    'privacy@friends.example',
    'https://friends.example/privacy',
  ]) {
    assert.ok(text.replace('Thursday, 5', 'Thursday 5').includes(words), `${words} in:\n${text}`)
  }
})

test('the subject stands in an inbox and tells no petition and no opinion', () => {
  for (const kind of kinds) {
    const { subject } = message({ ...content, kind })
    assert.equal(subject, mailEn[`${kind}.subject`])
    assert.doesNotMatch(subject, /[{}]|library/i)
  }
})

test('every mail carries the link to withdraw, and only a mail that can be confirmed the other', () => {
  for (const kind of kinds) {
    for (const part of [textPart, htmlPart]) {
      const written = part(message({ ...content, kind }))
      assert.ok(written.includes(content.withdrawUrl))
      assert.equal(written.includes(content.confirmUrl), kind !== 'closed')
    }
  }
})

test('a mail promises of the page behind its link no more than it shows', () => {
  for (const kind of ['confirm', 'replace'] as const) {
    const written = textPart(message({ ...content, kind })).replace(/\s+/g, ' ')
    assert.match(
      written,
      /The page shows the name and the answers that were sent, before you confirm/,
    )
    assert.doesNotMatch(written, /shows everything|shows them/)
  }
})

test('no placeholder is left and no word is unused', () => {
  const all = kinds
    .map((kind) => textPart(message({ ...content, kind })) + message({ ...content, kind }).subject)
    .join('')
  assert.doesNotMatch(all, /[{}]/)
  for (const [key, words] of Object.entries(mailEn)) {
    for (const piece of words.split(/\{\w+\}/)) assert.ok(all.includes(piece), `${key} is nowhere`)
  }
})

test('what a campaigner writes is text: no markup, no lines of its own', () => {
  const hostile = {
    ...petition,
    title: '</title><script>alert(1)</script>\r\nhttps://evil.example/confirm/x',
    owner: { name: '"><img src=x>' },
    controller: { ...petition.controller, name: 'A & B <b>' },
  }
  const html = htmlPart(message({ ...content, petition: hostile }))
  assert.doesNotMatch(html, /<script|<img|<b>/)
  assert.match(html, /A &amp; B &lt;b&gt;/)
  assert.doesNotMatch(textPart(message({ ...content, petition: hostile })), /^https:\/\/evil/m)
})

test('the HTML part loads nothing and follows nobody', () => {
  const html = htmlPart(message(content))
  assert.doesNotMatch(html, /<img|<link|<script|url\(|@import|src=|background=/i)
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url)
  assert.deepEqual(links, [content.confirmUrl, content.withdrawUrl, petition.controller.privacyUrl])
})

// Everything the form lets in, with what would be a header, a link or markup if it were ever written out.
const typed = {
  name: 'Zora Canary',
  given: 'Zorette Canary',
  family: 'Canary-Smith',
  country: 'CZ',
  postcode: 'CANARY1',
  city: 'Canaryville',
  phone: '+420 777 999 111',
  organisation: 'Canary & Sons\r\nBcc: everyone@example.net',
  comment: 'Canary <script>alert(1)</script> https://evil.example/\r\n\r\nSubject: other',
  source: 'canary-source',
  origin: 'https://canary.example',
}

test('nothing the signer typed is in any mail but the address it goes to', async (t) => {
  const clock = clockAt('2026-03-02T09:00:00Z')
  const relay = await startRelay(t)
  const { sign, put, outboxTo, logged } = await openPostOffice(t, clock)
  const outbox = outboxTo(relay)
  await sign('a.canary@example.org', typed)
  await outbox.drain()
  await put({ closesAt: '2026-03-02T10:00:00Z' })
  await sign('b.canary@example.org', typed)
  clock.pass(48 * hourMs)
  await outbox.drain()

  assert.equal(relay.taken.length, 2)
  for (const { raw, to } of relay.taken) {
    // Decoded as well as raw: quoted-printable breaks words.
    const written = `${raw.toString()}\n${raw.toString().replace(/=\r\n/g, '')}`.replaceAll(
      to[0] ?? '',
      '',
    )
    assert.doesNotMatch(written, /canary|zora|777 999|everyone|evil\.example/i)
  }
  for (const mail of await relay.mails())
    assert.doesNotMatch(`${mail.text}${mail.html}`, /canary|zora/i)
  assert.doesNotMatch(logged.join(), /canary/i)
})
