import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { openBackend, petitionId } from '../support/world.ts'

const built = readFileSync('dist/undersigned.classic.js', 'utf8')

test('the classic script', { skip: missing('chromium') }, async (t) => {
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  const browser = await openChromium(t)
  const src = `${backend.url}/undersigned.classic.js`
  const petition = `<undersigned-petition petition="${petitionId}" endpoint="${backend.url}"></undersigned-petition>`

  /** Opens a page with this in it; what went wrong in it and what it asked for. */
  const open = async (body: string, head = '', lang = 'de') => {
    const path = `/${site.pages.size}`
    site.pages.set(path, {
      body: `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Seite</title>${head}<body>${body}`,
    })
    const page = await browser.newPage()
    const problems: string[] = []
    const asked: string[] = []
    page.on('pageerror', ({ message }) => problems.push(message))
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(site.url + path)
    return { page, problems, asked }
  }
  const signs = async (page: Page, heading: RegExp) => {
    await page.locator('#name').fill('Ivy Testperson')
    await page.locator('#email').fill('ivy@example.org')
    await page.locator('#postcode').fill('E1 6AN')
    await page.locator('#submit').click()
    await page.locator('undersigned-petition #result').waitFor()
    assert.match(await page.locator('undersigned-petition #result').innerText(), heading)
  }
  const inGerman = (page: Page) =>
    page.locator('undersigned-petition .root[lang="de"] #name').waitFor()

  const later = `<script>
    addEventListener('load', () => setTimeout(() => {
      const script = document.createElement('script')
      script.src = '${src}'
      script.async = true
      document.head.prepend(script)
    }))</script>`
  const script = (how: string) => `<script ${how} src="${src}"></script>`
  const module = `<script type="module" src="${backend.url}/undersigned.js"></script>`
  const ways: Record<string, [body: string, head?: string]> = {
    'in the head': [petition, script('')],
    deferred: [petition, script('defer')],
    async: [petition, script('async')],
    'at the end': [petition + script('')],
    'put in later by a tag manager': [later + petition],
    twice: [petition + script(''), script('async')],
    'together with the module': [petition + module, script('')],
    'after the module': [module + petition + later],
    'with its version and a query': [
      petition +
        script('').replace('undersigned.', 'undersigned-0.1.0.').replace('.js', '.js?ver=6'),
    ],
    'without an endpoint, which is then its own origin': [
      petition.replace(/ endpoint="[^"]*"/, '') + script('async'),
    ],
  }
  await t.test('works however it is loaded, and leaves one name', async () => {
    await Promise.all(
      Object.entries(ways).map(async ([name, [body, head]]) => {
        const { page, problems } = await open(
          `<script>window.before = new Set(Object.getOwnPropertyNames(window))</script>${body}`,
          head,
          'en',
        )
        await page.locator('undersigned-petition #name').waitFor()
        const left = await page.evaluate(() => {
          const { before } = window as unknown as { before: Set<string> } // set above
          return Object.getOwnPropertyNames(window).filter((one) => !before.has(one))
        })
        // Lit says of itself which version is on the page.
        const allowed = ['before', 'litHtmlVersions', 'undersigned']
        assert.deepEqual(
          left.filter((one) => !allowed.includes(one)),
          [],
          name,
        )
        assert.ok(await page.evaluate(`typeof undersigned?.registerBackend === 'function'`), name)
        assert.equal(await page.locator('undersigned-petition').count(), 1, name)
        assert.deepEqual(problems, [], name)
        await page.close()
      }),
    )
  })

  await t.test('loads its parts from beside it, and signs', async () => {
    const { page, problems, asked } = await open(later + petition)
    await inGerman(page)
    await signs(page, /E-Mail/)
    assert.ok(asked.some((url) => url.startsWith(`${backend.url}/chunks/outcome-`)))
    assert.deepEqual(problems, [])
    await page.close()
  })

  await t.test('registers a backend for pages that cannot import', async () => {
    const own = `<undersigned-petition petition="a" backend="mine" endpoint="https://a.example"></undersigned-petition>`
    const { page } = await open(
      `${own}${script('')}<script>
        undersigned.registerBackend('mine', async () => ({ endpoint }) => ({
          petition: async (id) => (document.title = id + ' of ' + endpoint, new Promise(() => {})),
        }))</script>`,
    )
    await page.waitForFunction(`document.title === 'a of https://a.example'`)
    await page.close()
  })

  const inPage = `<script>${built.replaceAll('</', '<\\/')}</script>`
  site.pages.set('/all.js', { body: `var shop = 1;\n${built};\nshop++`, type: 'text/javascript' })
  for (const [name, embed] of Object.entries({
    'put into the page': inPage,
    'put together with others': '<script src="/all.js"></script>',
  })) {
    await t.test(`${name}, it still signs, in the page’s language`, async () => {
      const { page, problems, asked } = await open(petition + embed)
      await inGerman(page)
      await signs(page, /E-Mail/)
      assert.deepEqual(
        asked.filter((url) => url.includes('/chunks/')),
        [],
      )
      assert.deepEqual(problems, [])
      await page.close()
    })

    await t.test(`${name}, it finds its parts where the page says it was taken from`, async () => {
      const said = `<script>window.undersigned = { script: '${src}' }</script>`
      const unnamed = petition.replace(/ endpoint="[^"]*"/, '')
      const { page, asked } = await open(said + unnamed + embed)
      await inGerman(page)
      await signs(page, /E-Mail/)
      assert.ok(asked.some((url) => url.startsWith(`${backend.url}/chunks/outcome-`)))
      await page.close()
    })
  }

  await t.test('takes no address from what a sanitiser lets through', async () => {
    const elsewhere = `${site.url}/evil/undersigned.js`
    const forged = `<img name="currentScript" src="${elsewhere}">
      <a id="undersigned"></a><a id="undersigned" name="script" href="${elsewhere}"></a>`
    const { page, asked } = await open(forged + petition + inPage)
    await inGerman(page)
    await page.locator('#name').fill('Ivy')
    await page.locator('#email').click()
    await page.waitForFunction(
      `typeof Object.getOwnPropertyDescriptor(window, 'undersigned')?.value.registerBackend === 'function'`,
    )
    // The picture itself is the page’s.
    assert.deepEqual(
      asked.filter((url) => url.includes('/evil/') && url !== elsewhere),
      [],
    )
    await page.close()
  })
})
