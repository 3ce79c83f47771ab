import { relative } from 'node:path'
import { run } from 'node:test'
import { inspect } from 'node:util'
import type { Count } from './count.ts'

interface Options {
  files: string[]
  /** How many files at a time. */
  concurrency: number
  /** After this a file counts as failed. */
  timeoutMs: number
  /** Print every test as it ends, and all output. */
  loud: boolean
}

/** Runs test files, a process each, as `node --test` does, and counts. */
export async function nodeTests({ files, concurrency, timeoutMs, loud }: Options): Promise<Count> {
  const count: Count = { passed: 0, failed: 0, skipped: 0, notes: '' }
  const outputs = new Map<string, string>()
  const note = (text: string): void => {
    if (loud) process.stdout.write(text)
    else count.notes += text
  }
  const hear = ({ file = '', message }: { file?: string; message: string }): void => {
    if (loud) process.stdout.write(message)
    else outputs.set(file, (outputs.get(file) ?? '') + message)
  }

  const tests = run({ files, concurrency, timeout: timeoutMs })
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
  tests.on('test:fail', ({ name, file, line, details, todo }) => {
    const { cause, failureType } = details.error as Error & { failureType?: string }
    if (todo !== undefined || failureType === 'subtestsFailed') return
    const place = file ? ` (${relative('', file)}:${line ?? 0})` : ''
    note(`✘ ${name}${place}\n${indent(words(cause ?? details.error))}\n`)
    const output = outputs.get(file ?? '')
    if (output) note(`${indent(`output of ${relative('', file ?? '')}:\n${output}`)}\n`)
    outputs.delete(file ?? '')
  })
  tests.on('test:summary', ({ file, counts, success }) => {
    if (file !== undefined) return
    count.passed = counts.passed
    count.failed = counts.tests - counts.passed - counts.skipped - counts.todo
    count.skipped = counts.skipped + counts.todo
    if (!success && count.failed === 0) count.failed = 1
  })
  // The stream ends when the last file has; what it yields was heard above.
  for await (const _ of tests);
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
