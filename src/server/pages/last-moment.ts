/**
 * The last moment to sign, to be told: midnight is the end of the day before, and told as its last minute, since 00:00
 * reads as the one that has passed.
 */
export function lastMoment(closesAt: string, timeZone: string): string {
  const before = new Date(Date.parse(closesAt) - 1)
  const { format } = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone })
  return format(before) === format(new Date(closesAt)) ? closesAt : before.toISOString()
}
