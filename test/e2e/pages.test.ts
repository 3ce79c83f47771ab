import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { everyPage, openSite } from '../server/every-page.ts'
import { visit } from '../server/visit.ts'
import { problems } from '../support/axe.ts'
import { missing } from '../support/engines.ts'
import { launchChromium } from '../support/launch.ts'

const skip = missing('chromium')

/** Each page in every way in the full profile; else one in English and by day, the next in Arabic and by night. */
const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'
const every = ['en', 'de', 'ar'].flatMap((lang) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ lang, colorScheme })),
)
const some = [every.slice(0, 1), every.slice(-1)]

let shared: Promise<Browser> | undefined
const chromium = () => (shared ??= launchChromium())
after(async () => (await shared)?.close())

for (const [i, [name, prepare]] of Object.entries(everyPage).entries()) {
  test(
    `the page "${name}" is fit for everyone, in every direction and light (row 1)`,
    { skip },
    async (t) => {
      const site = await openSite(t)
      for (const { lang, colorScheme } of isFull ? every : (some[i % 2] ?? [])) {
        const browser = await chromium()
        const page = await browser.newPage({ colorScheme, viewport: { width: 320, height: 900 } })
        t.after(() => page.close())
        await visit(page, site, await prepare(site, lang))
        const where = `${name} ${lang} ${colorScheme}`
        assert.deepEqual(await problems(page), [], where)
        const { dir, wide, small } = await measured(page)
        assert.equal(dir, lang === 'ar' ? 'rtl' : 'ltr', where)
        assert.equal(wide, 0, `${where} is wider than 320 px`)
        assert.deepEqual(small, [], where)
      }
    },
  )
}

/** The direction, what stands out beyond the window, and controls that are hard to hit. */
function measured(page: Page) {
  return page.evaluate(() => ({
    dir: document.documentElement.dir,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    small: [
      ...document.querySelectorAll(
        'button, select, input:not([type=hidden], .trap *), textarea, .button',
      ),
    ]
      .map((control) => ({
        control,
        box: (control.closest('.choice') ?? control).getBoundingClientRect(),
      }))
      .filter(({ box }) => box.height < 44 || box.width < 44)
      .map(({ control }) => control.outerHTML),
  }))
}

test(
  'a form that came back has the focus on its summary, whose links lead to the answers (rows 7 and 8)',
  { skip },
  async (t) => {
    const site = await openSite(t)
    const page = await (await chromium()).newPage()
    t.after(() => page.close())
    const errors = everyPage['errors']
    assert.ok(errors)
    await visit(page, site, await errors(site, 'en'))
    // Browsers focus what asks for it some time after the page is there.
    await page.waitForFunction(() => document.activeElement?.className === 'summary')
    const links = page.locator('.summary a')
    assert.ok((await links.count()) >= 4)
    for (const link of await links.all()) {
      const field = (await link.getAttribute('href')) ?? ''
      await link.click()
      await page.keyboard.press('Tab')
      // Following a link within a page moves where Tab goes on from.
      assert.ok(await page.locator(field).count(), field)
    }
  },
)
