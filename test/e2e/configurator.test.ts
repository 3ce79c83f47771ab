import assert from 'node:assert/strict'
import { readFileSync, symlinkSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test, type TestContext } from 'node:test'
import type * as Axe from 'axe-core'
import type { Frame, Page } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { confirmLink } from '../support/mailbox.ts'
import { servePages } from '../support/pages.ts'
import { serveFolder } from '../support/serve-folder.ts'
import { page as bare } from '../support/snippet.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'
import { openBackend, openDemo, petitionId } from '../support/world.ts'

declare global {
  var axe: typeof Axe
}

const skip = missing('chromium')
const axeSource = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

test(
  'somebody with a keyboard chooses, copies, and the pasted snippet signs on another site under the copied policy',
  { skip },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    const { page, problems } = await openStatic(t)
    const keys = keyboard(page)

    await keys.tabTo('.skip')
    await page.keyboard.press('Enter')
    await keys.tabTo('#set-endpoint')
    await keys.type(backend.url)
    await keys.tabTo('#set-petition')
    await keys.type(petitionId)
    await keys.tabTo('.look-up button')
    await page.keyboard.press('Enter')
    await page.locator('#look-up-status', { hasText: /Found: “Keep .* version \d/ }).waitFor()
    await keys.tabTo('#set-partner')
    await keys.type('popy-project')
    await page
      .locator('#set-partner-mistake', { hasText: 'Did you mean "poppy-project"?' })
      .waitFor()
    await keys.type('poppy-project')

    // Another order of the fields; what was pressed keeps the focus.
    await keys.tabTo('#set-own-fields')
    await page.keyboard.press('Space')
    await keys.tabTo('#down-name')
    await page.keyboard.press('Enter')
    await keys.isAt('#down-name')
    assert.equal(await page.locator('#said').innerText(), 'Name is now number 2 of 4')
    await keys.tabTo('#set-theme')
    await page.keyboard.type('dark')
    await keys.tabTo('#set-look-brand')
    await keys.type('#b5301f')
    await keys.tabTo('#set-look-radius')
    await keys.type('0')
    // Far down among the settings, which share rows, the form and the way to copy it are in sight.
    assert.deepEqual(
      await topsOf(page, '#set-look-radius'),
      await topsOf(page, '#set-look-on-surface'),
    )
    for (const selector of ['section.preview', 'section.preview .actions button'])
      assert.ok(await isInSight(page, selector), selector)
    await keys.tabTo('input[name=way]')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await keys.tabTo('#set-pin')
    await page.keyboard.press('Space')

    const shown = await previewAt(page, 480)
    await shown.locator('undersigned-petition .theme-dark').waitFor()
    const order = () =>
      shown
        .locator('undersigned-petition .rows :is(input, select)')
        .evaluateAll((all) => all.map(({ id }) => id))
    assert.deepEqual((await order()).slice(0, 2), ['email', 'name'])
    const button = shown.locator('undersigned-petition [part~="button"]').first()
    // The preview is a moment behind what is typed.
    await until('the colour of the button', async () => {
      const colour = await button.evaluate((one) => getComputedStyle(one).backgroundColor)
      return colour === 'rgb(181, 48, 31)'
    })

    await keys.tabTo('.stage')
    // Through the preview and out of it again: it is no trap.
    await keys.tabTo('[aria-label="Copy the snippet"]:is(#result-place *)')
    await page.keyboard.press('Enter')
    const snippet = await copied(page)
    assert.equal(await page.locator('#said').innerText(), 'Copied: the snippet')
    await keys.tabTo('[aria-label="Copy the style sheet"]')
    await page.keyboard.press('Enter')
    const styles = await copied(page)
    await keys.tabTo('[aria-label="Copy the policy"]')
    await page.keyboard.press('Enter')
    const policy = await copied(page)
    assert.match(
      snippet,
      /undersigned-\d+\.\d+\.\d+\.js"[^]*integrity="sha384-[^]*partner="poppy-project"/,
    )
    assert.equal(await page.locator('#problems').innerText(), '')

    site.pages.set('/styles.css', { body: styles, type: 'text/css' })
    site.pages.set('/', {
      body: bare(snippet, '<link rel="stylesheet" href="/styles.css">'),
      headers: { 'content-security-policy': `${policy}; style-src 'self'; report-uri /reports` },
    })
    await page.goto(`${site.url}/`)
    await page.locator('undersigned-petition:state(editing)').waitFor()
    // It comes a little later than the form, and has its room too.
    await page.locator('undersigned-petition [part~="backers"]').waitFor()
    for (const width of [320, 480, 960]) {
      const { content, kept } = await heights(page, width)
      assert.ok(Math.abs(content - kept) <= kept * 0.05, `${content} of ${kept} at ${width}`)
    }
    await page.locator('undersigned-petition #name').fill('Ada Testperson')
    await page.locator('undersigned-petition #email').fill('ada.configured@example.org')
    await page.locator('undersigned-petition [part~="button"]').first().click()
    await page.locator('undersigned-petition:state(pending)').waitFor()
    assert.match(await confirmLink(backend.url, 'ada.configured@example.org'), /\/confirm\//)
    assert.deepEqual(site.posted, [])
    assert.deepEqual(problems(), [])
  },
)

