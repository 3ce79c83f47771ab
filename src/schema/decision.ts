import { dayOf, daysBetween } from './day.ts'

/** How far away a decision is: so many days, now, or past. */
export interface Approach {
  how: 'left' | 'now' | 'past'
  /** Days until its first day; 0 and less once it has come. */
  count: number
}

/**
 * How a decision, or the days on which it is made, stands to a moment; undefined where they are no days.
 * @param now milliseconds since 1970
 */
export function approachOf(
  { from, until = from }: { from: string; until?: string | undefined },
  now: number,
  timeZone: string,
): Approach | undefined {
  const today = dayOf(now, timeZone)
  const count = daysBetween(today, from)
  const left = daysBetween(today, until)
  if (Number.isNaN(count + left)) return undefined
  return { how: count > 0 ? 'left' : left < 0 ? 'past' : 'now', count }
}
