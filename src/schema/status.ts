/** The stages of a petition's life, in their order. */
export const statuses = ['upcoming', 'open', 'paused', 'closed', 'delivered', 'answered'] as const
export type Status = (typeof statuses)[number]

/** What a petition's status follows from. Instants are RFC 3339, hand-in and outcome may be a day or a month. */
export interface Dates {
  opensAt?: string | undefined
  closesAt?: string | undefined
  paused?: boolean | undefined
  delivery?: { at: string } | undefined
  outcome?: { at: string } | undefined
}

/**
 * The status at a moment, the same on the server and in the widget, so that nobody has to touch an embed to
 * close it. A hand-in or outcome dated in the future changes nothing yet.
 * @param now milliseconds since 1970, by the server's clock
 */
export function statusAt(dates: Dates, now: number): Status {
  if (hasCome(dates.outcome?.at, now)) return 'answered'
  if (hasCome(dates.delivery?.at, now)) return 'delivered'
  if (hasCome(dates.closesAt, now)) return 'closed'
  if (dates.paused) return 'paused'
  return !dates.opensAt || hasCome(dates.opensAt, now) ? 'open' : 'upcoming'
}

/** The next moment at which `statusAt` may answer otherwise, in milliseconds since 1970; `Infinity` when none is known. */
export function nextChange(dates: Dates, now: number): number {
  const moments = [dates.opensAt, dates.closesAt, dates.delivery?.at, dates.outcome?.at]
  return Math.min(...moments.map((at) => (at ? startOf(at) : NaN)).filter((at) => at > now))
}

/** The first millisecond of an instant, a day or a month; days and months are read in UTC. */
export function startOf(at: string): number {
  return Date.parse(at)
}

function hasCome(at: string | undefined, now: number): boolean {
  return at !== undefined && startOf(at) <= now
}
