import {
  nextGoal,
  openData,
  readPetition,
  type Data,
  type KnownPetition,
  type PetitionRecord,
} from '../server/index.ts'
import type { Status } from '../schema/index.ts'
import { nearest } from './did-you-mean.ts'
import { WorkError, type Call } from './verb.ts'

/** Opens the data folder for the time of the work; it is closed whatever happens. */
export async function withData<T>(
  call: Call,
  work: (data: Data) => Promise<T>,
  options = { create: false },
): Promise<T> {
  const data = await openData(call.settings(), options)
  try {
    return await work(data)
  } finally {
    await data.store.close()
  }
}

/** The petition of that name as it is stored. Throws {@link WorkError} when there is none. */
export async function findPetition({ store }: Data, slug: string): Promise<KnownPetition> {
  const records = await store.petitions()
  const record = records.find((candidate) => candidate.slug === slug)
  if (!record) throw noPetition(slug, records)
  return readPetition(record, await store.revisions(record.no))
}

function noPetition(slug: string, records: PetitionRecord[]): WorkError {
  const slugs = records.map((record) => record.slug)
  const near = nearest(slug, slugs)
  const known =
    slugs.length > 0
      ? `There are: ${slugs.join(', ')}.`
      : 'There is none yet. Store one with: undersigned petition put FILE.json'
  return new WorkError(`There is no petition "${slug}".`, near ? `Did you mean "${near}"?` : known)
}

/** The numbers of a petition at this moment: those that are shown, before any delay, and what they are made of. */
export interface Numbers {
  count: number
  counted: number
  retired: number
  paper: number
  withdrawn: number
  goal: number | null
  partners: { id: string; count: number }[]
}

/** Counts what is stored now; the public number may follow some seconds later (`tallyDelay`). */
export async function numbersOf(
  { store }: Data,
  petition: KnownPetition,
  status: Status,
): Promise<Numbers> {
  const rows = (await store.tallies()).filter((row) => row.petition === petition.no)
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0)
  const counted = sum((row) => row.counted)
  const retired = sum((row) => row.retired)
  const { paper, delivery, goal } = petition.file
  const handedIn = status === 'delivered' || status === 'answered' ? delivery?.count : undefined
  const count = handedIn ?? counted + retired + paper
  const slugs = new Map(Object.entries(petition.record.partners).map(([slug, no]) => [no, slug]))
  return {
    count,
    counted,
    retired,
    paper,
    withdrawn: sum((row) => row.withdrawn),
    goal: nextGoal(count, goal),
    partners: rows
      .filter((row) => row.partnerNo !== 0)
      .map((row) => ({
        id: slugs.get(row.partnerNo) ?? String(row.partnerNo),
        count: row.counted + row.retired,
      })),
  }
}

/** The next goal for people, as long as more can come. */
export function goalWords({ goal }: Numbers, status: Status): string {
  const open = status === 'upcoming' || status === 'open' || status === 'paused'
  return goal === null || !open ? '' : `, next goal ${figures(goal)}`
}

/** A number as people write it. */
export function figures(number: number): string {
  return number.toLocaleString('en-GB')
}
