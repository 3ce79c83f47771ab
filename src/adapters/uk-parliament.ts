import type { MakeAdapter } from './registry.ts'
import { counter } from './count.ts'
import type { Kit } from './kit.ts'
import { OptionError } from './option-error.ts'
import { base, isRecord, optionsOf } from './options.ts'

/** Signatures at which the government answers, and at which a debate is considered. */
const thresholds = [10_000, 100_000]

/** Reads the count of a petition on petition.parliament.uk; `petition` is its number, signing is only there. */
export const ukParliament =
  (kit: Kit): MakeAdapter =>
  (options) => {
    optionsOf(options)
    return counter(
      {
        name: 'uk-parliament',
        url(petition) {
          if (!/^\d+$/.test(petition))
            throw new OptionError('petition', petition, 'the number in the address of the petition')
          return `${base(options)}/petitions/${petition}/count.json`
        },
        read(value) {
          const count = isRecord(value) ? value['signature_count'] : undefined
          if (typeof count !== 'number') return undefined
          return { count, goal: thresholds.find((step) => step > count) ?? null }
        },
      },
      kit,
    )
  }
