import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { petitionOf2009 } from '../../demo/petitions.ts'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { page as plainPage, petitionOnly } from '../support/snippet.ts'
import { placeOf, readDocumentation, type Snippet } from '../support/snippets/read.ts'
import { openBackend } from '../support/world.ts'

const skip = missing('chromium')
const { snippets } = readDocumentation()
const ofKind = (kind: string): Snippet[] => snippets.filter((snippet) => snippet.kind === kind)

test('the snippets of the documentation, in a browser', { skip }, async (t) => {
  const { browser, tryPage, tryScript } = await openWorld(t)

  await t.test('every `html page` shows what it is to show', async (t) => {
    t.diagnostic(`${ofKind('html page').length} pages`)
    assert.deepEqual(await problemsOf('html page', ({ text }) => tryPage(text)), [])
  })

  await t.test('every `js page` runs while somebody signs', async (t) => {
    t.diagnostic(`${ofKind('js page').length} scripts`)
    assert.deepEqual(await problemsOf('js page', ({ text }) => tryScript(text)), [])
  })

  await t.test('every `css` is taken whole', async (t) => {
    const page = await browser.newPage()
    t.diagnostic(`${ofKind('css').length} styles`)
    assert.deepEqual(await problemsOf('css', ({ text }) => notTaken(page, text)), [])
  })

  await t.test('a page, a script or a style with a mistake is found', async () => {
    const tag = (attributes: string): string =>
      `<undersigned-petition ${attributes} endpoint="https://sign.example.org"></undersigned-petition>`
    const found = await tryPage(
      `<script type="module" src="https://sign.example.org/undersigned.js"></script>
      ${tag('petition="nothing"')} ${tag('petition="keep-the-trafficking-unit"')}`,
    )
    assert.deepEqual(found.slice(-1), ['<undersigned-petition> is misconfigured'])
    assert.match(found[0] ?? '', /^console: .*404/)
    const broken = `document.addEventListener('undersigned-signed', () => nothing())`
    assert.match((await tryScript(broken)).join(), /nothing is not defined/)
    const page = await browser.newPage()
    assert.match((await notTaken(page, 'p { colour: red }')).join(), /colour/)
    assert.match((await notTaken(page, 'p { inline-size: 12pxx }')).join(), /12pxx/)
    const left = await notTaken(page, 'p { color: red } q:::part(x) { top: 0 }')
    assert.match(left.join(), /q:::part/)
  })
})

/** What is wrong with the snippets of a kind, each with its place. */
async function problemsOf(
  kind: string,
  look: (snippet: Snippet) => Promise<string[]>,
): Promise<string[]> {
  const problems: string[] = []
  for (const snippet of ofKind(kind))
    problems.push(...(await look(snippet)).map((what) => `${placeOf(snippet)}: ${what}`))
  return problems
}

interface World {
  browser: Browser
  /** Opens a page of the documentation, or what is pasted into one, and says what went wrong. */
  tryPage(html: string): Promise<string[]>
  /** Runs a script beside the petition while somebody signs. */
  tryScript(script: string): Promise<string[]>
}

/** A partner's site, a backend with two petitions, and a browser; what is elsewhere is never asked. */
async function openWorld(t: TestContext): Promise<World> {
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  await backend.put(petitionOf2009({ charity: site.url, mep: site.url }))
  const browser = await openChromium(t)
  const here = (text: string): string =>
    text
      .replaceAll('https://sign.example.org', backend.url)
      .replaceAll(/https:\/\/(www\.)?charity\.example(?![\w.])/g, site.url)

  const open = async (html: string, act?: (page: Page) => Promise<void>): Promise<string[]> => {
    const problems: string[] = []
    const context = await browser.newContext()
    const own = [backend.url, site.url]
    await context.route(
      ({ origin, pathname }) => !own.includes(origin) || pathname === '/favicon.ico',
      (route) => route.fulfill({ status: 204 }),
    )
    const page = await context.newPage()
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (message) => {
      if (/^(error|warning)$/.test(message.type())) problems.push(`console: ${message.text()}`)
    })
    site.pages.set('/page', { body: html })
    await page.goto(`${site.url}/page`)
    problems.push(...(await page.evaluate(statesThere)))
    if (act && problems.length === 0) await act(page)
    await context.close()
    return problems
  }
  return {
    browser,
    tryPage: (html) => open(/<!doctype/i.test(html) ? here(html) : plainPage(here(html))),
    tryScript: (script) =>
      open(
        plainPage(petitionOnly(backend.url), `<script type="module">${here(script)}</script>`),
        sign,
      ),
  }
}

