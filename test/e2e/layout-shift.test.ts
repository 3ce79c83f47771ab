import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page, Route } from 'playwright-core'
import { json } from '../../demo/gallery/backend.js'
import { tallyOf } from '../../demo/gallery/petition.js'
import { documentOf, more, states } from '../../demo/gallery/states.js'
import { hasStory } from '../../src/element/has-story.ts'
import type { Petition } from '../../src/schema/index.ts'
import { addSignature } from '../support/counted.ts'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { embed, page as bare } from '../support/snippet.ts'
import { openBackend, openDemo } from '../support/world.ts'

// W6 of the speed goals: nothing on the page moves when the widget comes, however late it comes.
const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'
const widths = isFull ? [320, 768, 1280] : [320, 1280]
const delaysMs = [0, 400, 2000]
/** Tall pages take long to paint: the short suite gives each width one of the delays. */
const delaysOf = (i: number): number[] => (isFull ? delaysMs : delaysMs.slice(i, i + 1))

test(
  'nothing moves when the reserve is the height of the first state',
  { skip: missing('chromium') },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    const browser = await openChromium(t)
    const reserve = (petition: number, tally: number): void => {
      const style = `undersigned-petition, undersigned-tally { display: block; min-block-size: ${petition}px }
      undersigned-tally { min-block-size: ${tally}px }`
      site.pages.set('/', { body: embed(backend.url, `<style>${style}</style>`) })
    }

    for (const [i, width] of widths.entries()) {
      reserve(0, 0)
      const bare = await visit(browser, `${site.url}/`, { width, delayMs: 400 })
      assert.ok(
        (await shiftOf(bare)) > 0,
        'without a reserve this page would move, so the measure works',
      )
      reserve(...(await heightsOf(bare)))
      await bare.close()
      for (const delayMs of delaysOf(i)) {
        const page = await visit(browser, `${site.url}/`, { width, delayMs })
        assert.equal(await shiftOf(page), 0, `${width} px wide, the script ${delayMs} ms late`)
        await page.close()
      }
    }

    const page = await visit(browser, `${site.url}/`, { width: 1280, delayMs: 0 })
    await addSignature(backend.url, 'fay.shift@example.org')
    await page.waitForFunction(() =>
      [...document.querySelectorAll('undersigned-petition, undersigned-tally')].every((element) =>
        element.shadowRoot?.querySelector('[part~="tally-count"]')?.textContent?.includes('1'),
      ),
    )
    assert.equal(await shiftOf(page), 0, 'the first signature moves the number and nothing else')
  },
)

test(
  'nothing moves on the two sites of the demonstration',
  { skip: missing('chromium') },
  async (t) => {
    const demo = await openDemo(t)
    const browser = await openChromium(t)
    const urls = [demo.charity, demo.mep].flatMap((site) => [`${site}/`, `${site}/2009`])
    const columns = [320, 480, 960, 1280]
    for (const [i, url] of urls.entries()) {
      // The short suite gives each page two of the widths, and each site all of them.
      for (const width of columns.filter((_, j) => isFull || j % 2 === i % 2)) {
        const page = await visit(browser, url, { width, delayMs: 400, hasFonts: true })
        assert.equal(await shiftOf(page), 0, `${url} at ${width} px`)
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - innerWidth,
        )
        assert.equal(overflow, 0, `${url} at ${width} px scrolls sideways`)
        await page.close()
      }
    }
  },
)

test(
  'the demonstration keeps no less room than its petitions take, and leaves no hole below them',
  { skip: missing('chromium') },
  async (t) => {
    const demo = await openDemo(t)
    const browser = await openChromium(t)
    const wrong: string[] = []
    for (const url of [demo.charity, demo.mep].flatMap((site) => [`${site}/`, `${site}/2009`])) {
      const page = await visit(browser, url, { width: 320, delayMs: 0, hasFonts: true })
      for (const width of [320, 360, 375, 390, 412, 768, 1024, 1280]) {
        await page.setViewportSize({ width, height: 5000 })
        const { kept, taken } = await page.locator('undersigned-petition').evaluate((element) => {
          const kept = parseFloat(getComputedStyle(element).minBlockSize)
          element.style.minBlockSize = '0'
          const taken = element.getBoundingClientRect().height
          element.style.minBlockSize = ''
          return { kept, taken }
        })
        const hole = Math.round(kept - taken)
        if (hole < 0 || hole > 120) wrong.push(`${url} at ${width} px: ${hole}`)
      }
      await page.close()
    }
    assert.deepEqual(wrong, [])
  },
)

/** How a petition can first be seen, without anybody doing anything. */
const firstStates = Object.entries({ ...states, ...more }).filter(
  ([name, { act }]) => !act || name === 'tally-unavailable',
)

