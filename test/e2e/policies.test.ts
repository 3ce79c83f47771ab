import assert from 'node:assert/strict'
import { test } from 'node:test'
import { launch, type Browser } from 'puppeteer-core'
import { chromiumArgs, findEngine, missing } from '../support/engines.ts'
import { hostLit } from '../support/host-lit.ts'
import { launchFirefox } from '../support/launch.ts'
import { confirmLink } from '../support/mailbox.ts'
import { servePages } from '../support/pages.ts'
import { confirm, sign, showsCount } from '../support/petition-window.ts'
import { inDivs, page as bare, readmeSnippet } from '../support/snippet.ts'
import { until } from '../support/until.ts'
import { openBackend, petitionId } from '../support/world.ts'

const nonce = 'dGhlIHBhZ2Uncw'
const trusted = `require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'`

// The two of the contract. A page that has a script of its own allows its own origin too.
const policies = {
  'origins named': (backend: string, host: string) =>
    `default-src 'none'; script-src ${backend}${host}; connect-src ${backend}; ${trusted}`,
  'a nonce and strict-dynamic': (backend: string) =>
    `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; connect-src ${backend}; ${trusted}`,
}

const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'
const browsers = { chromium: launchChromium, firefox: launchFirefox }

for (const engine of ['chromium', 'firefox'] as const) {
  test(`no policy is violated in ${engine} (row 39)`, { skip: missing(engine) }, async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    site.pages.set('/host.js', { body: await hostLit(), type: 'text/javascript' })
    const browser = await browsers[engine]()
    t.after(() => browser.close())
    const mailbox = await browser.newPage()
    let signed = 0

    for (const [i, [name, policy]] of Object.entries(policies).entries()) {
      for (const host of ['alone', 'after the host’s own Lit', 'classic, in divs'] as const) {
        // Firefox is slow to start a page: the short suite tries each policy in it once.
        const once = i === 0 ? 'after the host’s own Lit' : 'classic, in divs'
        if (engine === 'firefox' && !isFull && host !== once) continue
        await t.test(`${name}, ${host}`, async () => {
          const own =
            host !== 'after the host’s own Lit'
              ? ''
              : `<script type="module" src="/host.js"></script><host-greeting></host-greeting>`
          const csp = policy(backend.url, own ? ` ${site.url}` : '')
          const snippet = readmeSnippet(backend.url)
          const body = bare(own + (host === 'classic, in divs' ? inDivs(snippet) : snippet))
          site.pages.set('/', {
            body: name.includes('nonce')
              ? body.replaceAll('<script ', `<script nonce="${nonce}" `)
              : body,
            // Reports reach the server also from before any script listens.
            headers: { 'content-security-policy': `${csp}; report-uri /reports` },
          })
          const page = await browser.newPage({ type: 'window' })
          await page.evaluateOnNewDocument(() => {
            const violations: string[] = []
            Object.assign(window, { violations })
            document.addEventListener(
              'securitypolicyviolation',
              ({ effectiveDirective, blockedURI, sourceFile }) => {
                violations.push(`${effectiveDirective}: ${blockedURI} (${sourceFile})`)
              },
            )
          })
          await page.goto(`${site.url}/`)
          if (own)
            await page.waitForFunction(
              `document.querySelector('host-greeting').shadowRoot?.textContent.includes('host')`,
            )
          await page.waitForFunction(
            `document.querySelector('undersigned-petition')?.state === 'editing'`,
          )

          const email = `eve.${engine}.${signed}@example.org`
          await sign(page, { name: 'Eve Testperson', email, postcode: 'E1 6AN' })
          await confirm(mailbox, await confirmLink(backend.url, email))
          await page.bringToFront()
          await showsCount(page, petitionId, ++signed, 10_000)
          assert.deepEqual(await page.evaluate('window.violations'), [])
          assert.deepEqual(site.posted, [])

          // The listeners do hear one: without this, silence would prove nothing.
          await page.evaluate(
            `document.body.append(Object.assign(new Image(), { src: '/forbidden.png' }))`,
          )
          await page.waitForFunction('window.violations.length === 1')
          // Its report is not to be taken for one of the next page.
          await until('the report', async () => site.posted.length === 1)
          site.posted.length = 0
          await page.close()
        })
      }
    }
  })
}

function launchChromium(): Promise<Browser> {
  return launch({ executablePath: findEngine('chromium') ?? '', args: chromiumArgs })
}
