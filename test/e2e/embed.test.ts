import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Frame, Page } from 'playwright-core'
import type { Backend } from '../../demo/backend.ts'
import { problems } from '../support/axe.ts'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { confirmLink } from '../support/mailbox.ts'
import { servePages, type Pages } from '../support/pages.ts'
import { page as bare } from '../support/snippet.ts'
import { until } from '../support/until.ts'
import { openBackend, openDemo, petitionId } from '../support/world.ts'

const skip = missing('chromium')
const person = { name: 'Gus Testperson', email: 'gus.frame@example.org', postcode: 'N1 9GU' }

const frameOf = (backend: Backend, query = '', attributes = '') =>
  `<iframe data-undersigned-embed ${attributes} src="${backend.url}/embed/${petitionId}${query}" title="Keep the unit" width="100%" allow="clipboard-write; web-share"></iframe>`
const script = (backend: Backend) => `<script async src="${backend.url}/embed.js"></script>`

/** Keeps what the page hears: the events of the frame, and every message of anybody as it came. */
const listening = `<script>
  window.heard = []; window.messages = []
  for (const name of ['ready', 'sign', 'signed', 'refused', 'error', 'tallied', 'shared'])
    document.addEventListener('undersigned-' + name, (event) =>
      heard.push({ type: event.type, from: event.target.localName, detail: event.detail }))
  addEventListener('message', (event) => messages.push(JSON.stringify(event.data)))
</script>`

interface Heard {
  type: string
  from: string
  detail: Record<string, unknown>
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard)

async function inner(page: Page, index = 0): Promise<Frame> {
  const handle = await page.locator('iframe').nth(index).elementHandle()
  const frame = await handle?.contentFrame()
  assert.ok(frame)
  return frame
}

/** The frame's element once its form is there; the frame may have been loaded anew meanwhile. */
async function form(page: Page): Promise<Frame> {
  await page.frameLocator('iframe >> nth=0').locator('undersigned-petition #submit').waitFor()
  return inner(page)
}

const heights = async (page: Page): Promise<[number, number]> => [
  await page
    .locator('iframe')
    .first()
    .evaluate((frame) => frame.clientHeight),
  await (
    await inner(page)
  ).evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height)),
]
const isFitted = (page: Page) =>
  until('the height to fit', async () => {
    const [outside, inside] = await heights(page)
    return outside === inside && outside
  })

test(
  'a petition in a frame fits its height, signs, and tells the page what happened and not who',
  { skip },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    // No word on where it stands: the script says it.
    const body = frameOf(backend, '?partner=poppy-project') + script(backend)
    site.pages.set('/', { body: bare(body, listening) })
    const browser = await openChromium(t)
    const page = await open(browser, `${site.url}/?utm_source=leaflet`)
    const frame = await form(page)

    const asked = new URL(frame.url()).searchParams
    assert.equal(asked.get('origin'), site.url)
    assert.equal(asked.get('source'), 'leaflet')
    assert.equal(
      await frame.title(),
      'Keep the Metropolitan Police’s human trafficking unit'.replace('’', "'"),
    )
    const wide = await isFitted(page)
    await page.setViewportSize({ width: 320, height: 700 })
    await until('the frame to be taller', async () => (await heights(page))[1] > wide)
    await isFitted(page)
    assert.deepEqual(await problems(frame), [])
    assert.equal(
      await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      0,
      'nothing stands out of it',
    )

    // One press signs nothing: fields are wanted first, and where the focus goes is seen on the page.
    const posted: string[] = []
    page.on('request', (request) => request.method() === 'POST' && posted.push(request.url()))
    await frame.locator('#submit').click()
    const summary = frame.locator('[part~="error-summary"]')
    await summary.waitFor()
    assert.deepEqual(posted, [])
    const seen = await summary.boundingBox()
    assert.ok(seen && seen.y >= -10 && seen.y < 700, `the summary is at ${seen?.y} of the window`)
    await isFitted(page)

    // By the keyboard alone, from the page into the frame.
    await frame.locator('#name').focus()
    await page.keyboard.type(person.name)
    await page.keyboard.press('Tab')
    await page.keyboard.type(person.email)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type(person.postcode)
    await page.keyboard.press('Enter')
    await frame.locator('#result').waitFor()
    const tall = await isFitted(page)
    assert.ok(tall > 200)
    assert.deepEqual(posted, [`${backend.url}/v1/petitions/${petitionId}/signatures`])

    const events = await heard(page)
    assert.deepEqual(
      events.map(({ type, from }) => `${type} ${from}`),
      ['undersigned-ready iframe', 'undersigned-signed iframe'],
    )
    assert.deepEqual(events[0]?.detail, { petition: petitionId, status: 'open' })
    const { at, ...signed } = events[1]?.detail ?? {}
    assert.deepEqual(signed, { petition: petitionId, partner: 'poppy-project', outcome: 'pending' })
    assert.match(String(at), /^\d{4}-/)
    const messages = await page.evaluate(
      () => (window as unknown as { messages: string[] }).messages,
    )
    assert.ok(messages.length > 3)
    for (const part of [...person.name.split(' '), person.email, person.postcode, 'gus', 'leaflet'])
      assert.ok(!messages.join().includes(part), `${part} left the frame`)

    const link = await confirmLink(backend.url, person.email)
    const mail = await browser.newPage()
    await mail.goto(link)
    await mail.locator('form button').first().click()
    assert.match(await mail.locator('body').innerText(), /Back to The Poppy Project/)
    await until('the page to hear of the count', async () =>
      (await heard(page)).some(
        ({ type, detail }) => type === 'undersigned-tallied' && detail['count'] === 1,
      ),
    )
  },
)

