import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { keptPetition, portTaken, probePort, startBackend, type Backend } from './backend.ts'
import { datesAround, openPetition, petitionOf2009, type DemoPetition } from './petitions.ts'
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
}

/** The demonstration while it runs. */
export interface Demo extends Addresses {
  /** Resolves with the backend's exit code when it ends, by `close` or by itself. */
  ended: Promise<number | null>
  close(): Promise<void>
}

/** Starts the backend, puts the two petitions and serves the two sites. Throws `PortTaken`. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { port, data } = options
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    await Promise.all(closers.splice(0).map((end) => end()))
  }
  // Asked for by pages only, which nobody opens before it runs.
  let backend: Backend
  try {
    const backendPort = await probePort(port)
    const addresses: Addresses = {
      backend: `http://localhost:${backendPort}`,
      charity: '',
      mep: '',
    }
    for (const [name, at] of [
      ['charity', port + 1],
      ['mep', port + 2],
    ] as const) {
      const form = () =>
        backend.snippet('keep-the-trafficking-unit', '--kind', 'form', '--partner', 'honeyball')
      const taken = port === 0 ? 0 : at
      const site: Site = await serveSite(name, taken, () => addresses, form).catch(portTaken(at))
      closers.push(site.close)
      addresses[name] = site.url
    }
    // Not before the ports are ours: what another demonstration is using stays.
    if (options.fresh) empty(data)
    backend = await startBackend(backendPort, data)
    closers.push(backend.close)
    for (const petition of petitions(options, addresses)) await backend.put(petition)
    return { ...addresses, ended: backend.ended, close }
  } catch (error) {
    await close()
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
  const known = keptPetition(options.data, 'keep-the-trafficking-unit')
  const weekMs = 7 * 24 * 60 * 60 * 1000
  const dates =
    known && Date.parse(known.closesAt) > Date.now() + weekMs
      ? { opens: Date.parse(known.opensAt), closes: Date.parse(known.closesAt) }
      : datesAround(Date.now())
  const open = openPetition(dates, origins)
  return [{ ...open, tallyDelay: options.tallyDelay ?? open.tallyDelay }, petitionOf2009(origins)]
}
