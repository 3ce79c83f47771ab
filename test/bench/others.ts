import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { launchChromium } from '../support/launch.ts'
import { servePages, type Page as Served } from '../support/pages.ts'
import { page as bare, petitionOnly } from '../support/snippet.ts'
import { openBackend, petitionId } from '../support/world.ts'
import { median, type Bench } from './figure.ts'

// What a form of ours costs a visitor's device beside other people's, in the same browser and the same minute.

const slowdown = 4

/** A phone's: without the way there, a script of 250 bytes and one of 28 kB would be equally far away. */
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}

/** Installed when the benchmark runs: too much for a development dependency. */
const packages = { altcha: '3.2.2', '@formio/js': '5.6.0' }

interface Contender {
  body: string
  /** In the page: whether it can be filled in. */
  isReady: string
}

interface Measured {
  /** Milliseconds the main thread spent in scripts until the page was at rest. */
  scriptMs: number
  /** Milliseconds from the beginning of the navigation until the form could be filled in. */
  readyMs: number
  requests: number
  foreign: number
}

/** The floor: a form as HTML has it, and twenty lines that send it. */
const floorScript = `const form = document.querySelector('form')
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const button = form.querySelector('button')
  button.disabled = true
  try {
    const body = JSON.stringify(Object.fromEntries(new FormData(form)))
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(form.action, { method: 'POST', headers, body })
    if (!response.ok) throw new Error(response.status)
    form.replaceChildren('Thank you')
  } catch {
    const note = document.createElement('p')
    note.textContent = 'This did not work. Please try again.'
    form.append(note)
    button.disabled = false
  }
})
document.documentElement.dataset.ready = ''
`
const fields = `<form action="/sign"><label>Name <input name="name" required></label>
<label>Email <input name="email" type="email" required></label><label>Postcode <input name="postcode"></label><button>Sign</button></form>`

/** What no widget of 18.5 kB can be faster than: so many bytes, which ask for the petition and put the floor's form there. */
function leastScript(petition: string): string {
  const script = `await fetch('${petition}').then((response) => response.json())
document.getElementById('form').innerHTML = ${JSON.stringify(fields)}
document.documentElement.dataset.ready = ''
//`
  return script.padEnd(18_500, '.')
}

const formioScript = `Formio.createForm(document.getElementById('form'), { components: [
  { type: 'textfield', key: 'name', label: 'Name', input: true, validate: { required: true } },
  { type: 'email', key: 'email', label: 'Email', input: true, validate: { required: true } },
  { type: 'textfield', key: 'postcode', label: 'Postcode', input: true },
  { type: 'checkbox', key: 'updates', label: 'Email me about it', input: true },
  { type: 'button', key: 'submit', label: 'Sign', action: 'submit' },
] })`

const fromHtml = `document.documentElement.hasAttribute('data-ready')`

async function world(
  t: TestContext,
): Promise<{ url: string; contenders: Record<string, Contender> }> {
  const folder = installed()
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  const file = (path: string): Served => ({
    body: readFileSync(`${folder}/node_modules/${path}`, 'utf8'),
    type: 'text/javascript; charset=utf-8',
  })
  site.pages.set('/floor.js', { body: floorScript, type: 'text/javascript' })
  site.pages.set('/altcha.js', file('altcha/dist/main/altcha.js'))
  const petition = `${backend.url}/v1/petitions/${petitionId}`
  site.pages.set('/least.js', { body: leastScript(petition), type: 'text/javascript' })
  site.pages.set('/formio.js', file('@formio/js/dist/formio.form.min.js'))
  site.pages.set('/formio-form.js', { body: formioScript, type: 'text/javascript' })
  const contenders: Record<string, Contender> = {
    blank: { body: bare(''), isReady: `document.readyState === 'complete'` },
    floor: { body: bare(`${fields}<script src="/floor.js"></script>`), isReady: fromHtml },
    least: {
      body: bare(`<div id="form"></div><script type="module" src="/least.js"></script>`),
      isReady: fromHtml,
    },
    ours: {
      body: bare(petitionOnly(backend.url)),
      isReady: `document.querySelector('undersigned-petition').shadowRoot?.querySelector('#submit')`,
    },
    altcha: {
      body: bare(
        `<script type="module" src="/altcha.js"></script><form>${fields}<altcha-widget challenge="/challenge"></altcha-widget></form>`,
      ),
      isReady: `document.querySelector('altcha-widget')?.querySelector('input[type=checkbox]')`,
    },
    'form.io': {
      body: bare(
        `<div id="form"></div><script src="/formio.js"></script><script src="/formio-form.js"></script>`,
      ),
      isReady: `document.querySelector('#form input[type=email], #form input[name="data[email]"]')`,
    },
  }
  for (const [name, { body }] of Object.entries(contenders)) site.pages.set(`/${name}`, { body })
  return { url: site.url, contenders }
}