test(
  'a script that comes late hears what it missed, and a frame that comes late is fitted too',
  { skip },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    const query = `?origin=${encodeURIComponent(site.url)}`
    site.pages.set('/', { body: bare(frameOf(backend, query), listening) })
    const page = await open(await openChromium(t), `${site.url}/`)
    await form(page)
    assert.deepEqual(await heard(page), [])
    const [alone] = await heights(page)
    assert.equal(alone, 150, 'nobody has fitted it')

    // Twice, as happens where two things paste it.
    for (let i = 0; i < 2; i += 1) await page.addScriptTag({ url: `${backend.url}/embed.js` })
    await isFitted(page)
    await until('the event', async () => (await heard(page)).length > 0)
    assert.deepEqual(
      (await heard(page)).map(({ type }) => type),
      ['undersigned-ready'],
    )

    const entries = await page.evaluate(() => history.length)
    await page.evaluate(() => {
      const later = document.querySelector('iframe')?.cloneNode() as HTMLIFrameElement // it is there
      later.src = later.src.replace(/\?.*/, '')
      later.style.blockSize = ''
      document.querySelector('iframe')?.replaceWith(later)
    })
    await form(page)
    await isFitted(page)
    assert.equal(await page.evaluate(() => history.length), entries, '"back" leads off the page')
  },
)

