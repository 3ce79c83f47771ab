/** How a number that was reached is told: as it is, or by the round number it is close to. */
export interface Milestone {
  how: 'exact' | 'over' | 'almost'
  /** The number to say. */
  count: number
}

/**
 * "Over 1,300" for 1,312, "almost 1,400" for 1,388, and the number itself where it is round or close to none. Round
 * are hundreds, thousands from 10,000 on, ten thousands from 100,000 on. Close is a fifth of such a step, and never
 * more than a twentieth of the number: 118 is not "over 100".
 */
export function milestoneOf(count: number): Milestone {
  const step = Math.max(100, 10 ** (String(count).length - 2))
  const round = Math.round(count / step) * step
  const isClose = Math.abs(count - round) <= Math.min(step / 5, count / 20)
  if (!isClose || round === count || round === 0) return { how: 'exact', count }
  return { how: round < count ? 'over' : 'almost', count: round }
}
