import { eci } from './eci.ts'
import { json } from './json.ts'
import { jsonCount } from './json-count.ts'
import type { Kit } from './kit.ts'
import { OptionError } from './option-error.ts'
import { only, recordOf, textOf } from './options.ts'
import type { MakeAdapter } from './registry.ts'
import { ukParliament } from './uk-parliament.ts'

const readers: Record<string, (kit: Kit) => MakeAdapter> = {
  json,
  'uk-parliament': ukParliament,
  eci,
  'json-count': jsonCount,
}

/**
 * The count of a petition may come from elsewhere than where it is signed: `backendOptions.tally` says where, with
 * `backend`, `endpoint`, that reader's own options, and `petition` where it is called otherwise there. `false` for none.
 */
export function withTally(make: (kit: Kit) => MakeAdapter, kit: Kit): MakeAdapter {
  const makeOwn = make(kit)
  return (options) => {
    const { tally: own, ...adapter } = makeOwn(options)
    const { tally } = options
    if (tally === undefined) return { ...adapter, ...(own && { tally: own }) }
    if (tally === false) return adapter
    const where = 'backendOptions.tally'
    const { backend, petition, ...rest } = only(
      recordOf(tally, where),
      where,
      'backend',
      'endpoint',
      'petition',
      'path',
      'goalPath',
    )
    const makeReader = readers[String(backend)]
    if (!makeReader) throw new OptionError(`${where}.backend`, backend, Object.keys(readers))
    const endpoint = textOf(rest['endpoint'], `${where}.endpoint`, address)
    if (!isAddress.test(endpoint)) throw new OptionError(`${where}.endpoint`, endpoint, address)
    const called = petition === undefined ? undefined : textOf(petition, `${where}.petition`)
    const reader = makeReader(kit)({ ...rest, endpoint })
    return {
      ...adapter,
      tally: async (id, about) => ({ ...(await reader.tally!(called ?? id, about)), petition: id }), // every reader has one
    }
  }
}

/** As of the element's own: without a user name, a fragment or white space. */
const isAddress =
  /^(https:\/\/[^\s/?#@]+|http:\/\/(localhost|127(\.\d+){3}|\[::1])(:\d+)?|\.{0,2}(?=\/(?!\/)))([/?][^\s#]*)?$/

const address = 'an https: URL, http: on this machine, or a path on the same origin'
