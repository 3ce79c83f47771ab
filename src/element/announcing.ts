/** So many new signatures are worth reading out, at most once in that time, in milliseconds. */
const largeChange = 100
const quietMs = 60_000

/** Which changes of the tally are worth reading out, where the page wants it: a goal that is passed, or many at once. */
export class LargeChanges {
  /** What was read out last, and when; the first tally only counts as known. */
  #last: { count: number; goal: number; at: number } | undefined

  /**
   * @param goal the one that is shown
   * @param at milliseconds that never jump
   * @param isQuiet nobody is busy in the element
   */
  isLarge(count: number, goal: number | null, at: number, isQuiet: boolean): boolean {
    const last = this.#last
    const next = { count, goal: goal ?? Infinity, at }
    if (!last) {
      this.#last = { ...next, at: -Infinity }
      return false
    }
    const isPassed = last.count < last.goal && count >= last.goal
    const isLarge = isPassed || count - last.count >= largeChange
    if (!isLarge || at - last.at < quietMs || !isQuiet) return false
    this.#last = next
    return true
  }
}
