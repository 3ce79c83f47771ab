import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { test, type TestContext } from 'node:test'
import { brotliCompressSync, constants } from 'node:zlib'
import { languages } from '../../src/locales/languages.ts'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { page as bare, readmeSnippet } from '../support/snippet.ts'
import { openBackend } from '../support/world.ts'

/** Not Latin, so that a letter takes two bytes. */
const otherScripts = ['ar', 'bg', 'el', 'he', 'uk', 'ur']
const built = readdirSync('dist/locales').filter((name) => /-\w{9}\.json$/.test(name))

test('a language weighs little, and its file is pinned by the script (row 41)', (t) => {
  const script = readFileSync('dist/undersigned.js', 'utf8')
  for (const tag of languages) {
    const name = built.find((file) => file.startsWith(`${tag}-`))
    assert.ok(name, tag)
    const content = readFileSync(`dist/locales/${name}`)
    const bytes = brotliCompressSync(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
    }).length
    const most = otherScripts.includes(tag) ? 3_600 : 2_600
    t.diagnostic(`${tag}: ${bytes} bytes brotli of ${most}`)
    assert.ok(bytes <= most, `${tag} has ${bytes} bytes, more than ${most}`)
    assert.ok(
      script.includes(createHash('sha256').update(content).digest('base64').slice(0, -1)),
      tag,
    )
    const { apart, regions } = JSON.parse(content.toString()) as { apart: string; regions?: string }
    for (const [what, pin] of Object.entries({ apart, regions })) {
      if (!pin) continue
      const file = built.find((one) => one.startsWith(`${tag}.${what}-`))
      const hash = createHash('sha256').update(readFileSync(`dist/locales/${file}`))
      assert.equal(hash.digest('base64').slice(0, -1), pin)
    }
  }
})

test(
  'English costs no request, another language one, however many elements are in it (row 41)',
  { skip: missing('chromium') },
  async (t) => {
    const asked = await languageRequests(t)
    assert.deepEqual(await asked('en'), [])
    assert.deepEqual(await asked('en-US'), [])
    assert.deepEqual(await asked('zh'), [])
    assert.deepEqual(await asked('de-AT'), ['de'])
    // With the names of the countries to choose from.
    assert.deepEqual(await asked('mt'), ['mt', 'mt.regions'])
  },
)

test(
  'words that are not those the script was built with are not shown',
  { skip: missing('chromium') },
  async (t) => {
    const asked = await languageRequests(t, async (text) => text.replace('Petition', 'Pest'))
    assert.deepEqual(await asked('de', 'in German, so it is in English'), ['de'])
  },
)

for (const browserLanguage of ['en-US', 'de-DE'])
  test(
    `numbers are those of the page in a browser that is ${browserLanguage} (row 26)`,
    { skip: missing('chromium') },
    async (t) => {
      const site = await servePages(t)
      const backend = await openBackend(t, site.url)
      const script = `
        import { registerBackend } from '${backend.url}/undersigned.js'
        const tally = async (petition) =>
          ({ petition, count: Number(petition), goal: 2000000, stream: false, lineage: 'a', version: 1 })
        registerBackend('numbers', async () => () => ({ sign: () => Promise.reject(), tally }))`
      site.pages.set('/', { body: bare(`<script type="module">${script}</script>`) })
      const browser = await openChromium(t)
      const page = await browser.newPage({ locale: browserLanguage })
      await page.goto(`${site.url}/`)
      assert.equal(
        await page.evaluate(() => new Intl.NumberFormat().resolvedOptions().locale),
        browserLanguage,
      )
      const shown: string[] = []
      // One after the other: all at once, a slow machine takes longer than the patience for words.
      for (const tag of Object.keys(signs))
        shown.push(
          await page.evaluate(async (lang) => {
            const element = document.createElement('undersigned-tally')
            const settings = { lang, petition: '1234567', backend: 'numbers', variant: 'number' }
            Object.assign(element, settings, { endpoint: location.origin, live: 'off' })
            document.body.append(element)
            await element.ready
            await element.updateComplete
            return element.shadowRoot?.querySelector('.number')?.textContent ?? ''
          }, tag),
        )
      const even = shown.map((text) => text.replaceAll('\u00A0', '_').replaceAll('\u202F', '~'))
      assert.deepEqual(
        Object.fromEntries(Object.keys(signs).map((tag, i) => [tag, even[i]])),
        signs,
      )
    },
  )

/** A million and more as each language groups it: ICU 78. */
const signs = {
  ...Object.fromEntries(
    ['en', 'ga', 'mt', 'cy', 'ar', 'he', 'ur'].map((tag) => [tag, '1,234,567']),
  ),
  ...Object.fromEntries(
    ['da', 'de', 'el', 'es', 'hr', 'it', 'nl', 'pt', 'ro', 'sl', 'tr', 'ca'].map((tag) => [
      tag,
      '1.234.567',
    ]),
  ),
  ...Object.fromEntries(
    ['bg', 'cs', 'et', 'fi', 'hu', 'lt', 'lv', 'pl', 'sk', 'sv', 'uk', 'nb'].map((tag) => [
      tag,
      '1_234_567',
    ]),
  ),
  fr: '1~234~567',
}

/** Opens a page in a language with a form and a tally, and tells which files of languages were asked for. */
async function languageRequests(
  t: TestContext,
  change?: (text: string) => Promise<string>,
): Promise<(lang: string, until?: string) => Promise<string[]>> {
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  const browser = await openChromium(t)
  return async (lang, until) => {
    site.pages.set('/', {
      body: bare(readmeSnippet(backend.url)).replace('lang="en"', `lang="${lang}"`),
    })
    const page = await browser.newPage()
    if (change)
      await page.route('**/locales/*', async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, body: await change(await response.text()) })
      })
    const asked: string[] = []
    page.on('request', (request) => {
      const name = /\/locales\/([\w.]+)-\w{9}\.json$/.exec(request.url())?.[1]
      if (name) asked.push(name)
    })
    await page.goto(`${site.url}/`)
    await page.waitForFunction((text) => {
      const shown = document.querySelector('undersigned-petition')
      const isThere = shown?.matches(':state(editing)') && shown.shadowRoot?.querySelector('form')
      return isThere && (!text || shown?.shadowRoot?.textContent?.includes(text))
    }, until)
    await page.close()
    // What the demonstration tells of its petition is a file more.
    return asked.filter((name) => !name.endsWith('.apart')).toSorted()
  }
}
