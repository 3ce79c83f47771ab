import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test, type TestContext } from 'node:test'
import { languages } from '../../src/locales/languages.ts'
import { acceptedLanguages, languageFor } from '../../src/server/language.ts'
import { message } from '../../src/server/mail/message.ts'
import { htmlPart } from '../../src/server/mail/message-html.ts'
import { textPart } from '../../src/server/mail/message-text.ts'
import { wordsFor } from '../../src/server/pages/words.ts'
import { openBackend, openPetition, press, publicUrl, type Backend } from './backend.ts'

const path = '/p/keep-the-unit'

const translations = {
  de: {
    title: 'Die Einheit soll bleiben',
    text: 'Wir bitten Sie, sie zu behalten.',
    consents: { updates: 'Schreiben Sie mir' },
  },
}

async function open(t: TestContext, changes: Record<string, unknown> = {}) {
  const backend = await openBackend(t)
  await backend.put({ translations, ...changes })
  const page = async (url: string, headers: Record<string, string> = {}) => {
    const response = await backend.ask(url, { headers })
    return { response, text: (await response.text()).replace(/\s+/g, ' ') }
  }
  return { backend, page }
}

const rootOf = (text: string) => /<html lang="([^"]*)" dir="([^"]*)"/.exec(text)?.slice(1)

async function linksOf(backend: Backend, response: Response) {
  const { receipt } = (await response.json()) as { receipt: { id: string } }
  return backend.links(receipt.id)
}

test('a petition’s page is in its own language, or in the one that its address names', async (t) => {
  const { page } = await open(t)
  const own = await page(path, { 'accept-language': 'de' })
  assert.deepEqual(rootOf(own.text), ['en', 'ltr'])
  assert.match(own.text, /<h1>Keep the unit<\/h1>/)
  assert.match(own.response.headers.get('cache-control') ?? '', /^public/)
  assert.equal(own.response.headers.get('vary'), null)

  const german = await page(`${path}?lang=de-AT`)
  assert.deepEqual(rootOf(german.text), ['de-AT', 'ltr'])
  assert.ok(german.text.includes('Die Einheit soll bleiben'))
  assert.ok(german.text.includes('Schreiben Sie mir'))
  assert.match(german.text, /name="locale" value="de-AT"/)
  assert.match(german.text, /13\. November 2009/)

  const arabic = await page(`${path}?lang=ar`)
  assert.deepEqual(rootOf(arabic.text), ['ar', 'rtl'])
  assert.match(arabic.text, /<h1 lang="en" dir="ltr">Keep the unit<\/h1>/)
  // What is not known is the petition's own.
  assert.deepEqual(rootOf((await page(`${path}?lang=tlh`)).text), ['en', 'ltr'])
  assert.deepEqual(rootOf((await page(`${path}?lang=../../x`)).text), ['en', 'ltr'])
})

test('a petition is shown in the page’s language or its own, never in a third', async (t) => {
  const whole = { title: 'In English', text: 'In English.', consents: { updates: 'Yes' } }
  const { page } = await open(t, { lang: 'de', translations: { en: whole } })
  assert.match((await page(`${path}?lang=en-GB`)).text, /<h1 lang="en" dir="ltr">In English<\/h1>/)
  assert.match((await page(`${path}?lang=fr`)).text, /<h1 lang="de" dir="ltr">Keep the unit<\/h1>/)
})

test('what else a language tag may ask for changes no page and no date', async (t) => {
  const { page } = await open(t)
  for (const tag of ['de-u-ca-buddhist-nu-thai', 'de-x-foo', 'de-t-en', 'de-a-bbb']) {
    const { response, text } = await page(`${path}?lang=${tag}`)
    assert.equal(response.status, 200, tag)
    assert.deepEqual(rootOf(text), ['de', 'ltr'])
    assert.match(text, /13\. November 2009/)
  }
})

test('a page offers the languages that its petition is translated into, and its own', async (t) => {
  const { page } = await open(t)
  const { text } = await page(path)
  const alternates = [...text.matchAll(/hreflang="([^"]+)" href="([^"]+)" \/>/g)].map((m) =>
    m.slice(1),
  )
  assert.deepEqual(alternates, [
    ['en', `${publicUrl}${path}`],
    ['de', `${publicUrl}${path}?lang=de`],
    ['x-default', `${publicUrl}${path}`],
  ])
  assert.match(text, /<span aria-current="page">English<\/span>/)
  assert.match(
    text,
    /<a href="\/p\/keep-the-unit\?lang=de" hreflang="de" lang="de" ?>Deutsch<\/a\s?>/,
  )
  const french = await page(`${path}?lang=fr`)
  assert.match(french.text, /<h1 lang="en" dir="ltr">Keep the unit/)
  assert.match(french.text, /<span aria-current="page">Français<\/span>/)
  assert.ok(french.text.includes(`<link rel="canonical" href="${publicUrl}${path}?lang=fr" />`))
})

test('the form keeps its language on the way, and says in it what is to be mended', async (t) => {
  const { backend, page } = await open(t)
  const { text } = await page(`${path}?lang=de`)
  const action = /<form[^>]* action="([^"]+)"/.exec(text)?.[1] ?? ''
  assert.equal(action, `${path}?lang=de`)
  const form = {
    name: 'Ana Novák',
    email: 'ana@mail.example',
    country: 'GB',
    locale: 'de',
    shown: backend.petition().revision,
  }
  const sent = await press(backend, action, new URLSearchParams(form).toString())
  assert.equal(sent.headers.get('location'), `${path}/sent?lang=de`)
  assert.deepEqual(rootOf((await page(`${path}/sent?lang=de`)).text), ['de', 'ltr'])
  const wrong = new URLSearchParams({ ...form, email: 'ana', postcode: 'W1T' })
  const refused = await (await press(backend, action, wrong.toString())).text()
  assert.deepEqual(rootOf(refused), ['de', 'ltr'])
  assert.match(refused, /value="ana"/)
  const { say } = await wordsFor('de')
  assert.ok(refused.includes(say('errors.title')))
  assert.ok(refused.includes(say('error.postcode.format', { example: 'W1T 7NF' })))
})

