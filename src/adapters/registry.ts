import type { Adapter, BackendOptions } from './adapter.ts'
import { kit } from './kit.ts'
import { undersigned } from './undersigned.ts'

/** Makes an adapter from the endpoint and the partner's own options; throws an `OptionError` for a wrong one. */
export type MakeAdapter = (options: BackendOptions) => Adapter

const backends = new Map<string, () => Promise<MakeAdapter>>([
  // Part of the script and no chunk: most pages use it, and one request is to be enough for them.
  ['undersigned', async () => undersigned],
])

/** What a page has registered, and our own server. */
export function registeredNames(): string[] {
  return [...backends.keys()]
}

/**
 * Gives a backend a name for the `backend` attribute; a name that is taken gets the new one.
 * @param load runs when an element asks for that backend
 */
export function registerBackend(name: string, load: () => Promise<MakeAdapter>): void {
  backends.set(name, load)
}

/**
 * Loads the backend of a name.
 * @throws {OptionError} when nothing is called that, nor registers itself soon
 */
export async function loadBackend(name: string): Promise<MakeAdapter> {
  const load = backends.get(name)
  return load ? load() : (await import('./others.ts')).loadOther(name, kit, backends)
}
