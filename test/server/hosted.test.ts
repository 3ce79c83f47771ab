import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pagesEn } from '../../src/locales/pages-en.ts'
import { html } from '../../src/server/pages/html.ts'
import { noon, openBackend, openPetition, press, publicUrl, type Backend } from './backend.ts'

const path = '/p/keep-the-unit'
const page = async (backend: Backend) => flat(await (await backend.ask(path)).text())

/** A page without the blanks that mean nothing in HTML. */
const flat = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/ ?(\/?>) ?/g, '>')
    .replaceAll(' <', '<')

/** The fields as a browser without scripts would send them. */
function answers(backend: Backend, changes: Record<string, string> = {}): string {
  const form = {
    name: 'Ana Novák',
    email: 'ana@mail.example',
    country: 'GB',
    postcode: '',
    trap: '',
    locale: 'en',
    shown: backend.petition().revision,
  }
  return new URLSearchParams({ ...form, ...changes }).toString()
}

test('signs, leads on and confirms without a script', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const text = await page(backend)
  assert.ok(!text.includes('<script'))
  const names = [...text.matchAll(/ name="([^"]+)"/g)].map(([, name]) => name)
  assert.deepEqual(names, [
    'viewport',
    'color-scheme',
    'description',
    'name',
    'email',
    'country',
    'postcode',
    'consents.updates',
    'trap',
    'shown',
    'locale',
  ])
  const sent = await press(backend, path, answers(backend, { 'consents.updates': 'on' }))
  assert.equal(sent.status, 303)
  assert.equal(sent.headers.get('location'), `${path}/sent`)
  assert.match(await (await backend.ask(`${path}/sent`)).text(), /<h1>Check your email<\/h1>/)
  const { no } = backend.petition()
  const attempt = await backend.store.attempt({ petition: no, n: 1 })
  const personal = await backend.parts.seals.unseal(
    backend.petition(),
    attempt?.id ?? new Uint8Array(),
    attempt?.sealed ?? new Uint8Array(),
  )
  assert.equal(personal.name, 'Ana Novák')
  assert.deepEqual(personal.consents, { updates: true })
})

test('takes the same answers within ten minutes as one sending', async (t) => {
  const backend = await openBackend(t)
  const { no } = await backend.put()
  await press(backend, path, answers(backend))
  assert.equal((await press(backend, path, answers(backend))).status, 303)
  assert.equal(await backend.store.pending(no), 1)
  backend.clock.now += 10 * 60_000
  await press(backend, path, answers(backend))
  assert.equal(await backend.store.pending(no), 2)
})

test('is a new sending for who has withdrawn or deleted the one before', async (t) => {
  const backend = await openBackend(t)
  const { no } = await backend.put()
  const send = () => press(backend, path, answers(backend))
  const links = async () => {
    const [job] = await backend.store.mailDue({ now: noon, limit: 1 })
    return backend.links(Buffer.from(job?.id ?? []).toString('base64url'))
  }
  const first = await send()
  const { confirm, withdraw } = await links()
  await press(backend, confirm, 'answer=confirm')
  assert.equal((await send()).status, 303)
  assert.equal(await backend.store.pending(no), 0)
  await press(backend, withdraw)

  const again = await send()
  assert.equal(again.status, first.status)
  assert.deepEqual([...again.headers], [...first.headers])
  assert.equal(await backend.store.pending(no), 1)
  await press(backend, (await links()).confirm, 'answer=not-me')
  await send()
  assert.equal(await backend.store.pending(no), 1)

  // Nor is it replayed once the petition says no.
  await press(backend, (await links()).withdraw)
  await backend.put({}, { paused: true })
  assert.equal((await send()).status, 503)
})

