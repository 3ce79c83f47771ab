import { dataOptions } from './data-options.ts'
import { columns } from './help.ts'
import { figures, findPetition, goalWords, numbersOf, withData } from './petitions.ts'
import type { Verb } from './verb.ts'

export const petitionShow: Verb = {
  name: 'petition show',
  summary: 'Shows one petition as it is stored',
  positionals: ['ID'],
  options: dataOptions,
  about:
    'With --json, "document" is the whole petition: saved as a file it can be edited and put again.',
  examples: [
    'undersigned petition show keep-the-library',
    'undersigned petition show keep-the-library --json',
  ],
  run: (call) =>
    withData(call, async (data) => {
      const petition = await findPetition(data, call.positionals[0] ?? '')
      const status = petition.statusAt(call.now())
      const numbers = await numbersOf(data, petition, status)
      const { file, slug, revision } = petition
      const rows: [string, string | undefined][] = [
        ['status', status],
        ['signatures', `${figures(numbers.count)}${goalWords(numbers, status)}`],
        [
          'to',
          [file.target.name, file.target.role, file.target.organisation].filter(Boolean).join(', '),
        ],
        ['from', [file.owner.name, file.owner.role].filter(Boolean).join(', ')],
        ['controller', `${file.controller.name}, ${file.controller.contact}`],
        ['opens', file.opensAt],
        ['closes', file.closesAt],
        [
          'handed in',
          file.delivery &&
            [file.delivery.at, file.delivery.place, file.delivery.recipient]
              .filter(Boolean)
              .join(', '),
        ],
        [
          'outcome',
          file.outcome && [file.outcome.at, file.outcome.text].filter(Boolean).join(', '),
        ],
        [
          'fields',
          file.fields.map((field) => (typeof field === 'string' ? field : field.name)).join(' '),
        ],
        ['consents', file.consents.map(({ id }) => id).join(' ') || 'none'],
        ['partners', file.partners.map(({ id }) => id).join(' ') || 'none'],
        ['revision', revision],
      ]
      return {
        json: {
          id: slug,
          status,
          paused: petition.record.paused,
          revision,
          numbers,
          document: file,
        },
        text: `${slug}: ${file.title}\n\n${columns(rows.flatMap(([name, value]) => (value ? [[name, value] as const] : [])))}`,
      }
    }),
}
