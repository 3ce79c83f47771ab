// Elements have this in the part that tells the story. Such a part must not import what the script has, so dates are
// read here and not by `startOf`.

/** What has come of a dated list by a moment; what is dated in the future is not told yet. */
export function comeOf<T extends { at: string }>(
  entries: readonly T[],
  now: number,
  first: 'oldest' | 'newest',
): T[] {
  const sign = first === 'oldest' ? 1 : -1
  return entries
    .filter(({ at }) => Date.parse(at) <= now)
    .sort((one, other) => sign * (Date.parse(one.at) - Date.parse(other.at)))
}

/** The partners that the tally has a number for, the greatest first; of others there is no name to show. */
export function sharesOf<P extends { id: string }>(
  partners: readonly P[],
  counts: readonly { id: string; count: number }[] = [],
): (P & { count: number })[] {
  return counts
    .flatMap(({ id, count }) => {
      const partner = partners.find((known) => known.id === id)
      return partner ? [{ ...partner, count }] : []
    })
    .sort((one, other) => other.count - one.count)
}
