import { relative } from 'node:path'
import { run } from 'node:test'
import { inspect } from 'node:util'
import { sum, type Count } from './count.ts'

interface Options {
  files: string[]
  /** How many files at a time. */
  concurrency: number
  /** After this a file is stopped and counts as failed, also when all its tests have passed. */
  timeoutMs: number
  /** Print every test as it ends, and all output. */
  loud: boolean
}

/** Runs test files, a process each, as `node --test` does, and counts. */
export async function nodeTests({ files, concurrency, ...options }: Options): Promise<Count> {
  const waiting = [...files]
  const counts: Count[] = []
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
      counts.push(await testFile(file, options))
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return sum(counts)
}

/** A run of its own for each file: only a run can be stopped when something in the file stays open. */
async function testFile(
  path: string,
  { timeoutMs, loud }: { timeoutMs: number; loud: boolean },
): Promise<Count> {
  const count: Count = { passed: 0, failed: 0, skipped: 0, notes: '' }
  let output = ''
  const note = (text: string): void => {
    if (loud) process.stdout.write(text)
    else count.notes += text
  }
  const hear = ({ message }: { message: string }): void => {
    if (loud) process.stdout.write(message)
    else output += message
  }

  const tests = run({ files: [path], signal: AbortSignal.timeout(timeoutMs) })
  tests.on('test:stdout', hear)
  tests.on('test:stderr', hear)
  tests.on('test:diagnostic', ({ message }) => {
    if (!/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/.test(message))
      note(`${message}\n`)
  })
  tests.on('test:pass', ({ name, skip, details }) => {
    if (details.type === 'suite') return
    if (skip) note(`- ${name}: skipped${typeof skip === 'string' ? `, ${skip}` : ''}\n`)
    else if (loud) process.stdout.write(`✔ ${name} (${Math.round(details.duration_ms)} ms)\n`)
  })
  tests.on('test:fail', ({ name, line, details, todo }) => {
    const { cause, failureType } = details.error as Error & { failureType?: string }
    if (todo !== undefined || failureType === 'subtestsFailed') return
    const place = `${relative('', path)}${line === undefined ? '' : `:${line}`}`
    const reason =
      failureType === 'testAborted'
        ? `stopped after ${timeoutMs / 1000} s: a test waits, or something it started is still open`
        : words(cause ?? details.error)
    note(`✘ ${name} (${place})\n${indent(reason)}\n`)
  })
  tests.on('test:summary', ({ file, counts, success }) => {
    if (file !== undefined) return
    count.passed = counts.passed
    count.skipped = counts.skipped + counts.todo
    count.failed = counts.tests - count.passed - count.skipped
    if (!success && count.failed === 0) count.failed = 1
  })
  // The stream ends when the file has; what it yields was heard above.
  for await (const _ of tests);
  if (count.failed > 0 && output) note(`${indent(`${relative('', path)} printed:\n${output}`)}\n`)
  return count
}

/** An assertion's stack says it all; another error's cause and fields may matter. */
function words(error: unknown): string {
  const isAssertion = error instanceof Error && 'code' in error && error.code === 'ERR_ASSERTION'
  const text = isAssertion && error.stack ? error.stack : inspect(error)
  return text.replaceAll(/\n +at .*node:internal.*/g, '')
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, '    ')
}
