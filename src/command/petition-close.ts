import { dataOptions } from './data-options.ts'
import { findPetition, withData } from './petitions.ts'
import { putPetition } from './put-petition.ts'
import type { Verb } from './verb.ts'

export const petitionClose: Verb = {
  name: 'petition close',
  summary: 'Ends signing now',
  positionals: ['ID'],
  options: dataOptions,
  about: `Sets closesAt to this moment. Who signed before can still confirm for 24 hours. Every page that embeds
the petition shows it at once. It opens again only by "petition put FILE.json --reopen".`,
  examples: ['undersigned petition close keep-the-library'],
  run: (call) =>
    withData(call, async (data) => {
      const now = call.now()
      const before = await findPetition(data, call.positionals[0] ?? '')
      const { slug, file, record } = before
      const status = before.statusAt(now)
      if (['closed', 'delivered', 'answered'].includes(status)) {
        return {
          json: { id: slug, did: 'unchanged', status },
          text: `"${slug}" is ${status} already.`,
        }
      }
      const closesAt = new Date(now).toISOString()
      // A petition that has not opened yet would otherwise close before it opens.
      const opensAt = status === 'upcoming' ? undefined : file.opensAt
      const { opensAt: _, ...rest } = file
      await putPetition(data, {
        kind: 'closed',
        file: { ...rest, ...(opensAt !== undefined && { opensAt }), closesAt },
        paused: record.paused,
        before,
        now,
      })
      return {
        json: { id: slug, did: 'closed', status: 'closed', closesAt },
        text: `"${slug}" is closed since ${closesAt}. Who signed before can confirm for 24 hours more.`,
      }
    }),
}