test('nothing that others say changes a frame or the page around it', { skip }, async (t) => {
  const site = await servePages(t)
  const other = await servePages(t)
  const backend = await openBackend(t, site.url)
  other.pages.set('/', { body: '<!doctype html><title>Another</title>' })
  const strange = (url: string) => `<iframe src="${url}" title="Another"></iframe>`
  // The second is of the petitions' server too, and none that this page has marked.
  const strangers =
    strange(`${other.url}/`) + strange(`${backend.url}/embed/${petitionId}?origin=${site.url}`)
  const body = frameOf(backend) + strangers + script(backend)
  site.pages.set('/', { body: bare(body, listening) })
  const page = await open(await openChromium(t), `${site.url}/`)
  const frame = await form(page)
  const height = await isFitted(page)
  await until('the event', async () => (await heard(page)).length === 1)

  const forge = (count: number) => {
    const names = ['ready', 'signed', 'refused', 'error', 'tallied', 'shared', 'sign', 'else']
    const detail = {
      petition: 'keep-the-trafficking-unit',
      partner: null,
      outcome: 'counted',
      at: '2026-01-01T00:00:00Z',
      code: 'invalid',
      fields: ['name'],
      status: 'open',
      network: 'copy',
      count: 1_000_000,
      goal: 1,
    }
    const kinds = [
      (i: number) => ({ undersigned: 'size', height: i + 1 }),
      (i: number) => ({ undersigned: 'event', name: names[i % names.length], detail }),
      () => ({ undersigned: 'hello' }),
      (i: number) => JSON.stringify({ undersigned: 'size', height: i }),
      (i: number) => [['undersigned', 'size'], i],
      () => null,
    ]
    return Array.from({ length: count }, (_, i) => kinds[i % kinds.length]?.(i))
  }
  const sending = `${forge.toString()}`
  // From another site's frame, to the page and to the petition's frame beside it.
  await (
    await inner(page, 1)
  ).evaluate(`{ const forge = ${sending}
      for (const message of forge(4000)) parent.postMessage(message, '*')
      for (const message of forge(1000)) parent.frames[0].postMessage(message, '*') }`)
  await (
    await inner(page, 2)
  ).evaluate(`{ const forge = ${sending}
    for (const message of forge(1000)) parent.postMessage(message, '*') }`)
  // From the page itself to itself, as any script on it could, and to the frame.
  await page.evaluate(
    `{ const forge = ${sending}
      for (const message of forge(2000)) postMessage(message, '*')
      for (const message of forge(1998)) frames[0].postMessage(message.undersigned === 'hello' ? 1 : message, '*')
      frames[0].postMessage({ undersigned: 'size', height: 1 }, '*'); postMessage('last', '*')
      true }`.replace('message.undersigned', 'message?.undersigned'),
  )
  await page.waitForFunction(() =>
    (window as unknown as { messages: string[] }).messages.includes('"last"'),
  )
  // Its own word still counts: what was sent before it has been heard by then.
  await frame.evaluate(() => document.body.style.setProperty('padding-block-end', '33px'))
  await until('the height to follow', async () => (await heights(page))[0] === height + 33)
  assert.deepEqual(
    (await heard(page)).map(({ type }) => type),
    ['undersigned-ready'],
  )
  const told = await page.evaluate(
    () => (window as unknown as { messages: string[] }).messages.length,
  )
  assert.ok(told >= 6_000, `${told} messages came to the page`)
  assert.equal(
    await frame
      .locator('undersigned-petition')
      .evaluate((element) => (element as unknown as { state: string }).state),
    'editing',
  )

  // The window of the frame is the petition's, and what is in it is somebody else's now.
  await page.evaluate((url) => {
    const [first] = document.querySelectorAll('iframe')
    const window = first?.contentWindow
    window?.location.replace(url)
  }, `${other.url}/`)
  await until(
    'the other page to be in it',
    async () => (await inner(page)).url() === `${other.url}/`,
  )
  await (
    await inner(page)
  ).evaluate(() => parent.postMessage({ undersigned: 'size', height: 7 }, '*'))
  await page.waitForFunction(() =>
    (window as unknown as { messages: string[] }).messages.at(-1)?.includes('"height":7'),
  )
  assert.equal((await heights(page))[0], height + 33)
})

