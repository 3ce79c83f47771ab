import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missing } from '../support/engines.ts'
import { launchChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { embed } from '../support/snippet.ts'
import { openBackend, petitionId } from '../support/world.ts'

test(
  'a form to fill in costs one script and one petition, and asks nobody else',
  { skip: missing('chromium') },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    site.pages.set('/', { body: embed(backend.url) })
    const browser = await launchChromium()
    t.after(() => browser.close())
    const page = await browser.newPage()
    const asked: { url: string; type: string }[] = []
    page.on('request', (request) =>
      asked.push({ url: request.url(), type: request.resourceType() }),
    )

    await page.goto(`${site.url}/`)
    await page.waitForFunction(() =>
      document.querySelector('undersigned-petition')?.matches(':state(editing)'),
    )
    const atOurs = asked.filter(({ url }) => url.startsWith(`${backend.url}/`))
    const stream = `${backend.url}/v1/petitions/${petitionId}/tally/stream`
    assert.deepEqual(
      atOurs.map(({ url }) => url).filter((url) => url !== stream),
      [`${backend.url}/undersigned.js`, `${backend.url}/v1/petitions/${petitionId}`],
    )
    // The element and the tally beside it share one live tally.
    await page.waitForRequest(stream, { timeout: 5000 }).catch(() => undefined)
    await page.waitForFunction(() =>
      document
        .querySelector('undersigned-tally')
        ?.shadowRoot?.querySelector('[part~="tally-count"]'),
    )
    assert.equal(asked.filter(({ url }) => url === stream).length, 1)
    const foreign = asked.filter(
      ({ url }) => ![site.url, backend.url].includes(new URL(url).origin),
    )
    assert.deepEqual(foreign, [])
  },
)