test(
  'nothing moves below any state a petition can begin in, in its reserve (row 33)',
  { skip: missing('chromium') },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    const browser = await openChromium(t)
    /** One below the other, each with what follows it. */
    const put = (reserves: readonly number[]): void => {
      const rules = reserves.map((px, i) => `#at-${i} { min-block-size: ${px}px }`).join(' ')
      const petitions = firstStates.map(([name, { attributes = {} }], i) => {
        const all = Object.entries({ ...attributes, id: `at-${i}`, petition: name })
        const written = all.map(([attribute, value]) => `${attribute}="${value}"`).join(' ')
        return `<undersigned-petition endpoint="https://gallery.example" ${written}></undersigned-petition><p>Below</p>`
      })
      const script = `<script type="module" src="${backend.url}/undersigned.js"></script>`
      const style = `<style>undersigned-petition { display: block } ${rules}</style>`
      site.pages.set('/', { body: bare(petitions.join(''), script + style) })
    }
    assert.ok(firstStates.length >= 12)

    for (const [i, width] of widths.entries()) {
      put([])
      const free = await visit(browser, `${site.url}/`, { width, delayMs: 0, answer: sayState })
      assert.ok((await shiftOf(free)) > 0, 'without reserves it moves, so the measure works')
      const heights = await free
        .locator('undersigned-petition')
        .evaluateAll((all) => all.map((one) => Math.ceil(one.getBoundingClientRect().height)))
      put(heights)
      await free.close()
      for (const delayMs of delaysOf(i)) {
        const page = await visit(browser, `${site.url}/`, { width, delayMs, answer: sayState })
        assert.equal(await shiftOf(page), 0, `${width} px wide, the script ${delayMs} ms late`)
        await page.close()
      }
    }
  },
)

/** The backend's words for a petition that is called as its state. */
async function sayState(route: Route): Promise<void> {
  const [, name = '', verb] = /petitions\/([\w-]+)(\/tally)?/.exec(route.request().url()) ?? []
  const state = states[name] ?? more[name]
  const said = verb ? state?.says?.tally : state?.says?.document
  const response = said ? said() : json(verb ? tallyOf(name) : documentOf(name, 'en'))
  // What never answers is left as it is.
  if (!response) return
  await route.fulfill({
    status: response.status,
    headers: {
      ...Object.fromEntries(response.headers),
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Date',
    },
    body: await response.text(),
  })
}

/** Loads a page with a late script, until the widget and its tallies are complete. */
async function visit(
  browser: Browser,
  url: string,
  {
    width,
    delayMs,
    hasFonts = false,
    answer,
  }: {
    width: number
    delayMs: number
    hasFonts?: boolean
    answer?: (route: Route) => Promise<void>
  },
): Promise<Page> {
  // Tall enough for the whole page: what is out of sight would move unnoticed.
  const page = await browser.newPage({ viewport: { width, height: answer ? 25_000 : 5000 } })
  if (answer) await page.route('https://gallery.example/**', answer)
  await page.addInitScript(() => {
    const seen = { shift: 0 }
    Object.assign(window, { seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
      })[]) {
        if (!entry.hadRecentInput) seen.shift += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.route('**/undersigned.js', async (route) => {
    if (hasFonts) await fontsOf(page)
    await wait(delayMs)
    await route.continue()
  })
  const petitions: Promise<Petition | undefined>[] = []
  page.on('response', (response) => {
    const isPetition = response.ok() && /petitions\/[\w-]+(\?|$)/.test(response.url())
    if (isPetition) petitions.push(response.json().catch(() => undefined))
  })
  await page.goto(url)
  await page.waitForFunction(() =>
    [...document.querySelectorAll('undersigned-petition, undersigned-tally')].every((element) =>
      element.matches('[petition=loading], [load=click]')
        ? element.shadowRoot?.querySelector('.lobby')
        : element.matches('[petition=tally-unavailable]')
          ? element.shadowRoot?.querySelector('.tally')?.textContent?.includes('not available')
          : element.shadowRoot?.querySelector(
              '[part~="tally-count"], [part~="delivery"], [part~="notice"]',
            ),
    ),
  )
  // The story comes after the form, and on a busy machine long after it.
  const stories = (await Promise.all(petitions)).filter((one) => one && hasStory(one)).length
  await page.waitForFunction(
    (stories) =>
      [...document.querySelectorAll('undersigned-petition')].filter((element) =>
        element.shadowRoot?.querySelector('.further'),
      ).length === stories,
    stories,
  )
  return page
}

/** Waits for the page's own fonts, and forgets what they moved: that is the page's affair. */
async function fontsOf(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('footer') && document.fonts.size > 0)
  await page.evaluate(() => Promise.all([...document.fonts].map((font) => font.load())))
  await shiftOf(page)
  await page.evaluate(() => {
    ;(window as unknown as { seen: { shift: number } }).seen.shift = 0
  })
}

/** What has moved so far, added up. */
async function shiftOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // One frame to lay out, one to paint, one for the observer to be told.
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
    return (window as unknown as { seen: { shift: number } }).seen.shift
  })
}

/** How high the petition and the tally are, in whole pixels. */
async function heightsOf(page: Page): Promise<[number, number]> {
  const height = (name: string) =>
    page.locator(name).evaluate((element) => Math.ceil(element.getBoundingClientRect().height))
  return [await height('undersigned-petition'), await height('undersigned-tally')]
}
