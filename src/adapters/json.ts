import type { Kit } from './kit.ts'
import { optionsOf } from './options.ts'
import type { MakeAdapter } from './registry.ts'

/**
 * Any backend that takes `POST {endpoint}/v1/petitions/{id}/signatures` and tells `GET {endpoint}/v1/petitions/{id}/tally`
 * as section 3 of the protocol says. The petition stands in the page, and there is no stream.
 */
export const json =
  ({ undersigned, wire }: Kit): MakeAdapter =>
  (options) => {
    optionsOf(options)
    const { sign, tally, now } = undersigned(options, wire)
    return { knowsKey: true, sign, tally, now }
  }