test('comes back with what was typed, a summary that links, and a message beside each field', async (t) => {
  const backend = await openBackend(t)
  await backend.put({
    consents: [
      {
        id: 'mail',
        purpose: 'updates',
        controller: 'Us',
        text: 'May we write to you?',
        mode: 'yes-no',
        required: true,
      },
    ],
    declarations: [
      { id: 'residence', text: 'I live in London', purpose: 'Only Londoners are counted' },
    ],
  })
  const response = await press(
    backend,
    path,
    answers(backend, { email: 'ana at mail', name: '"><i>', country: 'IE' }),
  )
  assert.equal(response.status, 422)
  const text = flat(await response.text())
  const summary = [...text.matchAll(/<li><a href="#([^"]+)">([^<]+)<\/a><\/li>/g)].map(
    ([, id, words]) => [id, words],
  )
  assert.deepEqual(summary, [
    ['field-email', 'Enter an email address in the correct format, like name@example.com'],
    ['field-declarations-residence', 'To sign, confirm this: I live in London'],
    ['field-consents-mail', 'Choose an answer: May we write to you?'],
  ])
  for (const [id, words] of summary) {
    assert.ok(text.includes(` id="${id}"`), id)
    assert.ok(
      text.includes(
        `<p class="error" id="${id}-error"><span class="hidden">Error:</span>${words}</p>`,
      ),
      id,
    )
  }
  assert.ok(text.indexOf('class="summary"') < text.indexOf('<h1>'))
  assert.match(text, /<title>There is a problem: /)
  assert.match(
    text,
    /id="field-email"[^>]*aria-describedby="field-email-hint field-email-error" aria-invalid="true"/,
  )
  assert.ok(text.includes('value="ana at mail"'))
  assert.ok(text.includes('value="&#34;&#62;&#60;i&#62;"'))
  assert.ok(!text.includes('<i>'))
  assert.match(text, /<option value="IE" selected>/)
})

test('ticks nothing beforehand and marks what is optional', async (t) => {
  const backend = await openBackend(t)
  await backend.put({
    consents: [
      { id: 'mail', purpose: 'updates', controller: 'Us', text: 'May we?', mode: 'yes-no' },
      { id: 'news', purpose: 'partner', controller: 'Them', text: 'May they?' },
    ],
  })
  const text = await page(backend)
  assert.ok(!/ checked/.test(text))
  assert.match(text, /Postcode<span class="muted">\(optional\)<\/span>/)
  assert.match(text, /autocomplete="postal-code"/)
  assert.match(text, /<option value="GB" selected>/)
  assert.match(
    text,
    /Read the<a href="https:\/\/mep.example\/privacy" target="_blank" rel="noopener">privacy notice<span class="hidden">\(opens in a new tab\)/,
  )
  assert.match(text, /You can withdraw your signature at any time/)
})

test('is found by its title elsewhere, and escapes what the petition holds', async (t) => {
  const backend = await openBackend(t)
  await backend.put({ title: 'Keep "it" & <them>', summary: "The Met's unit" })
  const text = await page(backend)
  assert.match(text, /<meta property="og:title" content="Keep &#34;it&#34; &#38; &#60;them&#62;">/)
  assert.match(text, /<meta property="og:description" content="The Met&#39;s unit">/)
  assert.ok(text.includes(`<meta property="og:url" content="${publicUrl}${path}">`))
})

test('shows the answer that stands in the place of the form', async (t) => {
  const backend = await openBackend(t)
  await backend.put({
    delivery: { at: '2009-11', place: 'City Hall, London', recipient: 'The board', count: 1804 },
  })
  const heading = async () => {
    const text = await page(backend)
    assert.ok(!text.includes('<form'))
    return [...text.matchAll(/<h2 id="sign-title">([^<]+)<\/h2>/g)].map(([, words]) => words)
  }
  assert.deepEqual(await heading(), [pagesEn['status.delivered.title']])
  const text = await page(backend)
  for (const words of [
    '<bdi>1,804</bdi>signatures',
    'November 2009',
    'City Hall, London',
    'The board',
  ])
    assert.ok(text.includes(words), words)
  await backend.put({ opensAt: '2009-11-02T00:00:00Z' })
  assert.deepEqual(await heading(), [pagesEn['status.upcoming.title']])
  await backend.put({}, { paused: true })
  assert.deepEqual(await heading(), [pagesEn['status.paused.title']])
  await backend.put()
  backend.clock.now = Date.parse('2009-11-13T17:00:00Z')
  assert.deepEqual(await heading(), [pagesEn['status.closed.title']])
  assert.match(await page(backend), /13 November 2009/)
})

