import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { build } from 'vite'
import { missing } from '../support/engines.ts'
import { launchChromium } from '../support/launch.ts'
import { packed } from '../support/packed.ts'
import { serveFolder } from '../support/serve-folder.ts'

const run = promisify(execFile)
const own = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> }
const entries = Object.keys(own.exports).map((path) => path.replace(/^\./, 'undersigned'))
const modules = entries.filter((entry) => !entry.endsWith('.json'))

/** A project of somebody else's, with the packed package installed. */
let site: string
let tarball: string

before(async () => {
  site = mkdtempSync(join(tmpdir(), 'undersigned-site-'))
  tarball = await packed()
  write('package.json', JSON.stringify({ name: 'site', private: true, type: 'module' }))
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], {
    cwd: site,
  })
})
after(() => rmSync(site, { recursive: true, force: true }))

test('publint finds nothing in the package', async () => {
  await tool('publint', '--strict', tarball)
})

test('attw finds the types of every entry', async () => {
  await tool('attw', '--profile', 'esm-only', tarball)
})

test('installing it brings no more than ten packages', (t) => {
  const lock = JSON.parse(readFileSync(join(site, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>
  }
  const names = Object.keys(lock.packages).filter(Boolean)
  t.diagnostic(`${names.length} packages: ${names.join(' ').replaceAll('node_modules/', '')}`)
  assert.ok(names.length <= 10)
})

test('importing any module in Node does nothing and throws nothing', async () => {
  // The one-file scripts hold the browser's Lit and are for pages alone.
  const importable = modules.filter((entry) => !/undersigned(\.classic)?\.js$/.test(entry))
  write(
    'import.js',
    `for (const other of ['lit', 'lit/decorators.js', 'zod', 'zod/mini']) await import(other)
     const before = Object.getOwnPropertyNames(globalThis)
     for (const entry of ${JSON.stringify(importable)}) await import(entry)
     const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name))
     console.log(added.join())`,
  )
  // It ends by itself: nothing was started.
  const { stdout, stderr } = await run(process.execPath, ['import.js'], {
    cwd: site,
    timeout: 20_000,
  })
  assert.equal(stderr, '')
  assert.equal(stdout, '\n')
})

test('the types stand alone', async () => {
  write(
    'types.ts',
    modules
      // Those for templates stand on their frameworks: the examples of each check them.
      .filter((entry) => !/\/(react|preact|solid|vue|svelte)$/.test(entry))
      .map((entry, index) => `export * as _${index} from '${entry}'`)
      .join('\n'),
  )
  const compilerOptions = {
    noEmit: true,
    strict: true,
    module: 'nodenext',
    target: 'es2022',
    skipLibCheck: false,
    types: ['node'],
    typeRoots: [resolve('node_modules/@types')],
  }
  write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['types.ts'] }))
  await tool('tsc', '-p', site)
})

test('the command runs and says what it can do', async () => {
  const { stdout } = await run(join(site, 'node_modules/.bin/undersigned'), ['--help'])
  assert.match(stdout, /serve/)
})

const skip = missing('chromium')

test(
  'a plain page with the one-file script shows a petition in its language',
  { skip },
  async () => {
    write('plain.html', page('/node_modules/undersigned/dist/undersigned.js'))
    await showsPetition(site, '/plain.html')
  },
)

test('so does one with the classic script', { skip }, async () => {
  const script = '/node_modules/undersigned/dist/undersigned.classic.js'
  write('classic.html', page(script).replace(' type="module"', ' async'))
  await showsPetition(site, '/classic.html')
})

test('a page bundled by Vite shows a petition in its language', { skip }, async () => {
  write('index.html', page('/main.js'))
  write('main.js', `import 'undersigned/define'`)
  await build({ root: site, configFile: false, logLevel: 'error' })
  await showsPetition(join(site, 'dist'), '/index.html')
})

/** A page with the element: its petition is answered by the server of the page. */
function page(script: string): string {
  return `<!doctype html><html lang="de"><title>Site</title><script type="module" src="${script}"></script>
    <undersigned-petition petition="a-petition" endpoint="/api">Sign elsewhere</undersigned-petition>`
}

async function showsPetition(folder: string, path: string): Promise<void> {
  const server = await serveFolder(folder, { '/api/v1/petitions/a-petition': petition() })
  const browser = await launchChromium()
  try {
    const tab = await browser.newPage()
    const errors: string[] = []
    tab.on('pageerror', (error) => errors.push(String(error)))
    await tab.goto(server.origin + path)
    await tab.getByRole('heading', { name: 'Keep the unit' }).waitFor({ timeout: 10_000 })
    await tab.getByRole('textbox', { name: /name/i }).waitFor({ timeout: 10_000 })
    // Without its file the form would be English.
    await tab.locator('undersigned-petition .root[lang="de"]').waitFor({ timeout: 10_000 })
    assert.deepEqual(errors, [])
  } finally {
    await browser.close()
    await server.close()
  }
}

function petition(): object {
  return {
    id: 'a-petition',
    lang: 'en',
    revision: 'r1',
    title: 'Keep the unit',
    text: 'Keep it.',
    target: { name: 'The Mayor' },
    owner: { name: 'A charity' },
    controller: {
      name: 'A charity',
      privacyUrl: 'https://example.org/privacy',
      contact: 'data@example.org',
    },
    fields: ['name', 'email'],
    status: 'open',
    tally: {
      petition: 'a-petition',
      status: 'open',
      count: 12,
      goal: 100,
      stream: false,
      lineage: 'a',
      version: 1,
      at: '2026-01-01T00:00:00Z',
    },
  }
}

function write(name: string, text: string): void {
  writeFileSync(join(site, name), text)
}

/** Runs one of our own tools; what it printed is the error when it fails. */
async function tool(name: string, ...args: string[]): Promise<void> {
  await run(resolve('node_modules/.bin', name), args).catch(
    (error: Error & { stdout?: string }) => {
      throw new Error(`${error.message}\n${error.stdout ?? ''}`)
    },
  )
}
