import type { Adapter, BackendOptions } from './adapter.ts'
import { undersigned } from './undersigned.ts'

/** Makes an adapter from the endpoint and the partner's own options. */
export type MakeAdapter = (options: BackendOptions) => Adapter

const backends = new Map<string, () => Promise<MakeAdapter>>([
  // Part of the script and no chunk: most pages use it, and one request is to be enough for them.
  ['undersigned', async () => undersigned],
])
const waiting = new Map<string, () => void>()

/**
 * Gives a backend a name for the `backend` attribute; a name that is taken gets the new one.
 * @param load runs when an element asks for that backend
 */
export function registerBackend(name: string, load: () => Promise<MakeAdapter>): void {
  backends.set(name, load)
  waiting.get(name)?.()
}

/** What the `backend` attribute accepts so far. */
export function backendNames(): string[] {
  return [...backends.keys()]
}

/**
 * Loads the backend of that name. A name that is not registered is waited for, since a page may register its own
 * after the script has run; undefined when the signal aborts before.
 */
export async function loadBackend(
  name: string,
  signal: AbortSignal,
): Promise<MakeAdapter | undefined> {
  while (!backends.has(name) && !signal.aborted) {
    await new Promise<void>((resolve) => {
      const earlier = waiting.get(name)
      waiting.set(name, () => {
        earlier?.()
        resolve()
      })
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }
  return signal.aborted ? undefined : backends.get(name)?.()
}
