import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sendSignature } from '../support/counted.ts'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { openBackend } from '../support/world.ts'

const skip = missing('chromium')

test('a mail in the mailbox is shown to its last line', { skip }, async (t) => {
  const backend = await openBackend(t, 'https://poppy.example')
  const page = await (await openChromium(t)).newPage()
  await sendSignature(backend.url, 'ada@example.org')
  await page.goto(`${backend.url}/mailbox`)
  await page.locator('h2 a').click()
  const hidden: string[] = []
  for (const width of [320, 360, 480, 600, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    const mail = page.frameLocator('iframe').locator('html')
    const px = await mail.evaluate((html) => html.scrollHeight - innerHeight)
    if (px > 0) hidden.push(`${px} px at ${width} px`)
  }
  assert.deepEqual(hidden, [])
})

test('the buttons of the pages behind a link end where the text may end', { skip }, async (t) => {
  const backend = await openBackend(t, 'https://poppy.example')
  const page = await (await openChromium(t)).newPage({ viewport: { width: 1280, height: 900 } })
  const edges = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('h1, button, .button')].map(
        (one) => one.getBoundingClientRect().right,
      ),
    )
  await page.goto(await sendSignature(backend.url, 'ada@example.org'))
  assert.equal(new Set(await edges()).size, 1, 'before confirming')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('link', { name: 'See the petition' }).waitFor()
  assert.equal(new Set(await edges()).size, 1, 'after it')
})
