import { eci } from './eci.ts'
import { json } from './json.ts'
import { jsonCount } from './json-count.ts'
import type { Kit } from './kit.ts'
import type { MakeAdapter } from './registry.ts'
import { ukParliament } from './uk-parliament.ts'

type Make = (kit: Kit) => MakeAdapter

/** What reads a count; small, so they come together. */
const counters: Record<string, Make> = {
  json,
  'uk-parliament': ukParliament,
  eci,
  'json-count': jsonCount,
}

/** Everything but our own server. A chunk of its own: only pages that name another backend load it. */
export async function loadOther(name: string, kit: Kit): Promise<MakeAdapter> {
  const make = counters[name]
  if (!make) throw new Error(`the backend "${name}" could not be loaded`)
  return make(kit)
}
