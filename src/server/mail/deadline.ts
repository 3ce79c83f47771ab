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
 * longer than 24 h after the petition closed, if it was received before. `-Infinity` when it cannot be any more:
 * received after closing, or the signatures were handed in.
 */
export function confirmUntil(
  { received, mailed, closesAt, delivery }: Confirmable,
  now: number,
): number {
  if (delivery && startOf(delivery.at) <= now) return -Infinity
  const closes = closesAt === undefined ? Infinity : startOf(closesAt)
  if (received >= closes) return -Infinity
  return Math.min(rowExpires({ received, mailed }), closes + 24 * hourMs)
}

/** The part of it that the row keeps, so that a petition that stays open longer keeps its attempts. */
export function rowExpires({ received, mailed }: Pick<Confirmable, 'received' | 'mailed'>): number {
  return Math.min(mailed + 72 * hourMs, received + 7 * 24 * hourMs)
}
