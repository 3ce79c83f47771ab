import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmLink } from '../support/mailbox.ts'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { preludes } from '../support/preludes.ts'
import { page as bare, petitionOnly } from '../support/snippet.ts'
import { openBackend, petitionId } from '../support/world.ts'

// A page's own scripts can read what is typed there; that is for partners to know. What the widget sees to: it goes
// nowhere but to the backend, and nobody is thanked for a signature that is not stored.

const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'
/** Every one in the full profile; else one of forty, and the one that once sent a form to the page itself. */
const chosen = preludes.filter(
  ({ name }, i) => isFull || i % 40 === 3 || name.includes('"passive"'),
)

test(
  `${chosen.length} of ${preludes.length} hostile pages send nothing elsewhere and thank for nothing that is not stored`,
  { skip: missing('chromium') },
  async (t) => {
    assert.ok(preludes.length >= 200)
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    const browser = await openChromium(t)
    const found: string[] = []
    let signed = 0
    for (const [i, { name, script = '', markup = '', signs, breaks }] of chosen.entries()) {
      const email = `hostile.${i}@example.org`
      site.pages.set('/', {
        body: bare(markup + petitionOnly(backend.url), `<script>${script}</script>`),
      })
      const page = await browser.newPage()
      const wrong = (what: string) => found.push(`${name}: ${what}`)
      page.on('request', (request) => {
        const said = `${request.url()} ${request.postData() ?? ''}`
        const isOurs = request.url() === `${backend.url}/v1/petitions/${petitionId}/signatures`
        if (/hostile\.\d+|Hester/.test(decodeURIComponent(said)) && !isOurs)
          wrong(`sent to ${request.url()}`)
      })
      page.on('pageerror', ({ message }) => !breaks && wrong(`uncaught ${message}`))
      await page.goto(`${site.url}/`).catch(() => wrong('does not load'))
      const form = page.locator('undersigned-petition #submit')
      const isShown = await form.waitFor({ timeout: signs ? 10_000 : 1_500 }).then(
        () => true,
        () => false,
      )
      if (!isShown && signs) wrong('no form')
      // Without one the page's own link is there.
      if (!isShown && !(await page.getByRole('link', { name: 'Sign the petition' }).isVisible()))
        wrong('neither form nor link')
      if (isShown) {
        await page.locator('undersigned-petition #name').fill('Hester Hostile')
        await page.locator('undersigned-petition #email').fill(email)
        await page.locator('undersigned-petition #postcode').fill('E1 6AN')
        await form.click()
        const thanks = await page
          .locator('undersigned-petition #result')
          .waitFor({ timeout: signs ? 10_000 : 1_500 })
          .then(
            () => true,
            () => false,
          )
        if (thanks) {
          signed++
          await confirmLink(backend.url, email).catch(() => wrong('thanked, and nothing is stored'))
        } else if (signs) wrong('did not sign')
      }
      await page.close()
    }
    t.diagnostic(`${signed} signed`)
    assert.deepEqual(found, [])
  },
)
