import { statusAt } from '../schema/index.ts'
import { dataOptions } from './data-options.ts'
import { findPetition, withData } from './petitions.ts'
import { putPetition } from './put-petition.ts'
import type { Verb } from './verb.ts'

export const petitionResume: Verb = {
  name: 'petition resume',
  summary: 'Lets people sign again after a pause',
  positionals: ['ID'],
  options: dataOptions,
  examples: ['undersigned petition resume keep-the-library'],
  run: (call) =>
    withData(call, async (data) => {
      const now = call.now()
      const before = await findPetition(data, call.positionals[0] ?? '')
      const { slug, file, record } = before
      const status = statusAt({ ...file, paused: false }, now)
      if (!record.paused)
        return {
          json: { id: slug, did: 'unchanged', status },
          text: `"${slug}" is not paused; it is ${status}.`,
        }
      await putPetition(data, { kind: 'resumed', file, paused: false, before, now })
      return {
        json: { id: slug, did: 'resumed', status },
        text: `"${slug}" goes on. It is ${status}.`,
      }
    }),
}