test('tells who stands behind the petition by kind, what was reached, when it is decided and what came since', async (t) => {
  const backend = await openBackend(t)
  await backend.put({
    backers: [
      { name: 'Jane', kind: 'person' },
      { name: 'The Poppy Project', kind: 'charity', url: 'https://charity.example/' },
      { name: 'Ines', kind: 'MEP', role: 'MEP', quote: 'Keep *it*.' },
    ],
    milestones: [
      { at: '2009-10-20', count: 1312 },
      { at: '2009-11-20', count: 1400 },
    ],
    decision: { from: '2009-11-16', until: '2009-11-18', text: 'The Authority decides.' },
    updates: [
      { at: '2009-10-20', title: 'First' },
      { at: '2009-10-25', title: 'Second', text: 'It **goes on**.', url: 'https://mep.example/2' },
      { at: '2009-12-01', title: 'Later' },
    ],
  })
  const text = await page(backend)
  const headings = [...text.matchAll(/<h3>([^<]+)<\/h3>/g)].map(([, words]) => words)
  assert.deepEqual(headings.slice(0, 3), [
    'Charities',
    'Members of the European Parliament',
    'Individuals',
  ])
  assert.match(text, /<blockquote dir="auto"><p>Keep<em>it<\/em>\.<\/p>/)
  assert.match(text, /<a href="https:\/\/charity\.example\/">The Poppy Project<\/a>/)
  // No more exact than it is, and nothing that is yet to come.
  assert.match(text, /20 October 2009<\/time><span>Over<bdi>1,300<\/bdi>signatures/)
  assert.ok(!text.includes('1,400') && !text.includes('Later'))
  assert.match(text, /16\s–\s18 November 2009/)
  assert.match(text, /15 days left until then/)
  assert.ok(text.indexOf('Second') < text.indexOf('First'))
  assert.match(text, /<a href="https:\/\/mep\.example\/2">Read more<span class="hidden">: Second/)

  backend.clock.now = Date.parse('2009-11-17T12:00:00Z')
  assert.match(await page(backend), /It is being decided now/)
  backend.clock.now = Date.parse('2009-11-19T12:00:00Z')
  assert.match(await page(backend), /This date has passed/)
})

test('shows an example of the country’s postcodes, and asks for none where there is none', async (t) => {
  const backend = await openBackend(t)
  await backend.put({ fields: ['name', 'email', { name: 'country', preset: 'GB' }, 'postcode'] })
  assert.match(await page(backend), /id="field-postcode-hint"><bdi>For example, W1T 7NF<\/bdi>/)
  const returned = async (country: string) =>
    flat(await (await press(backend, path, answers(backend, { country, email: 'ana' }))).text())
  const irish = await returned('IE')
  assert.match(irish, /Postcode<span class="muted">\(optional\)/)
  assert.match(irish, /For example, D02 AF30/)
  assert.ok(!(await returned('AE')).includes('name="postcode"'))
  const wrong = await press(backend, path, answers(backend, { country: 'DE', postcode: '1011' }))
  assert.match(await wrong.text(), /Enter a complete postcode, like 10115/)
})

test('takes the form from its own origin, partners, none and null', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const from = async (origin: string, email: string) =>
    (
      await backend.ask(path, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: answers(backend, { email }),
      })
    ).status
  assert.equal(await from(publicUrl, 'a@mail.example'), 303)
  assert.equal(await from('null', 'b@mail.example'), 303)
  assert.equal(await from('https://charity.example', 'c@mail.example'), 303)
  assert.equal(await from('https://unlisted.example', 'd@mail.example'), 403)
})

