import type { Refusal } from './refusal.ts'
import type { Tally } from './tally.ts'

/** Whether something has a key of its own: a page may have given one of that name to every object. */
export function has<T extends object, K extends PropertyKey>(
  value: T,
  key: K,
): value is Extract<T, Record<K, unknown>> {
  return Object.hasOwn(value, key)
}

/** Whether an answer is a no. */
export function isRefusal(answer: object): answer is Refusal {
  return has(answer, 'code')
}

/** Whether `next` is to replace `known`: greater version of the same lineage, or another lineage. */
export function isNewer(next: Tally, known: Tally | undefined): boolean {
  return !known || next.lineage !== known.lineage || next.version > known.version
}

/** What could be read of a list. Its own function, since the build of the script needs it without the schema. */
export function knownOf<T>(entries: T[]): Exclude<T, null>[] {
  return entries.filter((entry): entry is Exclude<T, null> => entry !== null)
}
