import { startOf } from '../../schema/index.ts'

const hourMs = 3_600_000

/** What the last moment of confirming follows from; instants in milliseconds. */
export interface Confirmable {
  received: number
  /** When its mail was handed over; now, while it is being written. */
  mailed: number
  /** RFC 3339, as the petition has it. */
  closesAt?: string | undefined
  /** The hand-in of the signatures: an instant, a day or a month. */
  delivery?: { at: string } | undefined
}

/**
 * Until when an attempt can be confirmed: 72 h from the hand-over of its mail, 7 days from receipt at most, and no
 * longer than its petition allows. `-Infinity` when it cannot be any more.
 */
export function confirmUntil(attempt: Confirmable, now: number): number {
  return Math.min(rowExpires(attempt), petitionAllowsUntil(attempt, now))
}

/**
 * The petition's part of it: what was received before closing can be confirmed for 24 h after, and nothing once the
 * signatures were handed in.
 */
export function petitionAllowsUntil(
  { received, closesAt, delivery }: Omit<Confirmable, 'mailed'>,
  now: number,
): number {
  if (delivery && startOf(delivery.at) <= now) return -Infinity
  const closes = closesAt === undefined ? Infinity : startOf(closesAt)
  return received < closes ? closes + 24 * hourMs : -Infinity
}

/** The attempt's own part, which its row keeps: a petition that stays open longer keeps its attempts. */
export function rowExpires({ received, mailed }: Pick<Confirmable, 'received' | 'mailed'>): number {
  return Math.min(mailed + 72 * hourMs, received + 7 * 24 * hourMs)
}
