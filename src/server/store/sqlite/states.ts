import type { AttemptState } from '../store.ts'

/** The states as they are stored. The numbers are in the indexes of the first migration: never change one. */
export const stateNumbers = {
  pending: 0,
  held: 1,
  overtaken: 2,
  counted: 3,
  replaced: 4,
  withdrawn: 5,
  invalidated: 6,
  blank: 7,
} as const satisfies Record<AttemptState, number>

const names = Object.keys(stateNumbers) as AttemptState[] // the keys of a literal, in the order of their numbers

/** The state behind a stored number. */
export function stateOf(number: unknown): AttemptState {
  const name = names[Number(number)]
  if (!name) throw new Error(`The store holds an attempt in an unknown state: ${String(number)}`)
  return name
}
