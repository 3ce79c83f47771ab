import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { DemoPetition } from './petitions.ts'

/** The built backend as a process of its own. */
export interface Backend {
  /** Its origin. */
  url: string
  /** Puts a petition with the command, as a campaigner would, unless the very same was put before. */
  put(petition: DemoPetition): Promise<void>
  /** What the command prints to paste, such as a form for pages without a script. */
  snippet(petition: string, ...options: string[]): Promise<string>
  /** Resolves with the exit code when it ends, by `close` or by itself. */
  ended: Promise<number | null>
  close(): Promise<void>
}

/** A port that something else uses. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
  readonly port: number
  constructor(port: number) {
    super(`port ${port} is in use`)
    this.port = port
  }
}

const command = fileURLToPath(new URL('../dist/command/main.js', import.meta.url))
const patienceMs = 20_000

/** Starts the backend and waits until it is ready to store. */
export async function startBackend(port: number, data: string): Promise<Backend> {
  if (!existsSync(command)) throw new Error('there is no dist: run npm run build first')
  const url = `http://localhost:${port}`
  mkdirSync(join(data, 'demo'), { recursive: true })
  const child = run('serve', '--port', String(port), '--public-url', url, '--data', data)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const backend: Backend = {
    url,
    ended,
    async put(petition) {
      const page = `${url}/v1/petitions/${petition.id}`
      const known = keptPetition(data, petition.id)
      if (JSON.stringify(known) === JSON.stringify(petition) && (await fetch(page)).ok) return
      const file = petitionPath(data, petition.id)
      writeFileSync(`${file}.new`, `${JSON.stringify(petition, null, 2)}\n`)
      const reopen = known && Date.parse(known.closesAt) < Date.now() ? ['--reopen'] : []
      const put = run('petition', 'put', `${file}.new`, '--data', data, ...reopen)
      const [code] = (await once(put, 'exit')) as [number | null]
      if (code !== 0) throw new Error(`petition put ${petition.id} ended with ${code}`)
      writeFileSync(file, `${JSON.stringify(petition, null, 2)}\n`)
      await answers(page, ended)
    },
    async snippet(petition, ...options) {
      const words = ['snippet', petition, '--data', data, '--public-url', url, '--json', ...options]
      const { stdout } = await promisify(execFile)(process.execPath, [command, ...words], {
        env: environment(),
      })
      return (JSON.parse(stdout) as { html: string }).html
    },
    async close() {
      child.kill('SIGTERM')
      await ended
    },
  }
  await answers(`${url}/readyz`, ended).catch(async (error: unknown) => {
    await backend.close()
    throw error
  })
  return backend
}

/** A petition as it was last put into this data folder from here. */
export function keptPetition(data: string, id: string): DemoPetition | undefined {
  const file = petitionPath(data, id)
  // Written by `put` above.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoPetition) : undefined
}

/** Takes a port for a moment: the backend would also say that it is taken, but later and in other words. */
export async function probePort(port: number): Promise<number> {
  const server = createServer()
  await once(server.listen(port, '127.0.0.1'), 'listening').catch(portTaken(port))
  // Null only before listening and after closing.
  const { port: free } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return free
}

/** Turns the failure to listen into {@link PortTaken}. */
export function portTaken(port: number): (error: unknown) => never {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new PortTaken(port)
    throw error
  }
}

/** One verb of the built command, its complaints on our terminal. */
function run(...words: string[]): ChildProcess {
  return spawn(process.execPath, [command, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...environment(), UNDERSIGNED_LOG_LEVEL: 'warn' },
  })
}

/** Ours without the settings of another backend: neither its keys nor its mail relay are for trying things out. */
function environment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env)
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith('UNDERSIGNED_')))
}

/** Waits until `url` answers well; throws when the backend has ended instead. */
async function answers(url: string, ended: Promise<unknown>): Promise<void> {
  const over = Date.now() + patienceMs
  let isOver = false
  void ended.then(() => (isOver = true))
  while (!isOver && Date.now() < over) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await wait(25)
  }
  throw new Error(isOver ? 'the backend has ended' : `${url} does not answer`)
}

function petitionPath(data: string, id: string): string {
  return join(data, 'demo', `${id}.json`)
}
