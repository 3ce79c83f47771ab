import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { problems } from '../support/axe.ts'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { sheets, type Sheet } from '../support/sheets.ts'
import { petitionOnly } from '../support/snippet.ts'
import { openBackend } from '../support/world.ts'

const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'

/** How much of the picture may differ. */
const share = 0.01

/** The place that the page gives the widget is its own business; spacing of letters is the reader's, and taken over. */
const place = `position: absolute; inset-block-start: 0; inset-inline-start: 0; inline-size: 400px; margin: 0;
  padding: 0; border: 0; max-inline-size: none; letter-spacing: normal; word-spacing: normal; zoom: 1`

test(
  'looks the same and is as accessible under the style sheets of real frameworks (row 32)',
  { skip: missing('chromium') },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    const around = place.replaceAll(/;|$/g, ' !important;')
    site.pages.set('/', {
      // Nothing else: what lies below the widget would make its contrasts undecidable.
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A partner's page</title>
        <link id="sheet" rel="stylesheet" href="/none.css">
        <div style="${around}">${petitionOnly(backend.url)}</div></html>`,
    })
    site.pages.set('/none.css', { body: '', type: 'text/css' })
    const browser = await openChromium(t)
    const page = await browser.newPage({ viewport: { width: 480, height: 3400 } })
    // Their fonts come from elsewhere.
    await page.route(
      (url) => ![site.url, backend.url].includes(url.origin),
      (route) => route.fulfill({ body: '', contentType: 'text/css' }),
    )
    await page.goto(site.url)
    await page.locator('undersigned-petition [part~="backers"]').waitFor()
    await page.locator('undersigned-petition #country option').nth(5).waitFor({ state: 'attached' })
    const bareLook = await look(page)
    const found: string[] = []
    const all = sheets(isFull)
    for (const [i, sheet] of all.entries()) {
      site.pages.set(`/${i}.css`, { body: sheet.css, type: 'text/css' })
      await wear(page, `/${i}.css`)
      const differs = await difference(page, bareLook, await look(page))
      if (differs > share) found.push(`${sheet.name}: ${(differs * 100).toFixed(1)} % differ`)
      // What the sheet does to the page around it is not ours.
      for (const problem of await problems(page, 'undersigned-petition'))
        found.push(`${sheet.name}: ${problem}`)
    }
    t.diagnostic(`${all.length} style sheets`)
    assert.deepEqual(found, [])

    // The eye that looks is no blind one.
    const own: Sheet = {
      name: 'own',
      css: 'undersigned-petition::part(button) { background: red }',
    }
    site.pages.set('/own.css', { body: own.css, type: 'text/css' })
    await wear(page, '/own.css')
    assert.ok((await difference(page, bareLook, await look(page))) > 0.001)
  },
)

/** Puts another style sheet on the page. */
async function wear(page: Page, href: string): Promise<void> {
  await page.evaluate(
    (url) =>
      new Promise((resolve, reject) => {
        const before = document.getElementById('sheet')
        const link = Object.assign(document.createElement('link'), {
          id: 'sheet',
          rel: 'stylesheet',
        })
        link.addEventListener('load', resolve)
        link.addEventListener('error', reject)
        link.href = url
        before?.replaceWith(link)
      }),
    href,
  )
}

async function look(page: Page): Promise<string> {
  const picture = await page
    .locator('undersigned-petition')
    .screenshot({ animations: 'disabled', caret: 'hide', timeout: 20_000 })
  return picture.toString('base64')
}

/** How much of two pictures differs, 0 to 1; of another size, all. */
function difference(page: Page, one: string, other: string): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const [first, second] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
          context?.drawImage(bitmap, 0, 0)
          return context?.getImageData(0, 0, bitmap.width, bitmap.height)
        }),
      )
      if (first?.width !== second?.width || first?.height !== second?.height) return 1
      let differing = 0
      const [a, b] = [first!.data, second!.data] // both are pictures
      for (let i = 0; i < a.length; i += 4)
        if ([0, 1, 2].some((channel) => Math.abs(a[i + channel]! - b[i + channel]!) > 24))
          differing++
      return differing / (a.length / 4)
    },
    [one, other],
  )
}