test('the pages behind a link are in the language somebody signed in, whatever the browser asks for', async (t) => {
  const { backend, page } = await open(t)
  const links = await linksOf(backend, await backend.sign({ locale: 'de' }))
  const french = { 'accept-language': 'fr' }
  const shown = await page(`${links.confirm}?lang=fr`, french)
  assert.deepEqual(rootOf(shown.text), ['de', 'ltr'])
  assert.ok(shown.text.includes('Die Einheit soll bleiben'))
  assert.ok(shown.text.includes('Schreiben Sie mir'))
  assert.equal(shown.response.headers.get('cache-control'), 'no-store')
  const confirmed = await (await press(backend, links.confirm, 'answer=confirm')).text()
  assert.deepEqual(rootOf(confirmed), ['de', 'ltr'])
  assert.ok(confirmed.includes(`href="${path}?lang=de"`))
  assert.deepEqual(rootOf((await page(links.withdraw, french)).text), ['de', 'ltr'])
  assert.deepEqual(rootOf(await (await press(backend, links.withdraw)).text()), ['de', 'ltr'])
  // Nothing is left of the person, nor of the language.
  assert.deepEqual(rootOf((await page(links.withdraw, french)).text), ['fr', 'ltr'])
})

test('a link that leads nowhere answers in the language of its address, or of the browser', async (t) => {
  const { page } = await open(t)
  const gone = `/confirm/${'a'.repeat(39)}`
  assert.deepEqual(rootOf((await page(gone)).text), ['en', 'ltr'])
  const header = { 'accept-language': 'tlh, fr;q=0.8, ar;q=0.9' }
  assert.deepEqual(rootOf((await page(gone, header)).text), ['ar', 'rtl'])
  assert.deepEqual(rootOf((await page(`${gone}?lang=de`, header)).text), ['de', 'ltr'])
  assert.deepEqual(rootOf((await page('/p/nothing', header)).text), ['ar', 'rtl'])
})

