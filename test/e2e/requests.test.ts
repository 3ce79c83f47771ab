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