test(
  'the demonstration serves it; axe finds nothing in light and dark; a snippet is explained, loaded and never run',
  { skip },
  async (t) => {
    const demo = await openDemo(t)
    const browser = await openChromium(t)
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    // What its own petition loads is no business of the configurator's.
    await page.goto(`${demo.charity}/`, { waitUntil: 'networkidle' })
    await page.getByRole('link', { name: 'Configurator' }).click()
    await page.locator('html[data-open]').waitFor()
    await previewAt(page, 480)
    await t.test('nothing is asked of the backend before the press', () => {
      const urls = asked.slice(asked.findIndex((url) => url.includes('/configurator/')))
      assert.deepEqual(
        urls.filter((url) => !url.startsWith(demo.charity)),
        [],
      )
    })

    await page.locator('#pasted').fill(
      `<script src="http://sign.example.org/undersigned.js"></script><script>document.title = 'ran'</script>
       <img src="${demo.charity}/never" onerror="document.title = 'ran'">
       <undersigned-petition petiton="a" endpoint="sign.example.org" theme="drak">
       <script type="application/json" slot="config">{ "petition": , }</script></undersigned-petition>`,
    )
    await page.getByRole('button', { name: 'Explain' }).click()
    assert.equal(await page.locator('#explained-title').innerText(), '7 mistakes, 1 note')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'explained-title')
    assert.match(
      await page.locator('#explained').innerText(),
      /Did you mean "petition"\?[^]*Did you mean "dark"\?[^]*Line 1, column 15: a value is expected/,
    )
    assert.notEqual(await page.title(), 'ran')
    assert.ok(!asked.some((url) => url.endsWith('/never')))

    for (const details of await page.locator('details').all())
      await details.evaluate((one: HTMLDetailsElement) => (one.open = true))
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 320],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      assert.deepEqual(await faults(page), [], `${colorScheme} at ${width}`)
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width)
    }

    await page.getByRole('button', { name: 'Load into the configurator' }).click()
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'settings')
    assert.equal(await page.locator('#set-theme').getAttribute('aria-invalid'), 'true')
    assert.equal(await page.locator('#set-endpoint').inputValue(), 'sign.example.org')
    assert.match(
      await page.locator('#set-endpoint-mistake').innerText(),
      /Did you mean "https:\/\/sign/,
    )
    // What is wrong is a way to it, and the address stays.
    await page.waitForURL(/#.*a\.endpoint=sign\.example\.org/)
    const address = page.url()
    await page.locator('#problems a').first().click()
    assert.match(await page.evaluate(() => document.activeElement?.id ?? ''), /^set-/)
    assert.equal(page.url(), address)
    await page.goto(address)
    await page.reload()
    assert.equal(await page.locator('#set-endpoint').inputValue(), 'sign.example.org')
  },
)

