import { eci } from './eci.ts'
import { json } from './json.ts'
import { jsonCount } from './json-count.ts'
import type { Kit } from './kit.ts'
import { OptionError } from './option-error.ts'
import type { MakeAdapter } from './registry.ts'
import { ukParliament } from './uk-parliament.ts'
import { withTally } from './with-tally.ts'

type Make = (kit: Kit) => MakeAdapter

/** What is small comes together; the others are chunks of their own. */
const makers: Record<string, () => Make | Promise<Make>> = {
  json: () => json,
  form: async () => (await import('./form.ts')).form,
  'action-network': async () => (await import('./action-network.ts')).actionNetwork,
  proca: async () => (await import('./proca.ts')).proca,
  actionkit: async () => (await import('./actionkit.ts')).actionkit,
  'civicrm-inlay': async () => (await import('./civicrm-inlay.ts')).civicrmInlay,
  'uk-parliament': () => ukParliament,
  eci: () => eci,
  'json-count': () => jsonCount,
}

/** How long a backend may register itself late before its name is a mistake; milliseconds. */
const graceMs = 2_000
const lookMs = 100

/** What the `backend` attribute accepts, besides what a page registers; the last three only read a count. */
export const otherNames = Object.keys(makers)

/**
 * Everything but our own server. A chunk of its own: only pages that name another backend load it.
 * @throws {OptionError} when nothing is called that, nor registers itself soon
 */
export async function loadOther(
  name: string,
  kit: Kit,
  registered: ReadonlyMap<string, () => Promise<MakeAdapter>>,
): Promise<MakeAdapter> {
  const maker = Object.hasOwn(makers, name) ? makers[name] : undefined
  if (maker) return withTally(await maker(), kit)
  // A page's own script may run after this one.
  for (let waitedMs = 0; waitedMs < graceMs; waitedMs += lookMs) {
    await new Promise((resolve) => setTimeout(resolve, lookMs))
    const load = registered.get(name)
    if (load) return load()
  }
  throw new OptionError('backend', name, [...registered.keys(), ...otherNames])
}
