import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { page as bare, petitionOnly } from '../support/snippet.ts'
import { openBackend, openDemo } from '../support/world.ts'

// The parts of the script that are loaded when they are needed, where they cannot be.

test(
  'without its part, a petition that is over says so in a heading',
  { skip: missing('chromium') },
  async (t) => {
    const demo = await openDemo(t)
    const { page, problems } = await withoutParts(t)
    await page.goto(`${demo.charity}/2009`)
    const result = page.locator('undersigned-petition #result')
    await result.waitFor()
    assert.equal(await result.innerText(), 'This petition has been handed in')
    assert.ok(await page.locator('undersigned-petition #title').isVisible())
    assert.deepEqual(problems, [])
  },
)

test(
  'without their parts, signing and its thanks work',
  { skip: missing('chromium') },
  async (t) => {
    const { page, problems, url } = await formWithoutParts(t)
    await page.goto(url)
    await page.locator('#name').fill('Ivy Testperson')
    await page.locator('#email').fill('ivy@gmial.com')
    await page.locator('#country').selectOption('AE')
    await page.locator('#postcode').fill('E1 6AN')
    await page.locator('#submit').click()
    const result = page.locator('undersigned-petition #result')
    await result.waitFor()
    assert.equal(await result.innerText(), 'Check your email')
    assert.match(await page.locator('undersigned-petition .status').innerText(), /ivy@gmial\.com/)
    assert.deepEqual(problems, [])
  },
)

test(
  'without its part, a refusal is told in general words',
  { skip: missing('chromium') },
  async (t) => {
    const { page, problems, url } = await formWithoutParts(t)
    await page.route('**/signatures', (route) =>
      route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        headers: { 'access-control-allow-origin': '*' },
        body: JSON.stringify({ type: 'about:blank', title: '', status: 429, code: 'slow-down' }),
      }),
    )
    await page.goto(url)
    await page.locator('#name').fill('Ivy Testperson')
    await page.locator('#email').fill('ivy@example.org')
    await page.locator('#submit').click()
    const panel = page.locator('undersigned-petition #panel')
    await panel.waitFor()
    assert.match(await panel.innerText(), /could not confirm[^]*Your answers are still here/)
    assert.equal(await page.locator('#name').inputValue(), 'Ivy Testperson')
    assert.deepEqual(problems, [])
  },
)

test(
  'without its part, a signature that the page held back is told in general words, with the answers',
  { skip: missing('chromium') },
  async (t) => {
    const { page, problems, url } = await formWithoutParts(t)
    await page.goto(url)
    await page.locator('undersigned-petition').evaluate((element) => {
      element.addEventListener('undersigned-sign', (event) => event.preventDefault())
    })
    await page.locator('#name').fill('Ivy Testperson')
    await page.locator('#email').fill('ivy@example.org')
    await page.locator('#submit').click()
    const panel = page.locator('undersigned-petition #panel')
    await panel.waitFor()
    assert.equal(
      await panel.innerText(),
      'Your answers are still here. Try again: you will not be counted twice.',
    )
    assert.equal(await page.locator('#name').inputValue(), 'Ivy Testperson')
    assert.deepEqual(problems, [])
  },
)

test(
  'without its part, a mistake of the page is still named with its value, once',
  { skip: missing('chromium') },
  async (t) => {
    const { page, problems, url } = await formWithoutParts(t, 'partner="No Slug"')
    const said: string[] = []
    page.on('console', (message) => {
      if (message.text().startsWith('<undersigned')) said.push(message.text())
    })
    await page.goto(url)
    await page.waitForFunction(() =>
      document.querySelector('undersigned-petition')?.matches(':state(misconfigured)'),
    )
    while (said.length === 0) await page.waitForEvent('console')
    assert.deepEqual(said, ['<undersigned-petition> partner is "No Slug"'])
    assert.deepEqual(problems, [])
  },
)

/** A page on which no part of the script can be loaded, and what went wrong in it. */
async function withoutParts(t: TestContext): Promise<{ page: Page; problems: string[] }> {
  const browser = await openChromium(t)
  const page = await browser.newPage()
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  await page.route('**/chunks/*', (route) => route.abort())
  return { page, problems }
}

/** The same beside a form to fill in, which is at the address. */
async function formWithoutParts(t: TestContext, attributes = '') {
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  const embed = petitionOnly(backend.url).replace('<undersigned-petition', `$& ${attributes}`)
  site.pages.set('/', { body: bare(embed) })
  return { ...(await withoutParts(t)), url: `${site.url}/` }
}
