import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { openDemo, petitionId } from '../support/world.ts'

test(
  'the sites of the demonstration stop asking to sign when the petition takes no signatures',
  { skip: missing('chromium') },
  async (t) => {
    const demo = await openDemo(t)
    const browser = await openChromium(t)
    for (const url of [`${demo.charity}/`, `${demo.mep}/`, `${demo.mep}/2009`]) {
      const page = await browser.newPage()
      await page.addInitScript((id) => {
        const seen = { heard: 0 }
        Object.assign(window, { seen })
        addEventListener('undersigned-ready', ({ detail }) => {
          if (detail.petition === id) seen.heard++
        })
      }, petitionId)
      await page.goto(url)
      await hasHeard(page)
      assert.notDeepEqual(await invitations(page), [], `${url} asks to sign while it is open`)
      await page.route(/petitions\/keep-[\w-]+(\/tally)?(\?|$)/, async (route) => {
        const answer = await route.fetch()
        const said = (await answer.json()) as { tally?: object }
        const closed = { status: 'closed', closesAt: new Date(Date.now() - 1000).toISOString() }
        const tally = said.tally && { tally: { ...said.tally, status: 'closed' } }
        await route.fulfill({ response: answer, json: { ...said, ...closed, ...tally } })
      })
      await page.route('**/tally/stream*', (route) => route.abort())
      await page.reload()
      await hasHeard(page)
      assert.deepEqual(await invitations(page), [], `${url} asks to sign after it has closed`)
      await page.close()
    }
  },
)

/** Waits until each element of that petition has told the page how it stands. */
async function hasHeard(page: Page): Promise<void> {
  await page.waitForFunction(
    (id) =>
      (window as unknown as { seen: { heard: number } }).seen.heard ===
      document.querySelectorAll(`[petition=${id}]`).length,
    petitionId,
  )
}

/** What the page itself says, apart from the widget's own words. */
function invitations(page: Page): Promise<string[]> {
  return page
    .locator('a:not(undersigned-petition a)')
    .evaluateAll((links) =>
      links
        .map((link) => link.textContent.trim())
        .filter((text) => /^(sign|add your name)\b/i.test(text)),
    )
}
