import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { openBackend, partnerOrigin, publicUrl, type Backend } from './backend.ts'

const path = '/embed/keep-the-unit'
const second = 'https://www.charity.example'
const partners = [
  { id: 'poppy-project', name: 'The Poppy Project', origins: [partnerOrigin, second] },
  { id: 'union', name: 'The Union', origins: ['https://union.example:8443'] },
]

async function open(t: TestContext, changes: Record<string, unknown> = {}): Promise<Backend> {
  const backend = await openBackend(t)
  await backend.put({ partners, ...changes })
  return backend
}

async function framed(backend: Backend, asked: Record<string, string> = {}) {
  const response = await backend.ask(`${path}?${new URLSearchParams(asked).toString()}`)
  const text = await response.text()
  const policy = response.headers.get('content-security-policy') ?? ''
  return {
    status: response.status,
    text: text.replace(/\s+/g, ' '),
    hasForm: /<undersigned-petition/.test(text) && /<script/.test(text),
    ancestors: /frame-ancestors ([^;]*)/.exec(policy)?.[1],
    policy,
  }
}

test('a listed origin gets the form, for itself alone', async (t) => {
  const backend = await open(t)
  for (const origin of [partnerOrigin, second, 'https://union.example:8443']) {
    const { hasForm, ancestors, text } = await framed(backend, { origin })
    assert.ok(hasForm, origin)
    assert.equal(ancestors, `'self' ${origin}`)
    assert.ok(text.includes(`<body data-host="${origin}">`))
  }
  const own = await framed(backend, { origin: publicUrl })
  assert.ok(own.hasForm)
  assert.equal(own.ancestors, "'self'")
})

test('without an origin, or with one that is not listed, there are the tally and a link', async (t) => {
  const backend = await open(t)
  const listed = `'self' ${partnerOrigin} ${second} https://union.example:8443`
  const others = [
    undefined,
    '',
    'null',
    'https://unlisted.example',
    'http://charity.example',
    'https://charity.example/',
    'https://CHARITY.example',
    'https://charity.example:443',
    'https://charity.example.evil.example',
    'https://evil.example@charity.example',
    `${partnerOrigin} https://evil.example`,
    `${partnerOrigin};script-src *`,
    'https://*.example',
    '*',
    'https:',
    'javascript:alert(1)',
    'https://a;frame-ancestors *',
    'https://a,default-src *',
    'https://a\r\nx: y',
  ]
  for (const origin of others) {
    const { hasForm, ancestors, text, policy } = await framed(
      backend,
      origin === undefined ? {} : { origin },
    )
    assert.ok(!hasForm, origin)
    assert.ok(!text.includes('<script'), origin)
    assert.equal(ancestors, listed, origin)
    assert.ok(!/script-src|connect-src|evil/.test(policy))
    assert.match(text, /Be the first to sign/)
    assert.match(
      text,
      /<a class="button" href="https:\/\/sign\.example\.org\/p\/keep-the-unit" target="_blank" rel="noopener" ?>Sign this petition <span class="new">\(opens in a new tab\)<\/span><\/a ?>/,
    )
  }
})

test('when no partner is listed, any page with https gets the form, again for itself alone', async (t) => {
  const backend = await open(t, { partners: [] })
  const { hasForm, ancestors } = await framed(backend, { origin: 'https://anywhere.example' })
  assert.ok(hasForm)
  assert.equal(ancestors, "'self' https://anywhere.example")
  for (const origin of [
    'http://anywhere.example',
    'http://localhost:8080',
    'null',
    'https://a;b',
    'https://a,b',
  ]) {
    const refused = await framed(backend, { origin })
    assert.ok(!refused.hasForm, origin)
    assert.equal(refused.ancestors, "'self' https:")
  }
})

test('a list of partners too long for a header leaves pages that do not name themselves out', async (t) => {
  const origins = Array.from({ length: 400 }, (_, i) => `https://partner-${i}.example`)
  const backend = await open(t, { partners: [{ id: 'all', name: 'All', origins }] })
  assert.equal((await framed(backend)).ancestors, "'self'")
  assert.ok((await framed(backend, { origin: 'https://partner-399.example' })).hasForm)
})

test('the element is told where somebody came from, as far as it is harmless', async (t) => {
  const backend = await open(t)
  const attribute = (text: string, name: string) =>
    new RegExp(`<undersigned-petition[^>]* ${name}="([^"]*)"`).exec(text)?.[1]
  const said = await framed(backend, {
    origin: partnerOrigin,
    partner: 'union',
    source: 'leaflet',
    theme: 'auto',
  })
  assert.equal(attribute(said.text, 'partner'), 'union')
  assert.equal(attribute(said.text, 'source'), 'leaflet')
  assert.equal(attribute(said.text, 'theme'), 'auto')
  assert.equal(attribute(said.text, 'endpoint'), '/')
  assert.equal(attribute(said.text, 'share-url'), `${publicUrl}/p/keep-the-unit`)
  assert.ok(said.text.includes('<meta name="color-scheme" content="light dark" />'))
  assert.ok(
    said.text.includes(`href="${publicUrl}/p/keep-the-unit?partner=union&#38;source=leaflet"`),
  )

  const wrong = {
    partner: 'nobody',
    source: '"><script>',
    theme: 'host',
    redirect: 'https://evil.example',
  }
  const harmless = await framed(backend, { origin: partnerOrigin, ...wrong })
  assert.equal(attribute(harmless.text, 'partner'), 'poppy-project', 'as its origin says')
  assert.equal(attribute(harmless.text, 'source'), undefined)
  assert.equal(attribute(harmless.text, 'theme'), 'light')
  assert.ok(!harmless.text.includes('evil.example'))
  assert.equal(harmless.text.match(/<script/g)?.length, 1)
})

test('a frame speaks its petition’s language, or the one that is named', async (t) => {
  const backend = await open(t)
  const german = await framed(backend, { lang: 'de' })
  assert.match(german.text, /<html lang="de" dir="ltr">/)
  assert.match(german.text, /Diese Petition unterschreiben <span class="new">\(öffnet/)
  assert.match(german.text, /href="https:\/\/sign.example.org\/p\/keep-the-unit\?lang=de"/)
  assert.match((await framed(backend, { lang: 'ar' })).text, /<html lang="ar" dir="rtl">/)
  assert.match((await framed(backend)).text, /<html lang="en" dir="ltr">/)
})

test('its title is the petition’s, and what has closed is only to be seen', async (t) => {
  const backend = await open(t, { title: 'Keep <the> unit' })
  assert.match((await framed(backend)).text, /<title>Keep &#60;the&#62; unit<\/title>/)
  backend.clock.now = Date.parse('2009-11-14T00:00:00Z')
  assert.match((await framed(backend)).text, />See the petition <span/)
  assert.equal((await backend.ask('/embed/nothing')).status, 404)
})
