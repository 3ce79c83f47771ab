/** What a step of the tests came to, and what it has to say. */
export interface Count {
  passed: number
  failed: number
  skipped: number
  /** Shown with a failure, and with a success that has something to tell (figures, skipped engines). */
  notes: string
}

/** The counts of several added up. */
export function sum(counts: Count[]): Count {
  const total: Count = { passed: 0, failed: 0, skipped: 0, notes: '' }
  for (const count of counts) {
    total.passed += count.passed
    total.failed += count.failed
    total.skipped += count.skipped
    total.notes += count.notes
  }
  return total
}

/** The last line of a run. */
export function sentence({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed` + (skipped > 0 ? `, ${skipped} skipped` : '')
}
