import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { page as bare } from '../support/snippet.ts'
import { openBackend, petitionId } from '../support/world.ts'

test('a plain form on a partner’s page', { skip: missing('chromium') }, async (t) => {
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  const browser = await openChromium(t)
  const answer = await fetch(`${backend.url}/v1/petitions/${petitionId}`)
  const { revision } = (await answer.json()) as { revision: string }
  const plain = (attributes = '') => `
    <script type="module" src="${backend.url}/undersigned.js"></script>
    <undersigned-petition petition="${petitionId}" endpoint="${backend.url}" partner="poppy-project" ${attributes}>
      <form method="post" action="${backend.url}/p/${petitionId}">
        <p><label>Name <input name="name" autocomplete="name" required></label></p>
        <p><label>Email <input name="email" type="email" required></label></p>
        <p><label>Country <select name="country"><option value="GB">United Kingdom<option value="IE">Ireland</select></label></p>
        <p><label>Postcode <input name="postcode"></label></p>
        <p><label><input type="checkbox" name="consents.updates" value="on"> Email me</label></p>
        <input type="hidden" name="shown" value="${revision}">
        <input type="hidden" name="partner" value="poppy-project"><button>Sign</button>
      </form>
    </undersigned-petition>`
  site.pages.set('/', { body: bare(plain(), '<div style="block-size: 60em">Above</div>') })
  const ours = 'undersigned-petition .root'

  await t.test('goes on from letter to letter when the script comes late', async () => {
    const page = await browser.newPage()
    let arrive = () => {}
    const gate = new Promise<void>((resolve) => (arrive = resolve))
    await page.route('**/undersigned.js', async (route) => (await gate, route.continue()))
    await page.goto(`${site.url}/`, { waitUntil: 'commit' })
    await page.locator('form [name="name"]').pressSequentially('Ivy Testprson')
    await page.locator('form [name="consents.updates"]').check()
    await page.locator('form [name="name"]').focus()
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft')
    const before = await page.locator('form [name="name"]').boundingBox()
    arrive()
    await page.locator(`${ours} #name`).waitFor()
    // What is pressed next comes where the caret was.
    await page.keyboard.type('e')
    assert.equal(await page.locator(`${ours} #name`).inputValue(), 'Ivy Testperson')
    const after = await page.locator(`${ours} #name`).boundingBox()
    assert.ok(before && after)
    assert.ok(Math.abs(before.y - after.y) < 2, `the field moves from ${before.y} to ${after.y}`)
    await page.keyboard.press('Tab')
    await page.keyboard.type('ivy@example.org')
    assert.ok(await page.locator(`${ours} [name="consents.updates"]`).isChecked())
    const sent = page.waitForRequest('**/signatures')
    await page.locator(`${ours} #submit`).click()
    assert.deepEqual(await page.locator(`${ours} #result`).innerText(), 'Check your email')
    const { name, consents } = (await sent).postDataJSON() as Record<string, unknown>
    assert.deepEqual([name, consents], ['Ivy Testperson', { updates: true }])
    await page.close()
  })

  for (const [what, pattern] of [
    ['the script', '**/undersigned.js'],
    ['the part that takes it over', '**/chunks/plain-form-*'],
    ['the petition', '**/v1/petitions/*'],
  ] as const) {
    await t.test(`stays and is sent by the browser where ${what} cannot be loaded`, async () => {
      const page = await browser.newPage()
      await page.route(pattern, (route) => route.abort())
      const failed = page.waitForEvent('requestfailed')
      await page.goto(`${site.url}/`)
      await failed
      await page.locator('form [name="name"]').fill('Ivy Testperson')
      await page.locator('form [name="email"]').fill('ivy@example.org')
      await page.locator('form:has([name="partner"]) button').click()
      await page.waitForURL(`${backend.url}/p/${petitionId}/sent*`)
      await page.close()
    })
  }
})
