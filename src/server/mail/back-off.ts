const minuteMs = 60_000
const stepsMinutes = [1, 5, 15, 60]

/** Tries of one mail: at once, after 1, 6, 21 and 81 minutes, then hourly up to 24 hours. */
export const mostTries = 5 + Math.floor((24 * 60 - 81) / 60)

/** How long to wait after a try that failed; `tries` are those before it. In milliseconds. */
export function backOff(tries: number): number {
  return (stepsMinutes[tries] ?? 60) * minuteMs
}
