import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Frame, Page } from 'puppeteer-core'
import { missing } from '../support/engines.ts'
import { launchFirefox } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { heardBy, listen, sign } from '../support/petition-window.ts'
import { page as bare, petitionOnly } from '../support/snippet.ts'
import { until } from '../support/until.ts'
import { openBackend, petitionId } from '../support/world.ts'

// What Chromium tries in the files named like each of these, once more in the other engine that can be driven from end
// to end. The policies and the classic script are tried there as well.

const slow =
  process.env['UNDERSIGNED_TEST_PROFILE'] !== 'full' && 'Firefox is slow: npm run test:full'

test('ways in, in Firefox', { skip: missing('firefox') || slow }, async (t) => {
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  const browser = await launchFirefox()
  t.after(() => browser.close())
  const snippet = petitionOnly(backend.url)
  const script = `<script type="module" src="${backend.url}/undersigned.js"></script>`
  let people = 0
  const somebody = () => ({
    name: 'Fay Testperson',
    email: `fay.${++people}@example.org`,
    postcode: 'E1 6AN',
  })

  const open = async (body: string): Promise<Page> => {
    const path = `/${site.pages.size}`
    site.pages.set(path, { body })
    const page = await browser.newPage({ type: 'window' })
    await listen(page)
    await page.goto(site.url + path)
    return page
  }
  const isEditing = (page: Page) =>
    page.waitForFunction(`document.querySelector('undersigned-petition')?.state === 'editing'`)
  const asked = (page: Page) =>
    page.evaluate(
      (origin) =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => name.startsWith(`${origin}/v1/`)).length,
      backend.url,
    )

  await t.test('load="click" asks for nothing before the button, then has the focus', async () => {
    const page = await open(bare(snippet.replace('partner=', 'load="click" partner=')))
    const button = await page.waitForSelector('undersigned-petition >>> button')
    assert.equal(await asked(page), 0)
    await button?.click()
    await isEditing(page)
    await page.waitForFunction(
      `document.querySelector('undersigned-petition').shadowRoot.activeElement?.id === 'name'`,
    )
    await sign(page, somebody())
    await page.close()
  })

  await t.test('load="visible" waits until it is near', async () => {
    const far = `<div style="block-size: 400vh"></div>`
    const page = await open(bare(far + snippet.replace('partner=', 'load="visible" partner=')))
    await page.waitForFunction(`customElements.get('undersigned-petition')`)
    await new Promise((resolve) => setTimeout(resolve, 500))
    assert.equal(await asked(page), 0)
    await page.evaluate(`document.querySelector('undersigned-petition').scrollIntoView()`)
    await isEditing(page)
    await sign(page, somebody())
    await page.close()
  })

  await t.test('a plain form hands over what was typed, its focus and its caret', async () => {
    const page = await open(
      bare(`<undersigned-petition petition="${petitionId}" endpoint="${backend.url}">
        <form method="post" action="${backend.url}/p/${petitionId}">
          <input name="name"><input name="email"><input name="postcode">
          <label><input type="checkbox" name="consents.updates" value="on"> Email me</label><button>Sign</button>
        </form></undersigned-petition>`),
    )
    await page.click('[name="consents.updates"]')
    await page.type('[name="name"]', 'Fay Testprson')
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft')
    await page.evaluate((src) => {
      document.head.append(Object.assign(document.createElement('script'), { type: 'module', src }))
    }, `${backend.url}/undersigned.js`)
    const name = await page.waitForSelector('undersigned-petition >>> .root #name')
    await page.keyboard.type('e')
    assert.equal(
      await name?.evaluate((input) => (input as HTMLInputElement).value),
      'Fay Testperson',
    )
    const box = await page.$('undersigned-petition >>> [name="consents.updates"]')
    assert.equal(await box?.evaluate((input) => (input as HTMLInputElement).checked), true)
    await page.close()
  })

  await t.test('inside a form of the page, and inside another shadow root', async () => {
    const inForm = await open(bare(`<form action="/elsewhere">${snippet}</form>`))
    await isEditing(inForm)
    await sign(inForm, somebody())
    assert.ok(!inForm.url().includes('elsewhere'))
    await inForm.close()

    const page = await open(bare(`${script}<div id="host"></div>`))
    await page.evaluate((html) => {
      const root = document.querySelector('#host')!.attachShadow({ mode: 'open' })
      root.innerHTML = html
    }, snippet)
    await page.waitForSelector('#host >>> undersigned-petition >>> #submit')
    const events = async () => (await heardBy(page)).map(({ type }) => type)
    await until('the page to hear of it', async () =>
      (await events()).includes('undersigned-ready'),
    )
    await page.close()
  })

  await t.test('twice on a page, one signs and the other stays as it was', async () => {
    const page = await open(bare(snippet + snippet))
    await isEditing(page)
    await sign(page, somebody())
    await page.waitForFunction(
      `document.querySelectorAll('undersigned-petition')[1].state === 'editing'`,
    )
    await page.close()
  })

  await t.test('in a frame: fits its height, signs, and tells the page', async () => {
    const page = await open(
      bare(`<iframe data-undersigned-embed src="${backend.url}/embed/${petitionId}?partner=poppy-project" width="100%"></iframe>
        <script async src="${backend.url}/embed.js"></script>`),
    )
    const frame = async (): Promise<Frame> => {
      const found = await (await page.waitForSelector('iframe'))?.contentFrame()
      assert.ok(found)
      return found
    }
    // The script may load it anew, to tell it where it stands.
    await until('the form', async () =>
      (await frame())
        .evaluate(`document.querySelector('undersigned-petition')?.state === 'editing'`)
        .catch(() => false),
    )
    const inner = await frame()
    await until('the height to fit', async () => {
      const outside = await page.$eval('iframe', (element) => element.clientHeight)
      return outside > 400 && outside === (await inner.evaluate(heightOfPage))
    })
    const person = somebody()
    for (const field of ['name', 'email', 'postcode'] as const)
      await (await inner.$(`undersigned-petition >>> #${field}`))?.type(person[field])
    await (await inner.$('undersigned-petition >>> #submit'))?.click()
    await inner.waitForFunction(
      `document.querySelector('undersigned-petition').state === 'pending'`,
    )
    const events = async () => (await heardBy(page)).map(({ type, from }) => `${type} ${from}`)
    await until('the page to hear of it', async () =>
      (await events()).includes('undersigned-signed iframe'),
    )
    assert.ok(!JSON.stringify(await heardBy(page)).includes(person.email))
    await page.close()
  })

  await t.test(
    'in a sandboxed frame: the number and a link, as the server wrote them',
    async () => {
      const src = `${backend.url}/embed/${petitionId}?origin=${encodeURIComponent(site.url)}`
      const page = await open(bare(`<iframe sandbox="allow-scripts" src="${src}"></iframe>`))
      const frame = await (await page.waitForSelector('iframe'))?.contentFrame()
      const link = await frame?.waitForSelector('a')
      // A script that ran all the same would have drawn by then.
      await new Promise((resolve) => setTimeout(resolve, 1000))
      assert.equal(
        await link?.evaluate((element) => element.href),
        `${backend.url}/p/${petitionId}`,
      )
      assert.match(
        String(await frame?.$eval('body', (body) => body.innerText)),
        /Be the first to sign/,
      )
      assert.equal(
        await frame?.$eval('undersigned-petition', (element) => element.shadowRoot === null),
        true,
      )
      await page.close()
    },
  )
})

function heightOfPage(): number {
  return Math.ceil(document.documentElement.getBoundingClientRect().height)
}
