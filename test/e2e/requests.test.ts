import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { page as bare, petitionOnly, readmeSnippet } from '../support/snippet.ts'
import { openBackend, petitionId } from '../support/world.ts'

const script = '/undersigned.js'
const petition = `/v1/petitions/${petitionId}`
const stream = `${petition}/tally/stream`
/** Who stands behind the petition, and what has happened with it: once the form is there. */
const story = /^\/chunks\/(story|date)-/

test(
  'a form to fill in costs one script and one petition, and one stream to be live',
  { skip: missing('chromium') },
  async (t) => {
    const asked = await requestsOf(t, petitionOnly)
    assert.deepEqual(asked.beforeInteractive, [script, petition])
    assert.deepEqual(asked.whenLive, [script, petition, stream])
  },
)

test('a tally beside the form costs nothing more', { skip: missing('chromium') }, async (t) => {
  const asked = await requestsOf(t, readmeSnippet)
  assert.deepEqual(asked.whenLive, [script, petition, stream])
})

test(
  'the form waits for nothing that is told below it, and that is two small files',
  { skip: missing('chromium') },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    site.pages.set('/', { body: bare(petitionOnly(backend.url)) })
    const browser = await openChromium(t)
    const page = await browser.newPage()
    let letGo = () => {}
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const asked: string[] = []
    await page.route(
      ({ pathname }) => story.test(pathname),
      async (route) => {
        asked.push(new URL(route.request().url()).pathname)
        await held
        await route.continue()
      },
    )
    await page.goto(`${site.url}/`)
    await page.waitForFunction(() =>
      document.querySelector('undersigned-petition')?.matches(':state(editing)'),
    )
    await page.locator('undersigned-petition #name').fill('Ivy Testperson')
    assert.equal(await page.locator('undersigned-petition .further').count(), 0)
    letGo()
    await page.locator('undersigned-petition .further').waitFor()
    assert.equal(asked.length, 2)
  },
)

/** What a page with this embed asks of the backend, in order, and that it asks nobody else. */
async function requestsOf(
  t: TestContext,
  embed: (backend: string) => string,
): Promise<{ beforeInteractive: string[]; whenLive: string[] }> {
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  site.pages.set('/', { body: bare(embed(backend.url)) })
  const browser = await openChromium(t)
  const page = await browser.newPage()
  const asked: URL[] = []
  page.on('request', (request) => asked.push(new URL(request.url())))
  const paths = () =>
    asked
      .filter(({ origin, pathname }) => origin === backend.url && !story.test(pathname))
      .map(({ pathname }) => pathname)

  const live = page.waitForRequest(`${backend.url}${stream}`)
  await page.goto(`${site.url}/`)
  await page.waitForFunction(() =>
    document.querySelector('undersigned-petition')?.matches(':state(editing)'),
  )
  const beforeInteractive = paths().filter((path) => path !== stream)
  await live
  await page.waitForFunction(() =>
    [...document.querySelectorAll('undersigned-petition, undersigned-tally')].every((element) =>
      element.shadowRoot?.querySelector('[part~="tally-count"]'),
    ),
  )
  const foreign = asked.filter(({ origin }) => ![site.url, backend.url].includes(origin))
  assert.deepEqual(foreign.map(String), [])
  return { beforeInteractive, whenLive: paths() }
}

test(
  'nothing is kept in the browser, asked of the person or read off the device, from the first view to sharing',
  { skip: missing('chromium') },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    site.pages.set('/', { body: bare(readmeSnippet(backend.url)) })
    const browser = await openChromium(t)
    const page = await browser.newPage()
    const asked: { cookie: string | undefined; referrer: string | undefined }[] = []
    page.on('request', async (request) => {
      if (!request.url().startsWith(backend.url)) return
      const { cookie, referer } = await request.allHeaders()
      asked.push({ cookie, referrer: referer })
    })
    await page.addInitScript(() => {
      const used: string[] = []
      Object.assign(window, { used })
      const record = (owner: object, name: string) => {
        const own = Object.getOwnPropertyDescriptor(owner, name)
        if (!own) throw new Error(`this browser has no ${name}`)
        const tell = <T extends unknown[], R>(call: (...all: T) => R) =>
          function (this: unknown, ...all: T): R {
            used.push(name)
            return call.apply(this, all)
          }
        Object.defineProperty(owner, name, {
          ...own,
          ...(own.get && { get: tell(own.get) }),
          ...(own.set && { set: tell(own.set) }),
          ...(typeof own.value === 'function' && { value: tell(own.value as () => unknown) }), // as the line asks
        })
      }
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'])
        record(window, name)
      record(Document.prototype, 'cookie')
      for (const name of [
        'geolocation',
        'permissions',
        'mediaDevices',
        'plugins',
        'storage',
        'serviceWorker',
      ])
        record(Navigator.prototype, name)
      for (const name of ['userAgent', 'hardwareConcurrency', 'deviceMemory', 'userAgentData'])
        record(Navigator.prototype, name)
      record(HTMLCanvasElement.prototype, 'getContext')
      record(Notification, 'requestPermission')
      record(window, 'open')
      record(window, 'Worker')
    })
    await page.goto(`${site.url}/`)
    await page.locator('undersigned-petition #name').fill('Ivy Testperson')
    await page.locator('undersigned-petition #email').fill('ivy.still@example.org')
    await page.locator('undersigned-petition #postcode').fill('E1 6AN')
    await page.locator('undersigned-petition #submit').click()
    await page.locator('undersigned-petition #result').waitFor()
    assert.deepEqual(await page.evaluate('window.used'), [])
    assert.ok(asked.length >= 4)
    for (const { cookie, referrer } of asked) {
      assert.equal(cookie, undefined)
      // The page's origin, and nothing of where on it somebody is; parts are asked for by the script.
      assert.ok(
        referrer === undefined ||
          referrer === `${site.url}/` ||
          referrer.startsWith(`${backend.url}/`),
        referrer,
      )
    }
    // The record does hear one: without this, silence would prove nothing.
    assert.deepEqual(await page.evaluate('(document.cookie, localStorage.length, window.used)'), [
      'cookie',
      'localStorage',
    ])
  },
)
