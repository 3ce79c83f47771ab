import type { Petition } from '../schema/index.ts'

/** Whether there is more to tell of a petition than what it asks. */
export function hasStory({ backers, milestones, updates, decision, tally }: Petition): boolean {
  return Boolean(
    decision ?? [backers, milestones, updates, tally?.partners ?? []].find((list) => list[0]),
  )
}