test('a name in the other direction carries nothing around it along, in pages and mails', async () => {
  const name = 'مؤسسة الكرامة'
  const [english, arabic] = await Promise.all(['en', 'ar'].map((tag) => wordsFor(tag)))
  assert.equal(english?.say('confirmed.back', {}).includes('\u2068'), false)
  assert.ok(english?.say('page.closes', { date: name }).includes(`\u2068${name}\u2069`))
  assert.ok(arabic?.say('page.closes', { date: 'The Poppy Project' }).includes('\u2068The'))
  assert.equal(english?.enumeration(['Ada', name]), `Ada and \u2068${name}\u2069`)

  const mailFrom = async (tag: string, owner: string) =>
    textPart(
      message({
        kind: 'confirm',
        language: await languageFor(tag),
        petition: { ...openPetition, owner: { name: owner }, timeZone: 'Europe/London' },
        confirmUrl: 'https://sign.example.org/confirm/c',
        withdrawUrl: 'https://sign.example.org/withdraw/w',
        until: 0,
      }),
    )
  assert.ok((await mailFrom('en', name)).includes(`\u2068${name}\u2069`))
  assert.doesNotMatch(await mailFrom('en', 'Ada Archer'), /\u2068/)
  assert.match(await mailFrom('ar', 'Ada Archer'), /\u2068Ada Archer\u2069/)
})

test('what a browser asks for is read by its weight', () => {
  assert.deepEqual(acceptedLanguages('de-CH;q=0.5, *, fr;q=0, it ; q=0.9,en'), [
    'en',
    'it',
    'de-CH',
  ])
  assert.deepEqual(acceptedLanguages(null), [])
})

test('speaks the language of a page that says much about it', async (t) => {
  const { backend, page } = await open(t)
  const locale = 'de-DE-u-ca-gregory-co-phonebk-nu-latn'
  const links = await linksOf(backend, await backend.sign({ locale }))
  assert.deepEqual(rootOf((await page(links.confirm)).text), ['de-DE', 'ltr'])
  // What is no language at all is left out, and nobody has to mend it.
  assert.equal((await backend.sign({ locale: 'x'.repeat(36) })).status, 202)
})

for (const tag of languages.filter((tag) => existsSync(`src/locales/${tag}.json`))) {
  test(`mails and pages have their words in ${tag}`, async () => {
    const language = await languageFor(tag)
    assert.equal(language.tag, tag)
    assert.equal(language.dir, ['ar', 'he', 'ur'].includes(tag) ? 'rtl' : 'ltr')
    const english = await languageFor('en')
    for (const kind of ['confirm', 'replace', 'closed'] as const) {
      const mail = (spoken: typeof language) =>
        message({
          kind,
          language: spoken,
          petition: { ...openPetition, timeZone: 'Europe/London' },
          confirmUrl: 'https://sign.example.org/confirm/c',
          withdrawUrl: 'https://sign.example.org/withdraw/w',
          until: Date.parse('2026-03-05T09:00:00Z'),
        })
      const said = mail(language)
      const text = textPart(said)
      assert.doesNotMatch(text + said.subject, /[{}]|undefined/)
      assert.notEqual(said.subject, mail(english).subject)
      assert.ok(htmlPart(said).includes(`<html lang="${tag}" dir="${language.dir}">`))
      if (kind !== 'closed') assert.doesNotMatch(text, /March|Thursday/)
    }
    const words = await wordsFor(tag)
    assert.doesNotMatch(words.say('confirm.button'), /Confirm my signature/)
    assert.doesNotMatch(words.say('tally.count', { count: 1_000_000 }), /[{}]|undefined/)
    assert.doesNotMatch(words.date('2009-11-13T17:00:00Z', 'Europe/London'), /November 13,|Invalid/)
  })
}

test('a mail says by its headers which language it is in, and encodes its subject', async (t) => {
  const { compose } = await import('../../src/server/mail/compose.ts')
  const { raw } = await compose({
    message: message({
      kind: 'confirm',
      language: await languageFor('ar'),
      petition: { ...openPetition, timeZone: 'Europe/London' },
      confirmUrl: 'https://sign.example.org/confirm/c',
      withdrawUrl: 'https://sign.example.org/withdraw/w',
      until: 0,
    }),
    from: 'petitions@example.org',
    to: 'ana@mail.example',
    id: new Uint8Array(16),
    at: 0,
  })
  const head = raw.toString('latin1').split('\r\n\r\n')[0] ?? ''
  assert.match(head, /^Content-Language: ar\r$/m)
  assert.match(head, /^Subject: =\?UTF-8\?/m)
  // eslint-disable-next-line no-control-regex -- the whole of ASCII is meant
  assert.match(head, /^[\x00-\x7f]*$/)
  t.diagnostic(head.split('\r\n').find((line) => line.startsWith('Subject')) ?? '')
})
