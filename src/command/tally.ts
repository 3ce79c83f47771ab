import { dataOptions } from './data-options.ts'
import { columns } from './help.ts'
import { figures, findPetition, goalWords, numbersOf, withData } from './petitions.ts'
import type { Verb } from './verb.ts'

export const tally: Verb = {
  name: 'tally',
  summary: 'Shows the count of a petition',
  positionals: ['ID'],
  options: dataOptions,
  about:
    'The exact number as it is stored. Pages may show it some seconds later ("tallyDelay": "small").',
  examples: ['undersigned tally keep-the-library', 'undersigned tally keep-the-library --json'],
  run: (call) =>
    withData(call, async (data) => {
      const petition = await findPetition(data, call.positionals[0] ?? '')
      const status = petition.statusAt(call.now())
      const numbers = await numbersOf(data, petition, status)
      const { count, counted, retired, paper, withdrawn, partners } = numbers
      const parts = [
        ['confirmed', counted],
        ['counted, personal data erased since', retired],
        ['on paper', paper],
        ['withdrawn, not in the count', withdrawn],
        ...partners.map(({ id, count }) => [`through ${id}`, count] as const),
      ] as const
      return {
        json: {
          petition: petition.slug,
          status,
          ...numbers,
          at: new Date(call.now()).toISOString(),
        },
        text: [
          `${figures(count)} ${count === 1 ? 'signature' : 'signatures'}, "${petition.slug}" (${status})${goalWords(numbers, status)}`,
          columns(
            parts
              .filter(([name, number]) => number > 0 || name === 'confirmed')
              .map(([name, number]) => [name, figures(number)]),
          ),
        ].join('\n'),
      }
    }),
}
