import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Frame, Page } from 'playwright-core'
import { probePort, startBackend } from '../../demo/backend.ts'
import { datesAround, openPetition } from '../../demo/petitions.ts'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { pngMark } from '../support/picture.ts'
import { page as bare, petitionOnly } from '../support/snippet.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { petitionId } from '../support/world.ts'

const backers = [
  { name: 'Harbour Lights (invented)', kind: 'charity', logo: 'logos/harbour.png' },
  { name: 'Lanterns (invented)', kind: 'charity' },
]

test(
  'logos come from the endpoint alone, under the policy, and nothing moves',
  { skip: missing('chromium') },
  async (t) => {
    const folder = tempFolder()
    mkdirSync(join(folder.path, 'demo/logos'), { recursive: true })
    writeFileSync(join(folder.path, 'demo/logos/harbour.png'), pngMark())
    const site = await servePages(t)
    const backend = await startBackend(await probePort(0), folder.path)
    t.after(() => backend.close().finally(folder.remove))
    const petition = openPetition(datesAround(Date.now()), { charity: site.url, mep: site.url })
    await backend.put({ ...petition, backers } as typeof petition)
    const browser = await openChromium(t)
    const isLogo = (url: URL) => url.pathname.includes('/logos/')

    const policy = `default-src 'none'; script-src ${backend.url}; connect-src ${backend.url}; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'`
    const serve = (path: string, more: string) =>
      site.pages.set(path, {
        body: bare(petitionOnly(backend.url)),
        headers: { 'content-security-policy': `${policy}${more}` },
      })
    serve('/with', `; img-src ${backend.url}`)
    serve('/without', '')
    site.pages.set('/frame', {
      body: `<!doctype html><iframe src="${backend.url}/embed/${petitionId}?origin=${encodeURIComponent(site.url)}" width="400" height="3000"></iframe>`,
    })

    async function open(url: string): Promise<{ page: Page; asked: Set<string> }> {
      const page = await browser.newPage({ viewport: { width: 320, height: 700 } })
      const asked = new Set<string>()
      page.on('request', (request) => asked.add(new URL(request.url()).origin))
      await page.addInitScript(() => {
        const seen: string[] = []
        Object.assign(window, { seen, shift: 0 })
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          seen.push(effectiveDirective)
        })
      })
      await page.goto(url)
      return { page, asked }
    }
    /** The logo of the widget, once it has come or failed. */
    async function settled(within: Page | Frame): Promise<{ how: string; width: number }> {
      const logo = within.locator('undersigned-petition [part~="backers"] img')
      await logo.scrollIntoViewIfNeeded()
      await within.locator('undersigned-petition img[class]').waitFor({ state: 'attached' })
      return logo.evaluate((img: HTMLImageElement) => ({
        how: img.className,
        width: img.naturalWidth,
      }))
    }

    await t.test('in a page whose policy allows it', async () => {
      const { page, asked } = await open(`${site.url}/with`)
      await page.locator('undersigned-petition [part~="backers"]').waitFor()
      let release = () => {}
      const held = new Promise<void>((resolve) => (release = resolve))
      await page.route(isLogo, async (route) => {
        await held
        await route.continue()
      })
      const coming = page.waitForRequest((request) => isLogo(new URL(request.url())))
      await page.locator('[part~="backers"] img').scrollIntoViewIfNeeded()
      const request = await coming
      assert.equal(request.headers()['cookie'], undefined)
      await page.evaluate(() => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            Object.assign(window, { shift: Number(Reflect.get(window, 'shift')) + entry.value })
        }).observe({ type: 'layout-shift' })
      })
      release()
      assert.deepEqual(await settled(page), { how: 'load', width: 96 })
      // Two frames later what it would have moved has been told.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      )
      assert.equal(await page.evaluate('window.shift'), 0)
      assert.deepEqual(await page.evaluate('window.seen'), [])
      assert.deepEqual([...asked].toSorted(), [backend.url, site.url].toSorted())
      await page.close()
    })

    await t.test('in a page whose policy does not, they are missing and nothing else', async () => {
      const { page } = await open(`${site.url}/without`)
      assert.deepEqual(await settled(page), { how: 'error', width: 0 })
      assert.deepEqual([...new Set(await page.evaluate<string[]>('window.seen'))], ['img-src'])
      assert.equal(await page.locator('undersigned-petition #submit').isEnabled(), true)
      await page.close()
    })

    await t.test('in a frame', async () => {
      const { page } = await open(`${site.url}/frame`)
      await page.frameLocator('iframe').locator('[part~="backers"]').waitFor()
      const frame = page.frames().find((one) => one.url().startsWith(backend.url))
      assert.ok(frame)
      assert.deepEqual(await settled(frame), { how: 'load', width: 96 })
      await page.close()
    })

    await t.test(
      'on the petition’s own page, where one that is missing leaves no mark',
      async () => {
        const size = (page: Page) =>
          page.locator('.backers img').evaluate((img: HTMLImageElement) => {
            const { width, height } = img.getBoundingClientRect()
            return { natural: img.naturalWidth, isSeen: width * height > 0 }
          })
        const { page } = await open(`${backend.url}/p/${petitionId}`)
        await page.locator('.backers img').scrollIntoViewIfNeeded()
        await page.waitForFunction(
          () => document.querySelector<HTMLImageElement>('.backers img')?.complete,
        )
        assert.deepEqual(await size(page), { natural: 96, isSeen: true })
        const place = await page.locator('.logo').first().boundingBox()

        await page.route(isLogo, (route) => route.abort())
        await page.reload()
        await page.locator('.logo').first().scrollIntoViewIfNeeded()
        await page.waitForFunction(() => {
          const img = document.querySelector<HTMLImageElement>('.backers img')
          return img?.complete && img.getBoundingClientRect().width === 0
        })
        assert.deepEqual(await size(page), { natural: 0, isSeen: false })
        const left = await page.locator('.logo').first().boundingBox()
        assert.deepEqual([left?.width, left?.height], [place?.width, place?.height])
        await page.close()
      },
    )
  },
)
