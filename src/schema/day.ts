const dayMs = 86_400_000

/** How many days from the one day to the other, such as 2009-11-16. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / dayMs)
}

/** The day it is somewhere at a moment, such as 2009-11-16; in UTC where the browser does not know the zone. */
export function dayOf(at: number, timeZone: string): string {
  try {
    // Sweden writes dates as ISO 8601 does.
    return new Date(at).toLocaleDateString('sv', { timeZone })
  } catch {
    return new Date(at).toISOString().slice(0, 10)
  }
}
