import { dataOptions } from './data-options.ts'
import { findPetition, withData } from './petitions.ts'
import { putPetition } from './put-petition.ts'
import { WorkError, type Verb } from './verb.ts'

export const petitionPause: Verb = {
  name: 'petition pause',
  summary: 'Stops signing for a while',
  positionals: ['ID'],
  options: dataOptions,
  about:
    'Nobody can sign or confirm until "petition resume"; withdrawing still works, and time that runs out waits.',
  examples: ['undersigned petition pause keep-the-library'],
  run: (call) =>
    withData(call, async (data) => {
      const now = call.now()
      const before = await findPetition(data, call.positionals[0] ?? '')
      const { slug, file, record } = before
      const status = before.statusAt(now)
      if (['closed', 'delivered', 'answered'].includes(status)) {
        throw new WorkError(
          `"${slug}" is ${status}: nobody can sign it, so there is nothing to pause.`,
        )
      }
      if (record.paused)
        return {
          json: { id: slug, did: 'unchanged', status },
          text: `"${slug}" is paused already.`,
        }
      await putPetition(data, { kind: 'paused', file, paused: true, before, now })
      return {
        json: { id: slug, did: 'paused', status: 'paused' },
        text: `"${slug}" is paused. To go on: undersigned petition resume ${slug}`,
      }
    }),
}
