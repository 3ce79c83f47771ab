import { readPetition } from '../server/index.ts'
import { dataOptions } from './data-options.ts'
import { figures, numbersOf, withData } from './petitions.ts'
import type { Verb } from './verb.ts'

export const petitionList: Verb = {
  name: 'petition list',
  summary: 'Lists the petitions with their status and count',
  positionals: [],
  options: dataOptions,
  examples: ['undersigned petition list', 'undersigned petition list --json'],
  run: (call) =>
    withData(call, async (data) => {
      const petitions = await Promise.all(
        (await data.store.petitions()).map(async (record) => {
          const petition = readPetition(record, await data.store.revisions(record.no))
          const status = petition.statusAt(call.now())
          const { count } = await numbersOf(data, petition, status)
          const { title, opensAt = null, closesAt = null } = petition.file
          return { id: petition.slug, status, count, title, opensAt, closesAt }
        }),
      )
      const rows = petitions.map(({ id, status, count, title }) => [
        id,
        status,
        figures(count),
        title,
      ])
      return {
        json: petitions,
        text:
          rows.length === 0
            ? 'There is no petition yet. Store one with: undersigned petition put FILE.json'
            : table([['ID', 'STATUS', 'COUNT', 'TITLE'], ...rows]),
      }
    }),
}

/** Columns as wide as they need to be; the third holds numbers and stands to the right. */
function table(rows: string[][]): string {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
