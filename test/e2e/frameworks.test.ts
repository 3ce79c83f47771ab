import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { packed } from '../support/packed.ts'
import { servePages } from '../support/pages.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { openBackend } from '../support/world.ts'

// The examples of demo/frameworks, each a project of its own, with the package as it would be published.

const run = promisify(execFile)
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'
const all = globSync('demo/frameworks/*/package.json').map((file) => basename(dirname(file)))
/** The others bring hundreds of packages, or differ little from these. */
const chosen = isFull ? all.sort() : ['plain-ts', 'react', 'vue']
/** Two versions of one framework in one project would share what the package says of one. */
const apart = ['react-18']

test('the packed package in frameworks', { skip: missing('chromium') }, async (t) => {
  const folder = await install(t)
  if (!folder) return
  const script = scriptsIn(folder)
  const { url, pages } = await servePages(t)
  const backend = await openBackend(t, url)
  const browser = await openChromium(t)
  pages.set('/favicon.ico', { body: '' })

  for (const name of chosen) {
    await t.test(`${name}: the types take what is right and refuse what is wrong`, async () => {
      // The declarations of Vue take three times as long as all the rest.
      await script(name, 'check', ...(name === 'vue' && isFull ? ['--skipLibCheck', 'false'] : []))
    })

    if (name === 'angular')
      await t.test('angular: a template that hears something else is refused', async () => {
        const file = join(folder, name, 'src/petition.ts')
        const source = readFileSync(file, 'utf8')
        writeFileSync(file, source.replace('signed($event)', 'signed($event.detail)'))
        await assert.rejects(
          script(name, 'check'),
          /not assignable to parameter of type 'CustomEvent/,
        )
        writeFileSync(file, source)
      })

    await t.test(`${name}: shows a petition, signs, hears of it, and leaves`, async (t) => {
      await script(name, 'build', `--base${name === 'angular' ? '-href' : ''}=/${name}/`)
      const built = join(folder, name, 'dist')
      for (const file of globSync('**/*.{html,js}', { cwd: built })) {
        const body = readFileSync(join(built, file), 'utf8')
        pages.set(`/${name}/${file.replaceAll('\\', '/')}`, {
          body: body.replaceAll('https://sign.example.org', backend.url),
          type: extname(file) === '.js' ? 'text/javascript' : 'text/html',
        })
      }
      const page = await browser.newPage()
      t.after(() => page.close())
      await page.addInitScript(choose)
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          problems.push(message.text())
      })
      await page.goto(`${url}/${name}/index.html`)
      await (name === 'react-server' ? visitServed : visit)(page)
      assert.deepEqual(problems, [])
    })
  }
})

/**
 * Has the framework bind the petition long after it has put the element into the page. Pressed by the page's own
 * clock: a busy machine holds that up as it does the two seconds after which a petition that is not set is a mistake.
 */
function choose(): void {
  const looking = setInterval(() => {
    const button = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Choose',
    )
    if (!button || !document.querySelector('undersigned-petition:defined')) return
    clearInterval(looking)
    setTimeout(() => button.click(), 300)
  }, 50)
}

/** What somebody does on the page of each example. */
async function visit(page: Page): Promise<void> {
  const petition = page.locator('undersigned-petition')
  const name = petition.getByRole('textbox', { name: 'name' })
  const streaming = page.waitForRequest('**/tally/stream')

  await petition.getByRole('heading', { level: 2 }).waitFor()
  await page.locator('undersigned-tally [part~="tally"]').waitFor()

  await name.fill('Ivy Testperson')
  await page.evaluate(() =>
    document.querySelector('#elsewhere')?.append(document.querySelector('#app')!),
  ) // both are in the page
  assert.equal(await name.inputValue(), 'Ivy Testperson')

  await petition.getByRole('textbox', { name: 'email' }).fill('ivy@example.org')
  // Its words came as a property that is no attribute.
  await petition.getByRole('button', { name: 'Add my name' }).click()
  await page.getByText('Signed: pending').waitFor()

  const stream = await streaming
  const ended = page.waitForEvent('requestfailed', (request) => request.url() === stream.url())
  await page.getByRole('button', { name: 'Leave' }).click()
  await petition.waitFor({ state: 'detached' })
  await ended
  await page.getByRole('button', { name: 'Return' }).click()
  await petition.getByRole('button', { name: 'Add my name' }).waitFor()
}

/** The same on a page that came whole from a server, in Node, and is taken over. */
async function visitServed(page: Page): Promise<void> {
  const petition = page.locator('undersigned-petition')
  assert.match(
    await (await page.request.get(page.url())).text(),
    /<undersigned-petition [^>]+>.*Sign the petition<\/a>/,
  )
  await petition.getByRole('heading', { level: 3 }).first().waitFor()
  await petition.getByRole('textbox', { name: 'name' }).fill('Ivy Testperson')
  await petition.getByRole('textbox', { name: 'email' }).fill('ivy@example.net')
  await petition.getByRole('button', { name: 'Add my name' }).click()
  await page.getByText('Signed: pending').waitFor()
}

/** A folder with the chosen examples and what they need; undefined, and the test skipped, where that cannot be had. */
async function install(t: TestContext): Promise<string | undefined> {
  const folder = tempFolder()
  t.after(folder.remove)
  const tarball = await packed()
  for (const name of chosen) {
    cpSync(join('demo/frameworks', name), join(folder.path, name), {
      recursive: true,
      filter: (path) => !/[\\/](node_modules|dist)$/.test(path),
    })
    const file = join(folder.path, name, 'package.json')
    const text = readFileSync(file, 'utf8')
    // As a partner writes it; it is the one that was just built.
    assert.match(text, new RegExp(`"undersigned": "${version}"`))
    writeFileSync(
      file,
      text.replace(`"undersigned": "${version}"`, `"undersigned": "file:${tarball}"`),
    )
  }
  const workspaces = chosen.filter((name) => !apart.includes(name))
  writeFileSync(join(folder.path, 'package.json'), JSON.stringify({ private: true, workspaces }))
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock']
  try {
    for (const name of ['', ...chosen.filter((name) => apart.includes(name))])
      await run('npm', ['install', ...options], { cwd: join(folder.path, name) })
    return folder.path
  } catch (error) {
    const isOffline = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENOTCACHED)\b/
    if (process.env['CI'] === 'true' || !isOffline.test(String(error))) throw error
    t.skip('the frameworks cannot be had: no registry can be reached')
    return undefined
  }
}

/** Runs a script of an example; what it printed is the error when it fails. */
function scriptsIn(folder: string): (example: string, ...words: string[]) => Promise<void> {
  return async (example, name = '', ...options) => {
    const cwd = join(folder, example)
    await run(process.execPath, ['--run', name, '--', ...options], { cwd }).catch(
      (error: Error & { stdout?: string; stderr?: string }) => {
        throw new Error(`${error.message}\n${error.stdout}\n${error.stderr}`)
      },
    )
  }
}
