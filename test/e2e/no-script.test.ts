import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { confirmLink } from '../support/mailbox.ts'
import { openDemo, petitionId } from '../support/world.ts'

test(
  'a person without JavaScript signs, confirms and counts',
  { skip: missing('chromium') },
  async (t) => {
    const demo = await openDemo(t)
    const browser = await openChromium(t)
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const email = 'cy.plain@example.org'

    await page.goto(`${demo.charity}/`)
    await page.locator('undersigned-petition a').click()
    assert.equal(page.url(), `${demo.backend}/p/${petitionId}`)

    await page.locator('[name="name"]').fill('Cy Testperson')
    await page.locator('[name="email"]').fill(email)
    await page.locator('[name="postcode"]').fill('CF10 1AA')
    await page.locator('form button').click()
    assert.equal(page.url(), `${demo.backend}/p/${petitionId}/sent`)
    assert.ok(
      !(await page.content()).includes(email),
      'the page after sending is the same for everyone',
    )

    const link = await confirmLink(demo.backend, email)
    await page.goto(`${demo.backend}/mailbox`)
    await page.locator(`a[href="${link}"]`).first().click()
    assert.equal(page.url(), link)
    assert.match(await page.locator('body').innerText(), /Cy Testperson/)
    await page.locator('form[method="post" i] button').first().click()

    await page.goto(`${demo.backend}/p/${petitionId}`)
    assert.match(await page.locator('body').innerText(), /\b1 person\b/)
  },
)

test(
  'a plain form that lacks something comes back filled in and says what',
  { skip: missing('chromium') },
  async (t) => {
    const demo = await openDemo(t)
    const browser = await openChromium(t)
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()

    await page.goto(`${demo.backend}/p/${petitionId}`)
    await page.locator('[name="name"]').fill('Cy Testperson')
    await page.locator('[name="email"]').fill('cy@nowhere')
    await page.locator('form button').click()
    assert.equal(await page.locator('[name="name"]').inputValue(), 'Cy Testperson')
    assert.equal(await page.locator('[name="email"]').inputValue(), 'cy@nowhere')
    assert.equal(await page.locator('[name="email"]').getAttribute('aria-invalid'), 'true')
  },
)
