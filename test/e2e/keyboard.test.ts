import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { embed } from '../support/snippet.ts'
import { openBackend } from '../support/world.ts'

test(
  'the README’s snippet in a bare page can be signed with the keyboard alone, six steps from name to button (row 5)',
  { skip: missing('chromium') },
  async (t) => {
    const site = await servePages(t)
    // Nothing stands below the form that could be reached with Tab.
    const backend = await openBackend(t, site.url, { backers: [], updates: [] } as object)
    site.pages.set('/', { body: embed(backend.url) })
    const browser = await openChromium(t)
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

    await page.evaluate(() =>
      addEventListener('pointerdown', () => document.body.setAttribute('data-pointed', '')),
    )
    const order: (string | null | undefined)[] = []
    for (const keys of ['Dee Testperson', 'dee.keys@example.org', 'Ireland', 'D02 AF30', ' ', '']) {
      order.push(await focused(page))
      await page.keyboard.type(keys)
      await page.keyboard.press('Tab')
    }
    order.push(await focused(page))
    assert.deepEqual(order, [
      'name',
      'email',
      'country',
      'postcode',
      'consents.updates',
      'privacy notice(opens in a new tab)',
      'submit',
    ])
    // There is no trap: Tab leads out of the widget, and back into it.
    await page.keyboard.press('Tab')
    assert.notEqual(
      await page.evaluate(() => document.activeElement?.localName),
      'undersigned-petition',
    )
    await page.keyboard.press('Shift+Tab')
    assert.equal(await focused(page), 'submit')
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
    assert.equal(await page.getAttribute('body', 'data-pointed'), null)
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

function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => {
    const element = document.querySelector('undersigned-petition')?.shadowRoot?.activeElement
    return element && (element.id || element.textContent?.replaceAll(/\s*\n\s*/g, '').trim())
  })
}
