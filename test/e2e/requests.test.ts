import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { missing } from '../support/engines.ts'
import { launchChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { page as bare, petitionOnly, readmeSnippet } from '../support/snippet.ts'
import { openBackend, petitionId } from '../support/world.ts'

const script = '/undersigned.js'
const petition = `/v1/petitions/${petitionId}`
const stream = `${petition}/tally/stream`

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

/** What a page with this embed asks of the backend, in order, and that it asks nobody else. */
async function requestsOf(
  t: TestContext,
  embed: (backend: string) => string,
): Promise<{ beforeInteractive: string[]; whenLive: string[] }> {
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  site.pages.set('/', { body: bare(embed(backend.url)) })
  const browser = await launchChromium()
  t.after(() => browser.close())
  const page = await browser.newPage()
  const asked: URL[] = []
  page.on('request', (request) => asked.push(new URL(request.url())))
  const paths = () =>
    asked.filter(({ origin }) => origin === backend.url).map(({ pathname }) => pathname)

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
