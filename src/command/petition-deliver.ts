import { statusAt } from '../schema/index.ts'
import { dataOptions } from './data-options.ts'
import { readPetitionFile } from './petition-file-problems.ts'
import { figures, findPetition, numbersOf, withData } from './petitions.ts'
import { putPetition } from './put-petition.ts'
import { CallError, WorkError, type Verb } from './verb.ts'

export const petitionDeliver: Verb = {
  name: 'petition deliver',
  summary: 'Records that the signatures were handed in',
  positionals: ['ID'],
  options: [
    { name: 'at', value: 'DATE', help: 'When: 2026-11-30T10:00:00Z, 2026-11-30 or 2026-11' },
    { name: 'place', value: 'PLACE', help: 'Where it was handed in' },
    { name: 'to', value: 'WHO', help: 'Who took it' },
    {
      name: 'count',
      value: 'NUMBER|live',
      help: 'How many were handed in, shown as the number from then on; live: the live count again',
    },
    ...dataOptions,
  ],
  about: `From that date on the petition is "delivered": nobody can sign or confirm any more, and pages show where and
to whom it went. A date in the future changes nothing until then. Without --count the number stays as it is: the
live count, or what was given before.`,
  examples: [
    'undersigned petition deliver keep-the-library --at 2026-11-30 --place "Town hall" --to "The mayor" --count 1804',
  ],
  run(call) {
    const missing = ['at', 'place', 'to'].filter((name) => call.option(name) === undefined)
    if (missing.length > 0) {
      throw new CallError(
        `"undersigned petition deliver" needs ${missing.map((name) => `--${name}`).join(', ')}.`,
        `For example: ${petitionDeliver.examples[0]}`,
      )
    }
    const count = call.option('count')
    if (count !== undefined && !/^(?:\d+|live)$/.test(count)) {
      throw new CallError('--count must be a whole number, or "live".')
    }
    return withData(call, async (data) => {
      const now = call.now()
      const before = await findPetition(data, call.positionals[0] ?? '')
      const { slug, record } = before
      const delivery = {
        // Attendees, text and a link that came with the file stay.
        ...before.file.delivery,
        at: call.option('at'),
        place: call.option('place'),
        recipient: call.option('to'),
        ...(count !== undefined && { count: count === 'live' ? undefined : Number(count) }),
      }
      const read = readPetitionFile({ ...before.file, delivery })
      if ('problems' in read) throw deliveryError(read.problems)
      const { file } = read
      await putPetition(data, { kind: 'delivered', file, paused: record.paused, before, now })

      const after = await findPetition(data, slug)
      const status = statusAt({ ...file, paused: record.paused }, now)
      const numbers = await numbersOf(data, after, status)
      return {
        json: { id: slug, did: 'delivered', status, delivery: file.delivery, count: numbers.count },
        text:
          status === 'delivered' || status === 'answered'
            ? `"${slug}" is handed in: ${figures(numbers.count)} signatures, ${delivery.place}, to ${delivery.recipient}.`
            : `Noted. "${slug}" is ${status} and will be "delivered" from ${delivery.at} on.`,
      }
    })
  },
}

function deliveryError(problems: { path: string; message: string }[]): Error {
  const names: Record<string, string> = {
    'delivery.at': '--at',
    'delivery.place': '--place',
    'delivery.recipient': '--to',
    'delivery.count': '--count',
  }
  const [problem] = problems
  const name = names[problem?.path ?? '']
  if (problem && name) return new CallError(`${name} ${problem.message}.`)
  return new WorkError('The stored petition cannot be read by this version.', undefined, problems)
}
