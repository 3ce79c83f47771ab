import { dataOptions } from './data-options.ts'
import { findPetition, withData } from './petitions.ts'
import type { Verb } from './verb.ts'

export const verify: Verb = {
  name: 'verify',
  summary: 'Recounts and compares; changes nothing',
  positionals: ['[ID]'],
  options: dataOptions,
  about: `Compares the signatures that count, the tally and the ledger of everything that ever moved it, for one petition
or for all. The exit code is 1 if anything differs. A running server is not disturbed.`,
  examples: ['undersigned verify', 'undersigned verify keep-the-library --json'],
  run: (call) =>
    withData(call, async (data) => {
      const slug = call.positionals[0]
      const one = slug === undefined ? undefined : await findPetition(data, slug)
      const findings = await data.store.verify(one?.no)
      const checked = one ? 1 : (await data.store.petitions()).length
      const agrees = findings.length === 0
      return {
        json: { agrees, petitions: checked, findings },
        text: agrees
          ? `Everything agrees: ${checked} ${checked === 1 ? 'petition' : 'petitions'} recounted.`
          : [
              `${findings.length} ${findings.length === 1 ? 'thing differs' : 'things differ'}:`,
              ...findings.map(({ petition, message }) => `  ${petition}: ${message}`),
            ].join('\n'),
        ...(!agrees && { exitCode: 1 as const }),
      }
    }),
}