test(
  'who may not have the form gets the tally and a link, or nothing at all',
  { skip },
  async (t) => {
    const site = await servePages(t)
    const other = await servePages(t)
    const backend = await openBackend(t, site.url)
    const origin = `?origin=${encodeURIComponent(site.url)}`
    const browser = await openChromium(t)

    // Sandboxes on a listed page: with an origin of its own the form, else what the server wrote.
    const sandboxes: [string, boolean][] = [
      ['sandbox="allow-scripts allow-same-origin allow-popups"', true],
      ['sandbox="allow-scripts"', false],
      ['sandbox', false],
    ]
    for (const [attribute, hasForm] of sandboxes) {
      site.pages.set('/', { body: bare(frameOf(backend, origin, attribute), listening) })
      const page = await open(browser, `${site.url}/`)
      if (hasForm) await form(page)
      const frame = await inner(page)
      if (!hasForm) {
        await page.waitForLoadState('networkidle')
        assert.equal(
          await frame.locator('undersigned-petition').evaluate((element) => element.shadowRoot),
          null,
          attribute,
        )
        const link = frame.locator('a')
        assert.equal(await link.getAttribute('href'), `${backend.url}/p/${petitionId}`)
        assert.match(await frame.locator('body').innerText(), /Be the first to sign/)
        assert.deepEqual(
          await page.evaluate(() => (window as unknown as { messages: string[] }).messages),
          [],
        )
      }
      await page.close()
    }

    // A frame that does not say where it stands.
    site.pages.set('/', { body: bare(frameOf(backend)) })
    const page = await open(browser, `${site.url}/`)
    const frame = await inner(page)
    assert.equal(await frame.locator('undersigned-petition').count(), 0)
    assert.deepEqual(await problems(frame), [])
    const [opened] = await Promise.all([page.waitForEvent('popup'), frame.locator('a').click()])
    await opened.waitForURL(`${backend.url}/p/${petitionId}`)
    assert.equal(await opened.evaluate(() => window.opener as unknown), null)
    await page.close()

    // Pages that are not listed, whatever they say they are; and a listed one that has given its origin away.
    const blocked: [Pages, string, Record<string, string>][] = [
      [other, origin, {}],
      [other, `?origin=${encodeURIComponent(other.url)}`, {}],
      [other, '', {}],
      [other, '?origin=null', {}],
      [site, origin, { 'content-security-policy': 'sandbox allow-scripts' }],
    ]
    for (const [host, query, headers] of blocked) {
      host.pages.set('/', { body: bare(frameOf(backend, query)), headers })
      const page = await open(browser, `${host.url}/`)
      await until('the frame to be refused', async () =>
        (await inner(page)).url().startsWith('chrome-error:'),
      )
      await page.close()
    }
  },
)

test(
  'the place that is kept free for a frame is a little more than it takes',
  { skip },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    const browser = await openChromium(t)
    const address = encodeURIComponent(`${backend.url}/p/${petitionId}`)
    for (const width of [320, 480, 640]) {
      const answer = await fetch(`${backend.url}/oembed?url=${address}&maxwidth=${width}`)
      const { html, height } = (await answer.json()) as { html: string; height: number }
      // As somebody pastes it who keeps the script.
      site.pages.set('/', { body: bare(html, '<style>body { margin: 0 }</style>') })
      const page = await open(browser, `${site.url}/`)
      await form(page)
      // The last part of it comes by itself.
      await (await inner(page)).locator('[part~="backers"]').waitFor()
      const fitted = await isFitted(page)
      const share = height / fitted
      assert.ok(share >= 1 && share < 1.12, `${height} px were kept at ${width}, ${fitted} taken`)
      await page.close()
    }
  },
)

test(
  'the MEP’s site shows the petition in a frame, and as a form without a script that signs',
  { skip },
  async (t) => {
    const demo = await openDemo(t)
    // The bar of the demonstration stands outside the site's regions; the frame is looked into above.
    const isOurs = (line: string) => !/^(region: <div id="demo"|frame-tested)/.test(line)
    const browser = await openChromium(t)
    const page = await open(browser, `${demo.mep}/iframe`)
    await form(page)
    await isFitted(page)
    assert.deepEqual((await problems(page)).filter(isOurs), [])

    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await plain.goto(`${demo.mep}/plain`)
    await plain.locator('[name="name"]').fill('Ida Testperson')
    await plain.locator('[name="email"]').fill('ida.plain@example.org')
    await plain.locator('[name="postcode"]').fill('N1 9GU')
    await plain.locator('.plain button').click()
    assert.equal(plain.url(), `${demo.backend}/p/${petitionId}/sent?partner=honeyball`)
    await plain.goto(await confirmLink(demo.backend, 'ida.plain@example.org'))
    await plain.locator('form button').first().click()
    await plain.locator('a', { hasText: 'Back to Mary Honeyball MEP' }).click()
    assert.equal(plain.url(), `${demo.mep}/`)

    const scripted = await open(browser, `${demo.mep}/plain`)
    assert.deepEqual((await problems(scripted)).filter(isOurs), [])
  },
)

function open(browser: Browser, url: string): Promise<Page> {
  return browser.newPage({ viewport: { width: 960, height: 900 } }).then(async (page) => {
    await page.goto(url)
    return page
  })
}
