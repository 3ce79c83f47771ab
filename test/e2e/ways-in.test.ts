import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { inDivs, page as bare, petitionOnly } from '../support/snippet.ts'
import { openBackend, petitionId } from '../support/world.ts'

// Pages that make it hard. Each is a page of a partner whose backend knows it.

test('ways in', { skip: missing('chromium') }, async (t) => {
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  const browser = await openChromium(t)
  const snippet = petitionOnly(backend.url)
  const form = 'undersigned-petition #name'

  const open = async (body: string, query = '') => {
    const path = `/${site.pages.size}`
    site.pages.set(path, { body })
    const page = await browser.newPage()
    const problems: string[] = []
    const asked: string[] = []
    page.on('pageerror', ({ message }) => problems.push(message))
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url())
      if (origin === backend.url) asked.push(pathname)
    })
    await page.goto(site.url + path + query)
    return { page, problems, asked }
  }

  await t.test('a site that strips unknown tags', async () => {
    const { page, problems } = await open(bare(''))
    await page.evaluate(
      ([html, script]) => {
        // As editors do: what is not on the list goes, its text stays; data attributes are let through.
        const { body } = new DOMParser().parseFromString(html ?? '', 'text/html')
        for (const element of body.querySelectorAll('*')) {
          if (element.matches('div, p, a')) continue
          element.replaceWith(...(element.matches('script') ? [] : element.childNodes))
        }
        for (const element of body.querySelectorAll('*'))
          for (const name of element.getAttributeNames())
            if (!/^(data-.*|href|class)$/.test(name)) element.removeAttribute(name)
        document.body.append(...body.childNodes)
        // The one thing an administrator could put in: a script for all pages.
        document.head.append(Object.assign(document.createElement('script'), { src: script }))
      },
      [
        inDivs(snippet) + snippet.replace('<a ', '<a class="stripped" '),
        `${backend.url}/undersigned.classic.js`,
      ],
    )
    await page.locator(form).waitFor()
    assert.equal(await page.locator('undersigned-petition').count(), 1)
    // Of the tag itself nothing but the link is left, which is a way too.
    assert.ok(await page.locator('a.stripped').isVisible())
    await signs(page)
    assert.deepEqual(problems, [])
    await page.close()
  })

  await t.test('a page whose pieces come late, cut in tags and in JSON', async (t) => {
    const script = `<script src="${backend.url}/undersigned.classic.js"></script>`
    const start = `<!doctype html><html lang="en"><meta charset="utf-8">${script}<h1>A partner</h1>`
    const stream = await slowly(t, [
      `${start}<undersigned-petition petition="${petitionId.slice(0, 9)}`,
      `${petitionId.slice(9)}" endpoint="${backend.url}"><a href="${backend.url}/p/${petitionId}">Si`,
      `gn</a><script type="application/json" slot="messages">{ "submit": "Co`,
      `unt me in" }</script><a>`,
      `</a></undersigned-petition><div data-undersigned="${petitionId}" data-messages='{ "submit`,
      `": "Me too" }' data-endpoint="${backend.url}" id="place">Soon: <a href="#">Si`,
      `gn</a>`,
      `</div><p>Below`,
    ])
    const page = await browser.newPage()
    const said: string[] = []
    page.on('pageerror', ({ message }) => said.push(message))
    page.on('console', (message) => {
      if (message.text().startsWith('<undersigned')) said.push(message.text())
    })
    await page.goto(stream.url, { waitUntil: 'commit' })
    while (stream.send()) await page.evaluate(() => new Promise((done) => setTimeout(done, 60)))
    await page.locator('#place #submit').waitFor()
    const buttons = await page.locator('undersigned-petition #submit').allInnerTexts()
    assert.deepEqual(buttons, ['Count me in', 'Me too'])
    assert.equal(await page.locator('#place > *').count(), 1)
    assert.equal(await page.locator('#place > undersigned-petition').textContent(), 'Soon: Sign')
    assert.deepEqual(said, [])
    await page.close()
  })

  await t.test('no request before the person comes near, or asks', async () => {
    for (const [load, come] of [
      ['visible', (page: Page) => page.locator('undersigned-petition').scrollIntoViewIfNeeded()],
      ['click', (page: Page) => page.locator('undersigned-petition button').click()],
    ] as const) {
      const embed = snippet.replace('<undersigned-petition', `$& load="${load}"`)
      const { page, asked } = await open(bare(embed, '<div style="block-size: 300vh"></div>'))
      await page.waitForFunction(`customElements.get('undersigned-petition')`)
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))),
      )
      assert.deepEqual(asked, ['/undersigned.js'], load)
      await come(page)
      await page.locator(form).waitFor()
      assert.ok(asked.includes(`/v1/petitions/${petitionId}`))
      await page.close()
    }
  })

  await t.test('how the visitor came goes with the signature', async () => {
    for (const [attribute, query, source] of [
      ['', '?source=newsletter', 'newsletter'],
      ['', '?utm_source=flyer&source=', 'flyer'],
      ['', '?utm_source=Not A Slug', undefined],
      [' source="sidebar"', '?source=newsletter', 'sidebar'],
    ] as const) {
      const embed = snippet.replace('<undersigned-petition', `$&${attribute}`)
      const { page } = await open(bare(embed), query)
      const sent = page.waitForRequest('**/signatures')
      await signs(page)
      const body = (await sent).postDataJSON() as Record<string, unknown>
      assert.equal(body['source'], source, query)
      await page.close()
    }
  })

  await t.test('a frame without an origin is refused, and shows another way', async () => {
    site.pages.set('/framed', { body: bare(snippet) })
    const { page } = await open(
      `<!doctype html><iframe sandbox="allow-scripts" src="/framed" width="600" height="3000"></iframe>`,
    )
    const frame = page.frameLocator('iframe')
    await frame.locator(form).fill('Ivy Testperson')
    await frame.locator('#email').fill('ivy@example.org')
    await frame.locator('#postcode').fill('E1 6AN')
    const answer = page.waitForResponse('**/signatures')
    await frame.locator('#submit').click()
    assert.equal((await answer).status(), 403)
    const panel = frame.locator('undersigned-petition #panel')
    assert.match(await panel.innerText(), /cannot be signed from this page/)
    // The page's own link, and the answers in case it is of no use in there.
    assert.ok(await frame.locator('undersigned-petition > a').isVisible())
    assert.equal(await frame.locator(form).inputValue(), 'Ivy Testperson')
    await page.close()
  })
})

async function signs(page: Page): Promise<void> {
  await page.locator('undersigned-petition #name').fill('Ivy Testperson')
  await page.locator('#email').fill('ivy@example.org')
  await page.locator('#postcode').fill('E1 6AN')
  await page.locator('#submit').click()
  await page.locator('undersigned-petition #result').waitFor()
}

/** A page that is sent piece by piece, the first at once. */
async function slowly(t: TestContext, pieces: string[]): Promise<{ url: string; send(): boolean }> {
  let open: ServerResponse | undefined
  const send = () => {
    const piece = pieces.shift()
    if (piece === undefined) open?.end()
    else open?.write(piece)
    return piece !== undefined
  }
  const server = createServer((request, response) => {
    if (request.url !== '/') return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    open = response
    send()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  // Null only before listening and after closing.
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, send }
}
