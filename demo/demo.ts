import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  datesAround,
  openPetition,
  petitionOf2009,
  type Dates,
  type DemoPetition,
} from './petitions.ts'
import { serveSite, type Addresses, type Site } from './site.ts'

export interface DemoOptions {
  /** The backend's port; the charity's and the MEP's follow it. 0 takes any free ones. */
  port: number
  /** The data folder, made when it is not there. */
  data: string
  /** Begin with an empty store. */
  fresh?: boolean
  /** How the open petition's count moves while it is small; the file says `none`. */
  tallyDelay?: DemoPetition['tallyDelay']
  /** Milliseconds; the open petition's dates lie around it. */
  now?: number
}

/** The demonstration while it runs. */
export interface Demo extends Addresses {
  /** Resolves with the backend's exit code when it ends, by `close` or by itself. */
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

/** Starts the backend, puts the two petitions and serves the two sites. Throws {@link PortTaken}. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { port, data } = options
  if (!existsSync(command)) throw new Error('dist is not built: npm run build')
  const backendPort = port === 0 ? await freePort() : port
  const addresses = { backend: `http://localhost:${backendPort}`, charity: '', mep: '' }
  const sites: Site[] = []
  const serveAt = async (name: 'charity' | 'mep', at: number): Promise<void> => {
    const site = await serveSite(name, port === 0 ? 0 : at, () => addresses).catch(refused(at))
    sites.push(site)
    addresses[name] = site.url
  }
  const closeSites = async (): Promise<void> =>
    void (await Promise.all(sites.map((site) => site.close())))

  try {
    await probe(backendPort)
    await serveAt('charity', port + 1)
    await serveAt('mep', port + 2)
    // Not before the ports are ours: what another demonstration is using stays.
    if (options.fresh) empty(data)
    mkdirSync(join(data, 'demo'), { recursive: true })
    const backend = run(
      'serve',
      '--port',
      String(backendPort),
      '--public-url',
      addresses.backend,
      '--data',
      data,
    )
    const ended = once(backend, 'exit').then(([code]) => code as number | null)
    const close = async (): Promise<void> => {
      backend.kill('SIGTERM')
      await Promise.all([ended, closeSites()])
    }
    try {
      await answers(`${addresses.backend}/readyz`, ended)
      for (const petition of petitions(options, addresses))
        await put(petition, data, addresses.backend, ended)
    } catch (error) {
      await close()
      throw error
    }
    return { ...addresses, ended, close }
  } catch (error) {
    await closeSites()
    throw error
  }
}

/** Deletes the data folder, if the demonstration made it: another may hold signatures that someone needs. */
function empty(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return
  if (!existsSync(join(folder, 'demo'))) {
    throw new Error(`${folder} was not made by this demonstration; move it away before --fresh`)
  }
  rmSync(folder, { recursive: true })
}

/** Both petitions. The open one keeps the dates of its first start until it is about to close. */
function petitions(options: DemoOptions, origins: Addresses): DemoPetition[] {
  const now = options.now ?? Date.now()
  const known = readKept(options.data, 'keep-the-trafficking-unit')
  const kept: Dates | undefined = known && {
    opens: Date.parse(known.opensAt),
    closes: Date.parse(known.closesAt),
  }
  const dates = kept && kept.closes - now > 7 * 24 * 60 * 60 * 1000 ? kept : datesAround(now)
  const open = openPetition(dates, origins)
  return [{ ...open, tallyDelay: options.tallyDelay ?? open.tallyDelay }, petitionOf2009(origins)]
}

/** Puts a petition with the command, as a campaigner would, unless the very same was put before. */
async function put(
  petition: DemoPetition,
  data: string,
  backend: string,
  ended: Promise<unknown>,
): Promise<void> {
  const file = join(data, 'demo', `${petition.id}.json`)
  const text = `${JSON.stringify(petition, null, 2)}\n`
  const page = `${backend}/v1/petitions/${petition.id}`
  const known = readKept(data, petition.id)
  if (known && JSON.stringify(known) === JSON.stringify(petition) && (await fetch(page)).ok) return

  const draft = `${file}.new`
  writeFileSync(draft, text)
  const closed = known && Date.parse(known.closesAt) < Date.now()
  const child = run('petition', 'put', draft, '--data', data, ...(closed ? ['--reopen'] : []))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`petition put ${petition.id} ended with ${code}`)
  writeFileSync(file, text)
  await answers(page, ended)
}

function readKept(data: string, id: string): DemoPetition | undefined {
  const file = join(data, 'demo', `${id}.json`)
  // Written by `put` above.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoPetition) : undefined
}

/** One verb of the built command, its complaints on our terminal. */
function run(...parts: string[]): ChildProcess {
  return spawn(process.execPath, [command, ...parts], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, UNDERSIGNED_LOG_LEVEL: process.env['UNDERSIGNED_LOG_LEVEL'] ?? 'warn' },
  })
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

/** Whether a port is free, by taking it for a moment; the backend would say so too, but later and in other words. */
async function probe(port: number): Promise<void> {
  const server = createServer()
  await once(server.listen(port, '127.0.0.1'), 'listening').catch(refused(port))
  await once(server.close(), 'close')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await once(server.close(), 'close')
  return port
}

function refused(port: number): (error: unknown) => never {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new PortTaken(port)
    throw error
  }
}