/** The static files under some path of some server, with nothing else beside them. */
async function openStatic(t: TestContext): Promise<{ page: Page; problems: () => string[] }> {
  const folder = tempFolder()
  mkdirSync(join(folder.path, 'any'))
  symlinkSync(resolve('dist/configurator'), join(folder.path, 'any/where'), 'junction')
  const server = await serveFolder(folder.path)
  t.after(() => server.close().finally(folder.remove))
  const browser = await openChromium(t)
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  page.on('console', (message) => problems.push(message.text()))
  await page.goto(`${server.origin}/any/where/index.html`)
  await page.locator('html[data-open]').waitFor()
  return { page, problems: () => problems }
}

function keyboard(page: Page) {
  const isAt = (selector: string) =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
  return {
    /** Tabs on until it is there; what has the focus on the way is always to be seen. */
    async tabTo(selector: string): Promise<void> {
      for (let presses = 0; presses < 120; presses++) {
        await page.keyboard.press('Tab')
        const unseen = await page.evaluate(() => {
          const { activeElement: at } = document
          if (!at || at === document.body || at.matches('iframe')) return undefined
          const { outlineStyle, outlineWidth } = getComputedStyle(at)
          return outlineStyle === 'none' || outlineWidth === '0px' ? at.outerHTML : undefined
        })
        assert.equal(unseen, undefined)
        if (await isAt(selector)) return
      }
      assert.fail(`Tab does not come to ${selector}`)
    },
    async isAt(selector: string): Promise<void> {
      assert.ok(await isAt(selector), `the focus is not at ${selector}`)
    },
    async type(text: string): Promise<void> {
      await page.keyboard.press('ControlOrMeta+A')
      // As one pastes.
      await page.keyboard.insertText(text)
    },
  }
}

/** The frame of that width, once the widget in it shows its form. */
async function previewAt(page: Page, width: number): Promise<Frame> {
  const element = await page.locator(`.stage iframe[data-width="${width}"]`).elementHandle()
  const frame = await element?.contentFrame()
  if (!frame) throw new Error(`there is no preview at ${width}`)
  await frame.locator('undersigned-petition form').waitFor()
  return frame
}

function topsOf(page: Page, selector: string): Promise<number[]> {
  return page
    .locator(selector)
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)))
}

/** Whether all of it can be seen without scrolling. */
function isInSight(page: Page, selector: string): Promise<boolean> {
  return page.locator(selector).evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })
}

function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

/** How high the widget is at a width of its place, and how much was kept free for it. */
function heights(page: Page, width: number): Promise<{ content: number; kept: number }> {
  return page.evaluate((pixels) => {
    const element = document.querySelector<HTMLElement>('undersigned-petition')
    const place = element?.parentElement
    if (!element || !place) throw new Error('there is no widget')
    place.style.width = `${pixels}px`
    const kept = Number.parseFloat(getComputedStyle(element).minBlockSize)
    element.style.minBlockSize = '0'
    const content = element.getBoundingClientRect().height
    element.style.removeProperty('min-block-size')
    return { content, kept }
  }, width)
}

/** What axe finds or leaves open in the page and in the frames of its preview. */
async function faults(page: Page): Promise<string[]> {
  for (const frame of page.frames()) await frame.evaluate(axeSource)
  return page.evaluate(async (tags) => {
    const { violations, incomplete } = await axe.run(document, { runOnly: tags })
    return [...violations, ...incomplete].flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all, none }) =>
        [id, html.slice(0, 160), ...[...any, ...all, ...none].map(({ message }) => message)].join(
          '; ',
        ),
      ),
    )
  }, rules)
}
