import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { openDemo } from '../support/world.ts'
import { more, states } from '../../demo/gallery/states.js'

test('the gallery has the 22 states that the tests speak of', () => {
  assert.equal(Object.keys(states).length, 22)
})

test(
  'every state is reached through doors alone, under the policy of the site',
  { skip: missing('chromium') },
  async (t) => {
    const demo = await openDemo(t)
    const browser = await openChromium(t)
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', ({ message }) => problems.push(message))
    page.on('console', (message) => {
      // A mistake of the page is one of the states.
      if (!message.text().startsWith('<undersigned-petition> partner is'))
        problems.push(message.text())
    })
    await page.goto(`${demo.charity}/gallery/?lang=en`)
    await page.waitForSelector('html[data-reached]', { state: 'attached', timeout: 60_000 })
    assert.deepEqual(
      await page
        .locator('#states > figure')
        .evaluateAll((figures: HTMLElement[]) =>
          figures.map(({ id, dataset }) => dataset['failed'] ?? id),
        ),
      [...Object.keys(states), ...Object.keys(more)],
    )

    await page.goto(`${demo.mep}/gallery/?state=copied&dir=rtl&theme=dark&width=320`)
    await page.waitForSelector('html[data-reached]', { state: 'attached' })
    assert.equal(await page.locator('undersigned-petition').count(), 1)
    assert.equal(await page.locator('[part~="share-button"]').first().innerText(), 'Link copied')
    assert.equal((await page.locator('undersigned-petition').boundingBox())?.width, 320)
    assert.deepEqual(problems, [])
  },
)
