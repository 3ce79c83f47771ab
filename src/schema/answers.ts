import type { Refusal } from './refusal.ts'
import type { Tally } from './tally.ts'

/** Whether an answer is a no. */
export function isRefusal(answer: object): answer is Refusal {
  return 'code' in answer
}

/** Whether `next` is to replace `known`: greater version of the same lineage, or another lineage. */
export function isNewer(next: Tally, known: Tally | undefined): boolean {
  return !known || next.lineage !== known.lineage || next.version > known.version
}

/** What could be read of a list. Its own function, since the build of the script needs it without the schema. */
export function knownOf<T>(entries: T[]): Exclude<T, null>[] {
  return entries.filter((entry): entry is Exclude<T, null> => entry !== null)
}
