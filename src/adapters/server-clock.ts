/** The backend's clock as far as its answers tell; the device's own is never trusted while they do. */
export interface ServerClock {
  heard(headers: Headers): void
  /** Milliseconds since 1970. */
  now(): number
}

/**
 * A clock set by `Date` and `Age`, running on monotonic time.
 * @param monotonic milliseconds that never jump
 */
export function serverClock(monotonic: () => number): ServerClock {
  let start = -Infinity
  return {
    heard(headers) {
      const date = Date.parse(headers.get('date') ?? '')
      const ageMs = Number(headers.get('age')) * 1000 || 0
      // An answer from the browser's own cache carries an old date and is only ever too early: the latest is right.
      if (date) start = Math.max(start, date + ageMs - monotonic())
    },
    now: () => (start > 0 ? start + monotonic() : Date.now()),
  }
}
