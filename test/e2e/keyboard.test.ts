import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { launchChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { embed } from '../support/snippet.ts'
import { openBackend } from '../support/world.ts'

test(
  'the README’s snippet in a bare page can be signed with the keyboard alone',
  { skip: missing('chromium') },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    site.pages.set('/', { body: embed(backend.url) })
    const browser = await launchChromium()
    t.after(() => browser.close())
    const page = await browser.newPage()
    await page.goto(`${site.url}/`)
    await waitForState(page, 'editing')

    // Sent too early: the summary takes the focus, and its links lead to the fields.
    await tabTo(page, 'submit')
    await page.keyboard.press('Enter')
    await page.waitForFunction(
      () =>
        document.querySelector('undersigned-petition')?.shadowRoot?.activeElement?.id === 'panel',
    )
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    assert.equal(await focused(page), 'name')
    assert.equal(new URL(page.url()).hash, '', 'the address of the page is the page’s own')

    await page.keyboard.type('Dee Testperson')
    await tabTo(page, 'email')
    await page.keyboard.type('dee.keys@example.org')
    await tabTo(page, 'country')
    await page.keyboard.type('Ireland')
    await tabTo(page, 'postcode')
    await page.keyboard.type('D02 AF30')
    await tabTo(page, 'consents.updates')
    await page.keyboard.press('Space')
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.method() === 'POST'),
      page.keyboard.press('Enter'),
    ])
    await waitForState(page, 'pending')
    const body = request.postDataJSON() as Record<string, unknown>
    assert.equal(body['country'], 'IE')
    assert.deepEqual(body['consents'], { updates: true })
    assert.equal(body['partner'], 'poppy-project')
    assert.equal(await focused(page), 'result', 'the result is where the person is')
  },
)

async function waitForState(page: Page, state: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector('undersigned-petition')?.matches(`:state(${wanted})`),
    state,
  )
}

/** Presses Tab until the control has the focus; fails when it cannot be reached. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if ((await focused(page)) === id) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`${id} cannot be reached with Tab`)
}

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(
    () => document.querySelector('undersigned-petition')?.shadowRoot?.activeElement?.id,
  )
}
