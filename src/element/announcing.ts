import type { Tally } from '../schema/index.ts'

/** So many new signatures are worth reading out, at most once in that time, in milliseconds. */
const largeChange = 100
const quietMs = 60_000

/** Which changes of the tally are worth reading out, where the page wants it. */
export class LargeChanges {
  /** What was read out last, and when; the first tally only counts as known. */
  #last: { count: number; goal: number; at: number } | undefined

  /** @param isQuiet nobody is busy in the element */
  isLarge({ count, goal }: Tally, at: number, isQuiet: boolean): boolean {
    const last = this.#last
    const next = { count, goal: goal ?? Infinity, at }
    if (!last) {
      this.#last = { ...next, at: -Infinity }
      return false
    }
    const isLarge = count - last.count >= largeChange || count >= last.goal
    if (!isLarge || at - last.at < quietMs || !isQuiet) return false
    this.#last = next
    return true
  }
}