test('shows the new text when the petition has changed while it was read', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const old = answers(backend)
  backend.clock.now += 1_000
  await backend.put({ title: 'Keep the whole unit' })
  backend.clock.now += 11 * 60_000
  const response = await press(backend, path, old)
  assert.equal(response.status, 409)
  const text = flat(await response.text())
  assert.match(text, /The petition was changed while you were reading it/)
  assert.ok(text.includes('Keep the whole unit'))
  assert.ok(text.includes('value="Ana Novák"'))
  assert.ok(text.includes(`value="${backend.petition().revision}"`))
})

/** Every kind of answer that is given by ticking. */
const toTick = {
  consents: [
    { id: 'updates', purpose: 'updates', controller: 'Us', text: 'May we?' },
    { id: 'mail', purpose: 'partner', controller: 'Them', text: 'May they?', mode: 'yes-no' },
  ],
  declarations: [{ id: 'residence', text: 'I live in London', purpose: 'Only they are counted' }],
}
const ticked = { 'consents.updates': 'on', 'consents.mail': 'yes', 'declarations.residence': 'on' }
const ticksIn = (text: string) =>
  [...text.matchAll(/<input[^>]* name="([^"]+)"[^>]* checked/g)].map(([, name]) => name)

test('keeps no tick for a text that was not seen, whatever the form comes back for', async (t) => {
  const backend = await openBackend(t)
  await backend.put(toTick)
  const wrong = { ...ticked, email: 'ana at mail' }
  const old = { shown: backend.petition().revision, ...ticked }
  const same = await press(backend, path, answers(backend, wrong))
  assert.deepEqual(new Set(ticksIn(flat(await same.text()))), new Set(Object.keys(ticked)))

  backend.clock.now += 1_000
  const [updates, mail] = toTick.consents
  const next = { ...toTick, consents: [{ ...updates, text: 'May we and all our friends?' }, mail] }
  await backend.put(next)
  const comesBack = async (changes: Record<string, string>, status: number) => {
    const response = await press(backend, path, answers(backend, changes))
    assert.equal(response.status, status)
    const text = flat(await response.text())
    assert.ok(text.includes('May we and all our friends?'))
    assert.ok(text.includes('value="Ana Novák"'))
    assert.deepEqual(ticksIn(text), [])
    assert.match(text, /What you typed is still here; nothing is ticked for you/)
  }
  // The old text may still be signed for ten minutes, but the form that comes back holds the new one.
  await comesBack({ ...wrong, shown: old.shown }, 422)
  await backend.put(next, { paused: true })
  await comesBack(old, 503)
  await backend.put(next)
  backend.clock.now += 11 * 60_000
  await comesBack(old, 409)

  backend.clock.now = Date.parse(openPetition.closesAt)
  const closed = await (await press(backend, path, answers(backend, old))).text()
  assert.match(closed, /This petition had closed when your signature arrived/)
  assert.ok(!closed.includes('What you typed is still here'))
})

test('tells the midnight at which a petition closes as the end of its last day', async (t) => {
  const backend = await openBackend(t)
  for (const [closesAt, said] of [
    ['2009-11-13T17:00:00Z', '13 November 2009 at 17:00 GMT'],
    ['2009-11-14T00:00:00Z', '13 November 2009 at 23:59 GMT'],
  ] as const) {
    await backend.put({ closesAt })
    assert.ok((await page(backend)).includes(`You can sign until ${said}.`))
  }
  backend.clock.now = Date.parse('2009-11-14T00:00:00Z')
  assert.match(await page(backend), /It closed on 13 November 2009 at 23:59 GMT\./)
})