function installed(): string {
  const folder = resolve('node_modules/.cache/bench')
  if (Object.keys(packages).every((name) => existsSync(`${folder}/node_modules/${name}`)))
    return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/package.json`, JSON.stringify({ dependencies: packages }))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    stdio: 'ignore',
  })
  return folder
}

/** One load in a browser of its own, with nothing cached. */
async function load(url: string, name: string, { isReady }: Contender): Promise<Measured> {
  const browser = await launchChromium()
  try {
    const page: Page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await session.send('Performance.enable')
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', network)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    // Looked at after every change of the page, so that no clock of the test is in it.
    await page.addInitScript(`{
      const look = () => {
        if (!('readyMs' in window) && (${isReady})) window.readyMs = performance.now()
      }
      const again = () => { try { look() } catch {} if (!('readyMs' in window)) requestAnimationFrame(again) }
      again()
    }`)
    await page.goto(`${url}/${name}`)
    await page.waitForFunction(`'readyMs' in window`)
    await page.waitForLoadState('networkidle')
    const { metrics } = (await session.send('Performance.getMetrics')) as {
      metrics: { name: string; value: number }[]
    }
    const seconds = metrics.find(({ name: metric }) => metric === 'ScriptDuration')?.value ?? NaN
    return {
      scriptMs: seconds * 1000,
      readyMs: (await page.evaluate('window.readyMs')) as number, // set above
      requests: asked.filter((one) => !one.endsWith('/favicon.ico')).length,
      foreign: new Set(asked.map((one) => new URL(one).origin)).size - 1,
    }
  } finally {
    await browser.close()
  }
}

/** Every contender in turn, as often as asked; the order turns round. */
async function race(pairs: number): Promise<Record<string, Measured>[]> {
  const ends: (() => unknown)[] = []
  const t = { after: (end: () => unknown) => ends.push(end) } as unknown as TestContext // no more is wanted of it
  try {
    const { url, contenders } = await world(t)
    const rounds: Record<string, Measured>[] = []
    for (let i = 0; i < pairs; i++) {
      const order = Object.entries(contenders)
      const round: Record<string, Measured> = {}
      for (const [name, contender] of i % 2 ? order.reverse() : order)
        round[name] = await load(url, name, contender)
      rounds.push(round)
    }
    return rounds
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

/** One race for all figures of a run. */
let raced: Promise<Record<string, Measured>[]> | undefined

const noteOf = (rounds: Record<string, Measured>[], what: 'scriptMs' | 'readyMs'): string =>
  Object.keys(rounds[0] ?? {})
    .map((name) => `${name} ${median(rounds.map((round) => round[name]![what])).toFixed(0)} ms`)
    .join(', ')

export const w3: Bench = {
  id: 'W3',
  async run(pairs) {
    const rounds = await (raced ??= race(pairs))
    const over = (other: string) =>
      rounds.map(
        ({ blank, ours, [other]: theirs }) =>
          (ours!.scriptMs - blank!.scriptMs) / (theirs!.scriptMs - blank!.scriptMs), // all have run
      )
    return {
      id: 'W3',
      name: `script time less a blank page's, ours over altcha's ${packages.altcha}, ${slowdown} times slowed`,
      goal: { sign: '<=', value: 1 },
      stretch: 0.5,
      ratios: over('altcha'),
      notes: [
        `over form.io's ${packages['@formio/js']}: ${median(over('form.io')).toFixed(3)}`,
        noteOf(rounds, 'scriptMs'),
      ],
    }
  },
}

export const w4: Bench = {
  id: 'W4',
  async run(pairs) {
    const rounds = await (raced ??= race(pairs))
    const rest = (round: Record<string, Measured>, name: string) =>
      round[name]!.readyMs - round['blank']!.readyMs // all have run
    return {
      id: 'W4',
      name: `from the navigation to a form that can be filled in, less a blank page, ours over a bare HTML form's with 20 lines of script`,
      goal: { sign: '<=', value: 2.5 },
      stretch: 1.6,
      ratios: rounds.map((round) => rest(round, 'ours') / rest(round, 'floor')),
      notes: [
        ['least', 'altcha', 'form.io']
          .map(
            (name) =>
              `${name} ${median(rounds.map((round) => rest(round, name) / rest(round, 'floor'))).toFixed(2)}`,
          )
          .join(', '),
        noteOf(rounds, 'readyMs'),
        `requests of the page: ${Object.entries(rounds[0] ?? {})
          .map(
            ([name, { requests, foreign }]) => `${name} ${requests} (${foreign} foreign origins)`,
          )
          .join(', ')}`,
      ],
    }
  },
}
