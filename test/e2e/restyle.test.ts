import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { embed } from '../support/snippet.ts'
import { openBackend } from '../support/world.ts'

interface TraceEvent {
  name: string
  args: { elementCount?: number }
}

/** The form's own elements without those in the list of countries are about a hundred. */
const few = 100

test(
  'errors and sending let the browser style a few elements anew, not the form with all its countries',
  { skip: missing('chromium') },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    site.pages.set('/', { body: embed(backend.url) })
    const browser = await openChromium(t)
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    // No answer: the form stays as it is while it is sent.
    await page.route('**/signatures', () => {})
    await page.goto(`${site.url}/`)
    const option = page.locator('undersigned-petition #country option').last()
    await option.waitFor({ state: 'attached' })
    const submit = page.locator('undersigned-petition #submit')
    await submit.scrollIntoViewIfNeeded()

    await browser.startTracing(page, {
      categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline'],
    })
    await submit.click()
    await page.locator('undersigned-petition #panel').waitFor()
    const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as {
      traceEvents: TraceEvent[]
    }
    const counts = traceEvents.flatMap(({ name, args }) =>
      name === 'UpdateLayoutTree' ? [args.elementCount ?? 0] : [],
    )
    const most = Math.max(...counts)
    assert.ok(most > 5 && most < few, `elements styled: ${counts.join(', ')}`)

    // What it hands down cannot be counted so: a browser lays the form out by its width and styles what is in it then.
    const inherited = () =>
      option.evaluate((one) => {
        const { color, font, letterSpacing, cursor } = getComputedStyle(one)
        return [color, font, letterSpacing, cursor]
      })
    const before = await inherited()
    await page.locator('undersigned-petition #name').fill('Ada Testperson')
    await page.locator('undersigned-petition #email').fill('ada@example.org')
    await submit.click()
    await page.locator('undersigned-petition form.is-sending').waitFor()
    assert.deepEqual(await inherited(), before)
  },
)