test('keeps what was typed and ticked while signing is paused', async (t) => {
  const backend = await openBackend(t)
  await backend.put(toTick, { paused: true })
  assert.ok(!(await page(backend)).includes('<form'))
  const response = await press(backend, path, answers(backend, { ...ticked, country: 'IE' }))
  assert.equal(response.status, 503)
  assert.equal(response.headers.get('retry-after'), '300')
  const text = flat(await response.text())
  assert.match(
    text,
    /Signing was paused while you were filling in the form\. Your answers are still here/,
  )
  assert.ok(text.includes('value="Ana Novák"'))
  assert.ok(text.includes('value="ana@mail.example"'))
  assert.match(text, /<option value="IE" selected>/)
  assert.deepEqual(new Set(ticksIn(text)), new Set(Object.keys(ticked)))
  assert.ok(text.includes(`name="shown" value="${backend.petition().revision}"`))
})

test('refuses a field twice over and a body that is no form', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const many = new URLSearchParams(Array.from({ length: 65 }, (_, i) => [`k${i}`, 'x']))
  assert.equal((await press(backend, path, many.toString())).status, 400)
  assert.equal((await press(backend, path, `${answers(backend)}&__proto__=x`)).status, 422)
  assert.equal(
    (
      await backend.ask(path, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json' },
      })
    ).status,
    415,
  )
  assert.equal((await press(backend, path, 'x'.repeat(50_000))).status, 413)
})

test('takes the longest comment in any script, as the widget sends it', async (t) => {
  const backend = await openBackend(t)
  await backend.put({ fields: ['name', 'email', 'country', 'comment?'] })
  // A form is sent with three characters for each byte beyond ASCII, and CRLF for a line break.
  for (const [typed, sent] of [
    ['請'.repeat(2_000), '請'.repeat(2_000)],
    ['🕊'.repeat(2_000), '🕊'.repeat(2_000)],
    ['a\n'.repeat(999) + 'b\n', 'a\r\n'.repeat(999) + 'b\r'],
  ] as const) {
    const response = await press(backend, path, answers(backend, { comment: sent }))
    assert.equal(response.status, 303)
    const jobs = await backend.store.mailDue({ now: noon, limit: 9 })
    const job = jobs.toSorted((a, b) => b.n - a.n)[0]
    assert.ok(job)
    const personal = await backend.parts.seals.unseal(backend.petition(), job.id, job.sealed)
    assert.equal(personal.comment, typed.trim())
  }
  const long = await press(backend, path, answers(backend, { comment: '請'.repeat(2_001) }))
  assert.equal(long.status, 422)
  assert.ok((await long.text()).includes('請'.repeat(2_001)))
})

test('escapes every value of a template', () => {
  assert.equal(
    html`<p title="${'"&<>\''}">${['<b>', html`<i></i>`, 1, false, undefined]}</p>`.text,
    '<p title="&#34;&#38;&#60;&#62;&#39;">&#60;b&#62;<i></i>1</p>',
  )
})

test('a form that cannot be read leads to somebody who can help', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const post = (body: string, type = 'application/x-www-form-urlencoded') =>
    backend.ask(path, { method: 'POST', body, headers: { 'content-type': type } })
  const many = Array.from({ length: 65 }, (_, i) => `a${i}=1`).join('&')
  for (const [status, response] of [
    [400, await post(many)],
    [413, await post(`name=${'a'.repeat(50_000)}`)],
    [415, await post('name=Ana', 'text/plain')],
  ] as const) {
    assert.equal(response.status, status)
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const text = flat(await response.text())
    assert.match(text, /<h1>Your signature was not accepted<\/h1>/)
    const { contact } = backend.petition().file.controller
    if (status !== 413) assert.ok(text.includes(`Contact ${contact} to sign`), text)
  }
  // Behind a link there is no petition to speak of.
  const link = await backend.ask('/confirm/abc', {
    method: 'POST',
    body: 'x',
    headers: { 'content-type': 'text/plain' },
  })
  assert.equal(link.status, 415)
  assert.match(await link.text(), /<h1>Something went wrong on our side<\/h1>/)
})
