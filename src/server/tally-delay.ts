/** From here on, one signature more gives nobody away. */
const smallBelow = 100
const leastMoved = 2
const leastWaitMs = 5_000

/** The count that is shown, and the version of the rows it was taken from. */
export interface Settled {
  count: number
  version: number
  /** When it moved last, in milliseconds. */
  at: number
}

/**
 * The count to show now. With `small`, a number below 100 moves only when two have come (or gone) and 5 seconds have
 * passed, so that nobody who watches learns the moment a person they know has signed.
 */
export function settledCount(
  before: Settled | undefined,
  next: { count: number; version: number; delay: 'none' | 'small'; now: number },
): Settled {
  const { count, version, delay, now } = next
  if (before && version === before.version) return before
  const sinceMs = now - (before?.at ?? now)
  // A clock that was set back must not hold the number until it has caught up.
  const isEarly = sinceMs >= 0 && sinceMs < leastWaitMs
  const waits =
    before !== undefined &&
    delay === 'small' &&
    before.count < smallBelow &&
    count < smallBelow &&
    (Math.abs(count - before.count) < leastMoved || isEarly)
  return waits ? before : { count, version, at: now }
}
