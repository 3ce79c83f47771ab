import { counter } from './count.ts'
import type { Kit } from './kit.ts'
import { OptionError } from './option-error.ts'
import { base, isRecord, optionsOf } from './options.ts'
import type { MakeAdapter } from './registry.ts'

/**
 * Reads the count of a European Citizens' Initiative on eci.ec.europa.eu: signatures given online. `petition` is the
 * number in the address of its page; signing is only there.
 */
export const eci =
  (kit: Kit): MakeAdapter =>
  (options) => {
    optionsOf(options)
    return counter(
      {
        name: 'eci',
        url(petition) {
          if (!/^\d{1,6}$/.test(petition))
            throw new OptionError('petition', petition, 'the number in the address, such as 045')
          return `${base(options)}/${petition.padStart(3, '0')}/public/api/report/progression`
        },
        read(value) {
          if (!isRecord(value)) return undefined
          const { signatureCount: count, goal } = value
          if (typeof count !== 'number') return undefined
          return { count, goal: typeof goal === 'number' && goal > 0 ? goal : null }
        },
      },
      kit,
    )
  }
