import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

/** The sources; in a whole run, what was just built from them, which starts in half the time. */
const main =
  process.env['UNDERSIGNED_TEST_COMMAND'] ??
  fileURLToPath(new URL('../../src/command/main.ts', import.meta.url))

/** What a finished command left behind. */
export interface Finished {
  code: number | null
  out: string
  err: string
  /** The standard output, read as JSON. */
  json: () => unknown
}

export interface Options {
  env?: Record<string, string>
  /** For Node itself, such as a module to load first. */
  node?: string[]
  /** Where an output goes that the test does not read: to a disk that is full, or to a reader who has left. */
  out?: 'full' | 'nobody'
  err?: 'full' | 'nobody'
}

/** A folder of its own in which the real command is run; what was started ends with the test. */
export function openFolder(t: TestContext) {
  const folder = tempFolder()
  const running = new Set<ChildProcess>()
  t.after(async () => {
    for (const child of running) child.kill('SIGKILL')
    await Promise.all([...running].map((child) => once(child, 'close')))
    folder.remove()
  })

  function start(words: string[], { env = {}, node = [], out, err }: Options = {}) {
    const full = out === 'full' || err === 'full' ? openSync('/dev/full', 'w') : undefined
    const child = spawn(process.execPath, [...node, main, ...words], {
      cwd: folder.path,
      // Nothing of the environment of whoever runs the tests, but for the runner's cache of compiled sources.
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: folder.path,
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
        ...env,
      },
      stdio: ['ignore', out === 'full' ? full : 'pipe', err === 'full' ? full : 'pipe'],
    })
    if (full !== undefined) closeSync(full)
    running.add(child)
    const said = { out: '', err: '' }
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.out += text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.err += text))
    if (out === 'nobody') child.stdout?.destroy()
    if (err === 'nobody') child.stderr?.destroy()
    const finished = once(child, 'close').then(([code]): Finished => {
      running.delete(child)
      return { code: code as number | null, ...said, json: () => JSON.parse(said.out) as unknown }
    })
    return { child, said, finished }
  }

  return {
    path: folder.path,
    run: (...words: string[]) => start(words).finished,
    runWith: (options: Options, ...words: string[]) => start(words, options).finished,
    /** Writes a file into the folder and answers with its name. */
    file(name: string, content: unknown): string {
      mkdirSync(folder.path, { recursive: true })
      writeFileSync(
        join(folder.path, name),
        typeof content === 'string' ? content : JSON.stringify(content),
      )
      return name
    },
    /** Starts `serve` on a free port and waits until it says where it is. */
    async serve(options: Options = {}, ...words: string[]) {
      const { child, said, finished } = start(['serve', '--port', '0', ...words], options)
      const url = await until('the server to say where it is', async () => {
        if (child.exitCode !== null)
          throw new Error(`serve ended with ${child.exitCode}: ${said.err}`)
        const [, port] = /"port":(\d+)/.exec(options.out ? said.err : '') ?? []
        return port ? `http://localhost:${port}` : /http:\/\/localhost:\d+/.exec(said.out)?.[0]
      })
      const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
        child.kill(signal)
        return finished
      }
      return { url, said, stop }
    },
  }
}

/** The smallest petition there is. */
export const petition = {
  id: 'keep-the-library',
  lang: 'en',
  title: 'Keep the library open',
  text: 'We, the undersigned, ask the council to keep the library open.',
  target: { name: 'The town council' },
  owner: { name: 'Friends of the library' },
  controller: {
    name: 'Friends of the library',
    privacyUrl: 'https://friends.example/privacy',
    contact: 'privacy@friends.example',
  },
}
