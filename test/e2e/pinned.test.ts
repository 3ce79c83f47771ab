import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { probePort, startBackend } from '../../demo/backend.ts'
import { datesAround, openPetition } from '../../demo/petitions.ts'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { confirmLink } from '../support/mailbox.ts'
import { servePages } from '../support/pages.ts'
import { page as bare } from '../support/snippet.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { petitionId } from '../support/world.ts'

const older = '0.0.9'

/** Today's script as a version before it would lie there: the same under another name, and every part of it too. */
function keepOlder(scripts: string): { name: string; integrity: string } {
  const chunks = readdirSync('dist/chunks')
  const renamed = (text: string) =>
    chunks.reduce((all, chunk) => all.replaceAll(chunk, oldName(chunk)), text)
  mkdirSync(join(scripts, 'chunks'), { recursive: true })
  for (const chunk of chunks) {
    const text = renamed(readFileSync(join('dist/chunks', chunk), 'utf8'))
    writeFileSync(join(scripts, 'chunks', oldName(chunk)), text)
  }
  const script = renamed(readFileSync('dist/undersigned.js', 'utf8')).replace(
    /undersigned \d+\.\d+\.\d+/,
    `undersigned ${older}`,
  )
  const name = `undersigned-${older}.js`
  writeFileSync(join(scripts, name), script)
  const hash = createHash('sha384').update(script).digest('base64')
  return { name, integrity: `sha384-${hash}` }
}

const oldName = (chunk: string) => chunk.replace(/-[\w-]{8}\.js$/, '-oldhash0.js')

test(
  'a newer server goes on signing for a page that pinned an older script, and for none with another hash',
  { skip: missing('chromium') },
  async (t) => {
    const folder = tempFolder()
    const { name, integrity } = keepOlder(join(folder.path, 'scripts'))
    const site = await servePages(t)
    // Starts with today's script and puts it beside the older one.
    const backend = await startBackend(await probePort(0), folder.path)
    t.after(() => backend.close().finally(folder.remove))
    await backend.put(openPetition(datesAround(Date.now()), { charity: site.url, mep: site.url }))
    const now = readdirSync(join(folder.path, 'scripts')).filter((file) => file.endsWith('.js'))
    assert.ok(now.includes(name) && now.includes('undersigned.js'), now.join())

    const snippet = (
      hash: string,
    ) => `<script type="module" src="${backend.url}/${name}" integrity="${hash}" crossorigin="anonymous"></script>
      <undersigned-petition petition="${petitionId}" endpoint="${backend.url}"><a href="${backend.url}/p/${petitionId}">Sign the petition</a></undersigned-petition>`
    site.pages.set('/pinned', { body: bare(snippet(integrity)) })
    const wrong = `sha384-${createHash('sha384').update('else').digest('base64')}`
    site.pages.set('/mismatch', { body: bare(snippet(wrong)) })

    const browser = await openChromium(t)
    const page = await browser.newPage()
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url().replace(backend.url, '')))
    await page.goto(`${site.url}/pinned`)
    const email = 'hal.pinned@example.org'
    await page.locator('#name').fill('Hal Testperson')
    await page.locator('#email').fill(email)
    await page.locator('#postcode').fill('E1 6AN')
    await page.locator('#submit').click()
    await page.locator('#result').waitFor()
    await page.goto(await confirmLink(backend.url, email))
    await page.locator('form button').first().click()
    assert.match(await page.locator('h1').innerText(), /confirmed/)
    const scripts = loaded.filter((path) => path.endsWith('.js'))
    assert.ok(scripts.includes(`/${name}`))
    assert.ok(scripts.some((path) => path.startsWith('/chunks/outcome-oldhash0')))
    assert.ok(
      scripts.every((path) => path === `/${name}` || path.endsWith('-oldhash0.js')),
      `nothing of today's: ${scripts.join(' ')}`,
    )
    const kept = await fetch(`${backend.url}/${name}`)
    assert.match(kept.headers.get('cache-control') ?? '', /immutable/)

    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto(`${site.url}/mismatch`)
    await page.waitForLoadState('networkidle')
    assert.match(complaints.join(), /integrity/)
    const link = page.locator('undersigned-petition a')
    assert.ok(await link.isVisible())
    assert.equal(await link.getAttribute('href'), `${backend.url}/p/${petitionId}`)
    assert.equal(await page.evaluate(() => customElements.get('undersigned-petition')), undefined)
  },
)
