import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { confirmLink } from '../support/mailbox.ts'
import { servePages } from '../support/pages.ts'
import { until } from '../support/until.ts'
import { openBackend, petitionId } from '../support/world.ts'

const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'

// What pages do to elements: applications that mount and move them, forms and shadows around them, several at once.

test('pages that move, wrap and repeat', { skip: missing('chromium') }, async (t) => {
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  const browser = await openChromium(t)
  const tag = `<undersigned-petition petition="${petitionId}" endpoint="${backend.url}"></undersigned-petition>`
  const script = `<script type="module" src="${backend.url}/undersigned.js"></script>`

  const open = async (body: string) => {
    const path = `/${site.pages.size}`
    site.pages.set(path, {
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title><body>${body}`,
    })
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', ({ message }) => problems.push(message))
    return { page, problems, go: () => page.goto(site.url + path) }
  }
  const fill = async (page: Page, email: string, one = 'undersigned-petition') => {
    await page.locator(`${one} #name`).fill('Ivy Testperson')
    await page.locator(`${one} #email`).fill(email)
    await page.locator(`${one} #postcode`).fill('E1 6AN')
  }
  const isSigning = (url: URL) => url.pathname.endsWith('/signatures')

  await t.test('an application that unmounts and mounts again keeps values and key', async () => {
    const { page, problems, go } = await open(`${script}<main>${tag}</main><aside></aside>`)
    const streams: string[] = []
    const isStream = (url: string) => url.endsWith('/tally/stream')
    page.on('request', (request) => isStream(request.url()) && streams.push('begun'))
    page.on('requestfailed', (request) => isStream(request.url()) && streams.push('ended'))
    await page.clock.install()
    await go()
    await fill(page, 'spa@example.org')
    const keys: (string | undefined)[] = []
    await page.route(isSigning, async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      await route.fulfill({
        status: 400,
        headers: { 'access-control-allow-origin': '*' },
        body: '',
      })
    })
    await page.locator('#submit').click()
    await page.locator('#panel').waitFor()
    await until('a stream', () => streams.length > 0)

    const element = await page.locator('undersigned-petition').elementHandle()
    await element?.evaluate((node) => node.remove())
    await until('the end of the stream', () => streams.at(-1) === 'ended')
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.clock.runFor(30 * 60_000)
    assert.deepEqual(asked, [])

    await element?.evaluate((node) => document.querySelector('aside')?.append(node))
    assert.equal(await page.locator('aside #name').inputValue(), 'Ivy Testperson')
    await until('another stream', () => streams.at(-1) === 'begun')
    await page.locator('#submit').click()
    await until('another try', () => keys.length === 2)
    assert.ok(keys[0])
    assert.equal(keys[0], keys[1])
    assert.deepEqual(problems, [])
    await page.close()
  })

  // One that stays would be 50 kB.
  const [mounts, budgetKiB] = isFull ? [1000, 1024] : [50, 512]
  await t.test(`${mounts} mounts leave less than ${budgetKiB} KiB`, async (t) => {
    const { page, go } = await open(script)
    await go()
    const mount = (times: number) =>
      page.evaluate(
        async ([html, rounds]) => {
          await customElements.whenDefined('undersigned-petition')
          for (let i = 0; i < rounds; i++) {
            const places = Array.from({ length: 50 }, () => document.createElement('div'))
            document.body.append(...places)
            for (const place of places) place.innerHTML = html
            for (const place of places) await place.querySelector('undersigned-petition')?.ready
            for (const place of places) place.remove()
          }
        },
        [tag, times / 50] as const,
      )
    const session = await page.context().newCDPSession(page)
    const heap = async () => {
      await session.send('HeapProfiler.collectGarbage')
      await session.send('HeapProfiler.collectGarbage')
      return (await session.send('Runtime.getHeapUsage')).usedSize
    }
    await mount(50)
    const before = await heap()
    await mount(mounts)
    const kept = (await heap()) - before
    t.diagnostic(`${Math.round(kept / 1024)} KiB are kept of ${mounts} mounts`)
    assert.ok(kept <= budgetKiB * 1024, `${kept} bytes`)
    await page.close()
  })

  await t.test('a form around it is never sent, and gets none of its values', async () => {
    const around: ((inner: string) => string)[] = [
      (it) => it,
      (it) => `<input name="host">${it}`,
      (it) => `${it}<button>Search</button>`,
      (it) => `<fieldset>${it}</fieldset>`,
      (it) => `<table><tr><td>${it}</td></tr></table>`,
      (it) => `<input name="name" value="host"><input name="email">${it}<input type="submit">`,
      (it) => `<details open><summary>Sign</summary>${it}</details>`,
      (it) => `<ul><li>${it}</ul><input type="image" alt="Go">`,
      (it) => `<div role="form">${it}</div><button type="button">No</button>`,
      (it) => `<label>Name <input name="name"></label>${it}`,
    ]
    const hosts = around.flatMap((wrap) => [
      `<form class="host" action="/elsewhere">${wrap(tag)}</form>`,
      `<form class="host" method="post" action="/elsewhere" novalidate onkeydown="window.keys++">${wrap(tag)}</form>`,
    ])
    const { page, go } = await open(
      `<script>window.keys = 0; window.sent = 0; addEventListener('submit', (event) => {
         window.sent++; event.preventDefault() }, true)</script>${hosts.join('')}${script}`,
    )
    await go()
    await page.locator('undersigned-petition').last().locator('#name').waitFor()
    assert.equal(await page.locator('.host').count(), 20)
    for (let i = 0; i < 20; i++) {
      const host = page.locator('.host').nth(i)
      await host.locator('undersigned-petition #name').pressSequentially('Ivy')
      await page.keyboard.press('Enter')
      // It was pressed, and something is missing: that is said in ours.
      await host.locator('undersigned-petition #panel').waitFor()
      const values = await host.evaluate((form: HTMLFormElement) => [
        ...new Set([...new FormData(form).values()].map(String)),
      ])
      assert.ok(
        values.every((value) => value === '' || value === 'host'),
        values.join(),
      )
    }
    assert.deepEqual(await page.evaluate('[window.sent, window.keys]'), [0, 0])
    await page.close()
  })

  await t.test('inside the shadows of others it signs as anywhere', async () => {
    const { page, problems, go } = await open(`<site-frame></site-frame>${script}<script>
      customElements.define('site-frame', class extends HTMLElement {
        connectedCallback() {
          const outer = this.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'))
          const inner = outer.attachShadow({ mode: 'open' })
          inner.append(document.createRange().createContextualFragment(${JSON.stringify(tag)}))
        }
      })
      addEventListener('undersigned-signed', ({ detail }) => (document.title = detail.outcome))</script>`)
    await go()
    await fill(page, 'shadow@example.org')
    await page.locator('#submit').click()
    await page.locator('#result').waitFor()
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'site-frame')
    assert.equal(await page.title(), 'pending')
    assert.deepEqual(problems, [])
    await page.close()
  })

  await t.test(
    'twice on a page, and in two versions of the script, each signs for itself',
    async () => {
      // The same under another name, and yet another script.
      const old = (name: string) =>
        readFileSync(`dist/${name}`, 'utf8').replaceAll('0.1.0', '0.0.9')
      for (const name of [
        'undersigned.js',
        ...readdirSync('dist/chunks').map((file) => `chunks/${file}`),
      ])
        site.pages.set(`/old/${name}`, { body: old(name), type: 'text/javascript' })
      const place = `<div data-undersigned="${petitionId}" data-endpoint="${backend.url}"></div>`
      const { page, problems, go } = await open(
        `${tag}${place}<script type="module" src="/old/undersigned.js"></script>${script}
       <script async src="${backend.url}/undersigned.classic.js"></script>`,
      )
      await go()
      const [first, second] = ['body > undersigned-petition', 'div > undersigned-petition'] as const
      await fill(page, 'one@example.org', first)
      await page.locator(`${first} #submit`).click()
      await page.locator(`${first} #result`).waitFor()
      assert.equal(await page.locator(`${second} #name`).inputValue(), '')
      await fill(page, 'two@example.org', second)
      await page.locator(`${second} #submit`).click()
      await page.locator(`${second} #result`).waitFor()
      assert.equal(await page.locator('undersigned-petition').count(), 2)
      assert.deepEqual(problems, [])
      await page.close()
    },
  )

  await t.test(
    'moved, copied and taken out while it is sent, it signs once and thanks once',
    async () => {
      for (const fate of ['moved', 'taken out'] as const) {
        const { page, problems, go } = await open(`${script}<main>${tag}</main><aside></aside>`)
        const held: Route[] = []
        await page.route(isSigning, async (route) => {
          if (route.request().method() === 'POST') held.push(route)
          else await route.continue()
        })
        await go()
        const email = `${fate.replace(' ', '.')}@example.org`
        await fill(page, email)
        await page.locator('#submit').click()
        await until('the request', () => held.length > 0)
        await page.evaluate((what) => {
          const element = document.querySelector('undersigned-petition')! // it is there
          const heard: string[] = []
          Object.assign(window, { element, heard })
          for (const one of [element, window])
            one.addEventListener('undersigned-signed', () => heard.push('signed'), { once: true })
          document.querySelector('aside')?.append(element.cloneNode(true))
          element.remove()
          document.body.append(element)
          if (what === 'taken out') element.remove()
        }, fate)
        await page.locator('aside #name').waitFor()
        await held[0]?.continue()
        // What was sent is stored, wherever the element is now.
        await confirmLink(backend.url, email)
        await page.waitForFunction('window.heard.length > 0')
        if (fate === 'taken out') await page.evaluate('document.body.append(window.element)')
        await page.locator('body > undersigned-petition #result').waitFor()
        assert.equal(await page.locator('aside #result').count(), 0)
        assert.equal(await page.locator('aside #name').inputValue(), '')
        assert.equal(held.length, 1)
        // By the element; by the page, as long as it stands in it.
        assert.equal(await page.evaluate('window.heard.length'), fate === 'moved' ? 2 : 1)
        assert.deepEqual(problems, [])
        await page.close()
      }
    },
  )
})
