/** A timer that waits for the test. */
export interface HeldTimer {
  work: () => void
  ms: number
}

/** Timers that a test lets go off itself, so that nobody waits for them. */
export interface HeldTimers {
  held: HeldTimer[]
  /** Lets go off what is held now. */
  fire(): void
  restore(): void
}

const { setTimeout } = window

/** Holds the timers that are of such a length, until it is restored or the test is over; all others run as usual. */
export function holdTimers(isHeld: (ms: number) => boolean): HeldTimers {
  const held: HeldTimer[] = []
  Object.assign(window, {
    setTimeout: (work: () => void, ms = 0) =>
      isHeld(ms) ? held.push({ work, ms }) : setTimeout(work, ms),
  })
  return { held, fire: () => held.splice(0).forEach(({ work }) => work()), restore }
}

function restore(): void {
  Object.assign(window, { setTimeout })
}

afterEach(restore)
