/**
 * All tests, in order: `npm test`. Words after `--` choose: names of steps, names of engines, parts of file names.
 *
 *     npm test -- types lint
 *     npm test -- unit server/store
 *     npm test -- browsers firefox element/form
 *
 * `--full` runs the long suites whole. `CI=true` requires all three engines. The last line adds up every test.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { delimiter, resolve, sep } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { sentence, sum, type Count } from './support/count.ts'
import { engines, findEngine, installEngines, missing, type Engine } from './support/engines.ts'
import { nodeTests } from './support/node-tests.ts'

const steps: Record<string, () => Promise<Count>> = {
  types,
  lint: () => check('oxlint', '--type-aware', '--deny-warnings'),
  format: () => check('oxfmt', '--check'),
  build: () => check('npm', 'run', 'build'),
  house: () => nodeStep('house', 2),
  unit: () => nodeStep('unit', 3),
  browsers,
  faults: () => nodeStep('faults', 2),
  // Much of it waits for browsers and clocks.
  e2e: () => nodeStep('e2e', 3),
}
/** Steps that read `dist`: without a build they would tell of an older one. */
const needBuild = ['house', 'faults', 'e2e']

const words = process.argv.slice(2)
const full = words.includes('--full')
const isEngine = (word: string): word is Engine => (engines as readonly string[]).includes(word)
const chosenSteps = words.filter((word) => word in steps)
const chosenEngines = words.filter(isEngine)
const fileWords = words.filter(
  (word) => !(word in steps) && !isEngine(word) && !word.startsWith('--'),
)
const loud = fileWords.length > 0

process.chdir(resolve(import.meta.dirname, '..'))
process.env['PATH'] = resolve('node_modules/.bin') + delimiter + (process.env['PATH'] ?? '')
// Many tests run the command from its sources: without a cache each run strips the types of all of them again.
process.env['NODE_COMPILE_CACHE'] ??= resolve('node_modules/.cache/node')
if (full) process.env['UNDERSIGNED_TEST_PROFILE'] = 'full'

const counts: Record<string, Count> = {}
for (const [name, run] of Object.entries(steps)) {
  if (chosenSteps.length > 0 && !chosenSteps.includes(name)) continue
  if (
    chosenSteps.length === 0 &&
    loud &&
    !['house', 'unit', 'browsers', 'faults', 'e2e'].includes(name)
  )
    continue
  if (['house', 'browsers', 'faults', 'e2e'].includes(name)) installEngines()
  const start = performance.now()
  const count = (counts[name] =
    needBuild.includes(name) && (counts['build']?.failed ?? 0) > 0
      ? { passed: 0, failed: 1, skipped: 0, notes: 'not run: there is no build\n' }
      : await run().catch(failure))
  if (name === 'build' && count.failed === 0)
    process.env['UNDERSIGNED_TEST_COMMAND'] = resolve('dist/command/main.js')
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${name.padEnd(9)} ${sentence(count).padEnd(24)} ${seconds} s`)
  if (count.notes) process.stdout.write(count.notes.replace(/^(?=.)/gm, '  '))
}
const total = sum(Object.values(counts))
console.log(sentence(total))
// A test that left a timer behind must not keep the run open.
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)

/** All of it; then what runs on a server without the names of the DOM, and what a page loads without Node's. */
async function types(): Promise<Count> {
  return sum([
    await check('tsc'),
    await check('tsc', '-p', 'tsconfig.server.json'),
    await check('tsc', '-p', 'tsconfig.page.json'),
  ])
}

/** A tool that passes or fails as one; its output is shown when it fails. */
async function check(program: string, ...args: string[]): Promise<Count> {
  const child = spawn(program, args, {
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  child.stderr.on('data', (chunk) => (output += String(chunk)))
  const code = await new Promise((done, fail) => child.on('close', done).on('error', fail))
  return code === 0
    ? { passed: 1, failed: 0, skipped: 0, notes: '' }
    : { passed: 0, failed: 1, skipped: 0, notes: `${stripVTControlCharacters(output).trimEnd()}\n` }
}

async function nodeStep(
  folder: 'house' | 'unit' | 'faults' | 'e2e',
  concurrency: number,
): Promise<Count> {
  const inside = (file: string, name: string): boolean => file.startsWith(`test${sep}${name}${sep}`)
  const files = testFiles('test/**/*.test.ts').filter((file) =>
    folder === 'unit'
      ? !file.endsWith('.browser.test.ts') &&
        !['house', 'faults', 'e2e'].some((other) => inside(file, other))
      : inside(file, folder),
  )
  if (files.length === 0) return nothing()
  return nodeTests({ files, concurrency, loud, timeoutMs: (full ? 240 : 10) * 60_000 })
}

async function browsers(): Promise<Count> {
  const files = testFiles('test/**/*.browser.test.ts')
  if (files.length === 0) return nothing()
  if (chosenEngines.length > 0) process.env['UNDERSIGNED_ENGINES'] = chosenEngines.join()
  const { browserTests } = await import('./support/browser-tests.ts')
  const wanted = chosenEngines.length > 0 ? chosenEngines : engines
  const absent = wanted.filter((engine) => !findEngine(engine)).map(absence)
  return sum([...absent, absent.length < wanted.length ? await browserTests(files) : nothing()])
}

function absence(engine: Engine): Count {
  try {
    return { passed: 0, failed: 0, skipped: 1, notes: `${engine} skipped: ${missing(engine)}\n` }
  } catch (error) {
    return failure(error)
  }
}

function testFiles(pattern: string): string[] {
  const files = globSync(pattern).sort()
  return fileWords.length === 0
    ? files
    : files.filter((file) => fileWords.some((word) => file.replaceAll(sep, '/').includes(word)))
}

function failure(error: unknown): Count {
  const notes = `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
  return { passed: 0, failed: 1, skipped: 0, notes }
}

function nothing(): Count {
  return { passed: 0, failed: 0, skipped: 0, notes: '' }
}
