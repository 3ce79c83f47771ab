import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { petitionId, openBackend } from '../support/world.ts'

const skip = missing('chromium')

test(
  'offline, nothing is sent, and nothing by itself when the network is back (row 40)',
  { skip },
  async (t) => {
    const { page, posts } = await open(t)
    await fill(page)
    await page.context().setOffline(true)
    await page.locator('#submit').click()
    await page.locator('#panel').waitFor()
    assert.match(
      await page.locator('#panel').innerText(),
      /^You are offline\n+Your signature was not sent/,
    )
    assert.deepEqual(posts, [])
    assert.equal(await focused(page), 'panel')

    await page.context().setOffline(false)
    await page.waitForFunction(
      `document.querySelector('undersigned-petition').shadowRoot.querySelector('[role=status]').textContent === 'You are back online'`,
    )
    assert.equal(await focused(page), 'panel', 'focus stays where it was')
    assert.deepEqual(posts, [], 'sending is the person’s to decide')
    assert.equal(await page.locator('#name').inputValue(), 'Flo Testperson')

    await page.locator('#panel button').click()
    await page.locator('#result').waitFor()
    assert.equal(await page.locator('#result').innerText(), 'Check your email')
    assert.equal(posts.length, 1)
  },
)

test(
  'parts that could not be had while the network was away are there when it is back (row 40)',
  { skip },
  async (t) => {
    const { page, posts } = await open(t)
    // What the test answers itself would come all the same.
    await page.route('**/chunks/**', (route) => route.abort())
    await page.context().setOffline(true)
    await page.locator('#name').fill('Flo Testperson')
    await page.locator('#email').fill('flo@example.org')
    await page.locator('#submit').click()
    await page.locator('#panel').waitFor()
    assert.deepEqual(posts, [])
    await page.waitForLoadState('networkidle')

    await page.unroute('**/chunks/**')
    await page.context().setOffline(false)
    await page.waitForFunction(
      `document.querySelector('undersigned-petition').shadowRoot.querySelector('[role=status]').textContent === 'You are back online'`,
    )
    assert.match(await page.locator('#panel').innerText(), /Your signature was not sent/)
    await page.locator('#panel button').click()
    await page.locator('#result').waitFor()
    await page.locator('[part~="share-list"]').waitFor()
  },
)

test(
  'an answer that does not come is waited for, and then told without saying what nobody knows (row 40)',
  { skip },
  async (t) => {
    const { page, posts } = await open(t, { clock: true })
    await page.route('**/signatures', () => {})
    await fill(page)
    await Promise.all([page.waitForRequest('**/signatures'), page.locator('#submit').click()])
    await page.clock.fastForward(6_000)
    assert.match(
      await page.locator('form').innerText(),
      /Still sending\. Please keep this page open/,
    )
    assert.equal(await page.locator('#submit').getAttribute('aria-disabled'), 'true')
    // Three tries of 15 s, and the waits between them.
    for (let tries = 0; tries < 9 && !(await page.locator('#panel').isVisible()); tries++)
      await page.clock.fastForward(10_000)
    await page.locator('#panel').waitFor()
    const text = await page.locator('#panel').innerText()
    assert.match(text, /We could not confirm that your signature arrived/)
    assert.match(text, /took too long/)
    assert.doesNotMatch(text, /not sent/)
    assert.equal(new Set(posts).size, 1, 'every try has the same key')
    assert.equal(await page.locator('#email').inputValue(), 'flo@example.org')
  },
)

test(
  'a person who does not want to wait can stop, and keeps the answers (row 40)',
  { skip },
  async (t) => {
    const { page } = await open(t, { clock: true })
    await page.route('**/signatures', () => {})
    await fill(page)
    await Promise.all([page.waitForRequest('**/signatures'), page.locator('#submit').click()])
    await page.clock.fastForward(11_000)
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    assert.match(await page.locator('#panel').innerText(), /may or may not have arrived/)
    assert.equal(await page.locator('#name').inputValue(), 'Flo Testperson')
  },
)

test('leaving the page and coming back keeps what was typed', { skip }, async (t) => {
  const { page, origin } = await open(t)
  await fill(page)
  await page.locator('[id="consents.updates"]').check()
  await page.goto(`${origin}/elsewhere`)
  await page.goBack({ waitUntil: 'commit' })
  await page.waitForFunction(`document.querySelector('undersigned-petition')?.state === 'editing'`)
  assert.ok(await page.evaluate('window.wasKept'), 'the browser kept the page itself')
  assert.equal(await page.locator('#name').inputValue(), 'Flo Testperson')
  await page.locator('#submit').click()
  await page.locator('#result').waitFor()
})

test(
  'signing again with the same address looks the same as the first time (row 35)',
  { skip },
  async (t) => {
    const { page, origin } = await open(t)
    const shown: (string | undefined)[] = []
    for (let i = 0; i < 2; i++) {
      await page.goto(`${origin}/`)
      await fill(page)
      await page.locator('#submit').click()
      await page.locator('#again').waitFor()
      shown.push(
        await page.evaluate(() =>
          document
            .querySelector('undersigned-petition')
            ?.shadowRoot?.innerHTML.replaceAll(/<!--.*?-->/g, ''),
        ),
      )
    }
    assert.ok(shown[0])
    assert.equal(shown[1], shown[0])
  },
)

/**
 * The widget on a page of the backend's own origin, under a name that is not this computer's: there the browser's
 * word counts on whether it is online.
 */
async function open(t: TestContext, options: { clock?: boolean } = {}) {
  const origin = 'https://partner.example'
  const backend = await openBackend(t, origin)
  const browser = await openChromium(t, {
    args: ['--enable-features=BackForwardCache'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  const page = await browser.newPage()
  if (options.clock) await page.clock.install()
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.headers()['idempotency-key'] ?? '')
  })
  const widget = `<undersigned-petition petition="${petitionId}" endpoint="/" live="off"></undersigned-petition>`
  const kept = `<script>addEventListener('pageshow', (event) => (window.wasKept = event.persisted))</script>`
  const bodies: Record<string, string> = {
    '/': `<script type="module" src="/undersigned.js"></script>${kept}${widget}`,
    '/elsewhere': 'Elsewhere',
  }
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const body = bodies[pathname]
    if (body === undefined)
      return route.fulfill({ response: await route.fetch({ url: backend.url + pathname }) })
    return route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>A page</title>${body}`,
    })
  })
  await page.goto(`${origin}/`)
  return { page, posts, origin }
}

/** Fills the form in, and lets the parts come that are loaded with the first answer: they would be late for a moved clock. */
async function fill(page: Page): Promise<void> {
  await page.locator('#name').fill('Flo Testperson')
  await page.locator('#email').fill('flo@example.org')
  await page.waitForLoadState('networkidle')
}

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(
    () => document.querySelector('undersigned-petition')?.shadowRoot?.activeElement?.id,
  )
}
