import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { dirname, join, normalize } from 'node:path/posix'
import { extname, sep } from 'node:path'
import { test, type TestContext } from 'node:test'
import type * as Axe from 'axe-core'
import { readPages } from '../../demo/docs/pages.ts'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { openDemo } from '../support/world.ts'

declare global {
  var axe: typeof Axe
}

const folder = 'dist/docs'
const files = globSync('**/*', { cwd: folder }).map((file) => file.replaceAll(sep, '/'))
const pages = new Map(
  files
    .filter((file) => file.endsWith('.html'))
    .map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]),
)

test('every page that is written is built', () => {
  assert.deepEqual(
    [...pages.keys()].sort(),
    readPages()
      .map(({ path }) => path)
      .sort(),
  )
})

test('every link inside the documentation leads somewhere', () => {
  assert.deepEqual(brokenLinks(pages, files), [])
})

test('a link that leads nowhere is found', () => {
  const page = new Map([
    ['a/b.html', '<a href="../c.html">x</a> <a href="#y">y</a> <a href="/z">z</a>'],
  ])
  assert.deepEqual(brokenLinks(page, ['a/b.html']), [
    'a/b.html: ../c.html: there is no c.html',
    'a/b.html: #y: there is no "y" in a/b.html',
    'a/b.html: /z: begins at the root of the host',
  ])
})

test(
  'every page loads under a path of its own, fits screens of every width, with nothing wrong and nothing from elsewhere',
  { skip: missing('chromium') },
  async (t) => {
    const { origin, asked } = await serveUnder(t, '/some/where/')
    const page = await (await openChromium(t)).newPage()
    const height = 700
    const wrong: string[] = []
    let path = ''
    page.on('pageerror', (error) => wrong.push(`${path}: ${String(error)}`))
    page.on('console', (message) => {
      if (/^(error|warning)$/.test(message.type())) wrong.push(`${path}: ${message.text()}`)
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/some/where/`))
        wrong.push(`${path}: asks ${request.url()}`)
    })
    for (path of pages.keys()) {
      await page.setViewportSize({ width: 320, height })
      await page.goto(`${origin}/some/where/${path}`)
      await page.evaluate(async () => {
        const examples = document.querySelectorAll<HTMLElement & { ready: Promise<void> }>(
          '.live > *',
        )
        for (const element of examples) {
          await customElements.whenDefined(element.localName)
          await element.ready
        }
      })
      // Tables of three shapes: blocks on a telephone, columns beside no list of pages, and beside one.
      for (const width of [320, 768, 1280]) {
        await page.setViewportSize({ width, height })
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (tooWide > 0) wrong.push(`${path}: ${tooWide} px wider than ${width} px`)
      }
    }
    t.diagnostic(`${pages.size} pages, ${asked.size} files asked for`)
    assert.deepEqual(wrong, [])
  },
)

/** Pages of each kind, half of them in light and wide, half in dark and narrow: tables, live widgets, a list, long text. */
const kinds = {
  light: ['elements', 'styling', 'backends/index'],
  dark: ['index', 'messages', 'privacy'],
}

test('axe finds nothing, in light and dark', { skip: missing('chromium') }, async (t) => {
  const { origin } = await serveUnder(t, '/')
  const source = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
  const found: string[] = []
  const browser = await openChromium(t)
  for (const colorScheme of ['light', 'dark'] as const) {
    const width = colorScheme === 'dark' ? 320 : 1280
    const viewport = { width, height: 800 }
    const page = await browser.newPage({ colorScheme, viewport, bypassCSP: true })
    for (const kind of kinds[colorScheme]) {
      await page.goto(`${origin}/${kind}.html`)
      await page.evaluate(source)
      // The widgets have tests of their own.
      const faults = await page.evaluate(async () => {
        const { violations } = await axe.run({ exclude: [['.live']] })
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
      })
      found.push(...faults.map((fault) => `${kind}, ${colorScheme}: ${fault}`))
    }
  }
  assert.deepEqual(found, [])
})

test('the demonstration serves the documentation, and nothing beside it', async (t) => {
  const { charity } = await openDemo(t)
  const at = (path: string): Promise<Response> => fetch(`${charity}${path}`, { redirect: 'manual' })
  assert.equal((await at('/docs')).headers.get('location'), '/docs/')
  for (const path of [
    '/docs/',
    '/docs/backends/',
    '/docs/elements.html',
    '/docs/widget/undersigned.js',
  ])
    assert.equal((await at(path)).status, 200, path)
  for (const path of [
    '/docs/nothing.html',
    '/docs/..%2findex.js',
    '/docs/%2e%2e/index.js',
    '/docs/.x',
    '/docs/a/../b.html',
  ])
    assert.equal((await at(path)).status, 404, path)
  const home = await (await at('/')).text()
  assert.match(home, /href="\/docs\/"/)
})

function brokenLinks(all: Map<string, string>, there: string[]): string[] {
  const idsOf = (html: string): string[] =>
    [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id)
  return [...all].flatMap(([file, html]) =>
    [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].flatMap(([, written = '']) => {
      const link = written.replaceAll('&#38;', '&')
      // Code that is shown has its quotes as entities; what matches is the page's own.
      if (/^(https:|mailto:|http:\/\/localhost)/.test(link)) return []
      if (link.startsWith('/')) return [`${file}: ${link}: begins at the root of the host`]
      const [path = '', hash] = link.split('#')
      const target = path ? normalize(join(dirname(file), path)) : file
      // The configurator is built beside it.
      if (target.startsWith('../') && existsSync(join(folder, target))) return []
      if (!there.includes(target)) return [`${file}: ${link}: there is no ${target}`]
      const isThere =
        hash === undefined || idsOf(all.get(target) ?? '').includes(decodeURIComponent(hash))
      return isThere ? [] : [`${file}: ${link}: there is no "${hash}" in ${target}`]
    }),
  )
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** A host that knows nothing of us: files under a path. */
async function serveUnder(
  t: TestContext,
  path: string,
): Promise<{ origin: string; asked: Set<string> }> {
  const asked = new Set<string>()
  const server = createServer((request, response) => {
    const file = (request.url ?? '').replace(/\?.*/, '').slice(path.length)
    asked.add(file)
    const isThere = request.url?.startsWith(path) && files.includes(file)
    response.writeHead(isThere ? 200 : 404, {
      'content-type': types[extname(file)] ?? 'text/plain',
    })
    response.end(isThere ? readFileSync(`${folder}/${file}`) : undefined)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  // Null only before listening and after closing.
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, asked }
}
