/** The known word a mistyped one is near to: at most two slips. */
export function closest(word: string, known: readonly string[]): string | undefined {
  const near = known
    .map((name) => ({ name, slips: slips(word.toLowerCase(), name) }))
    .sort((a, b) => a.slips - b.slips)[0]
  return near && near.slips <= 2 ? near.name : undefined
}

/** How many letters must be put in, left out or changed to make one word of the other. */
function slips(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + same)) // both rows are one longer than b
    }
    row = next
  }
  return row[b.length]! // as above
}