/** Runs in the page: what our elements there became, where that is no form and no number. */
async function statesThere(): Promise<string[]> {
  const selector = 'undersigned-petition, undersigned-tally'
  const frame = document.querySelector('iframe')
  // A place gets its element when the part that sees to places has come.
  const empty = '[data-undersigned], [data-undersigned-tally]'
  for (
    let tries = 0;
    tries < 100 && document.querySelector(`:is(${empty}):not(:has(${selector}))`);
    tries++
  )
    await new Promise((resolve) => setTimeout(resolve, 50))
  if (!document.querySelector(selector)) return frame ? [] : ['there is no element of ours']
  const tooLong = (): Promise<string> =>
    new Promise((resolve) => setTimeout(resolve, 10_000, 'late'))
  const defined = customElements.whenDefined('undersigned-petition')
  if ((await Promise.race([defined, tooLong()])) === 'late') return ['the script has not come']
  const wrong: string[] = []
  for (const element of document.querySelectorAll<
    HTMLElement & { ready: Promise<void>; state?: string; tally?: object }
  >(selector)) {
    element.scrollIntoView()
    if (element.getAttribute('load') === 'click') {
      for (let tries = 0; tries < 100 && !element.shadowRoot?.querySelector('button'); tries++)
        await new Promise((resolve) => setTimeout(resolve, 50))
      element.shadowRoot?.querySelector('button')?.click()
    }
    if ((await Promise.race([element.ready, tooLong()])) === 'late')
      wrong.push(`<${element.localName}> is not ready`)
    // A petition that is closed is unavailable, and says so; one that could not be had has no status.
    const { state, tally } = element
    const { status } = element as { status?: string }
    if (state === 'misconfigured' || (state === 'unavailable' && !status))
      wrong.push(`<${element.localName}> is ${state}`)
    if (element.localName === 'undersigned-tally' && !tally)
      wrong.push(`<${element.localName}> shows no number`)
  }
  return wrong
}

/** Fills in the form and presses; what comes of it is the script's to say. */
async function sign(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ends = ['signed', 'refused', 'error'].map((name) => `undersigned-${name}`)
    Object.assign(globalThis, {
      ended: new Promise((resolve) =>
        ends.forEach((name) => document.addEventListener(name, resolve)),
      ),
    })
  })
  await page.getByRole('textbox', { name: /name/i }).fill('Kim Testperson')
  await page.getByRole('textbox', { name: /email/i }).fill('kim@example.org')
  await page.getByRole('button', { name: /^sign/i }).click()
  // A script that holds the signature back leaves nothing to wait for but the form.
  await page.evaluate(() => {
    const { ended } = globalThis as unknown as { ended: Promise<unknown> } // put there above
    const held = new Promise((resolve) => setTimeout(resolve, 1_500))
    return Promise.race([ended, held]).then(() => undefined)
  })
}

/** What of a style sheet the browser leaves out: rules it cannot read, declarations it does not know. */
async function notTaken(page: Page, css: string): Promise<string[]> {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    const problems: string[] = []
    const bare = text.replaceAll(/\/\*[^]*?\*\//g, '')
    const count = (rules: CSSRuleList): number =>
      [...rules].reduce(
        (sum, rule) => sum + 1 + ('cssRules' in rule ? count(rule.cssRules as CSSRuleList) : 0),
        0,
      )
    const wanted = bare.split('{').length - 1
    if (count(sheet.cssRules) < wanted) {
      const selectors = [...bare.matchAll(/(?:^|[{};])\s*([^{};@]+)\{/g)].map(([, one = '']) =>
        one.trim(),
      )
      problems.push(
        `a rule is left out: ${selectors.filter((one) => !CSS.supports(`selector(${one})`)).join() || 'which?'}`,
      )
    }
    for (const [, property = '', value = ''] of bare.matchAll(
      /(?:[{;]|^)\s*([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g,
    ))
      if (!property.startsWith('--') && !CSS.supports(property, value.trim()))
        problems.push(`${property}: ${value.trim()} is not known`)
    return problems
  }, css)
}
