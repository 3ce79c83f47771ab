/** A figure is a ratio of two things measured in turn in one run; machines are shared and noisy, ratios much less so. */
export interface Figure {
  id: string
  /** What over what. */
  name: string
  /** The bound, such as `>= 0.65`, and the one we would like. */
  goal: { sign: '>=' | '<='; value: number }
  stretch?: number
  /** One ratio a pair of measurements. */
  ratios: number[]
  /** Lines that help to read it: absolute numbers of this machine and run. */
  notes: string[]
}

export interface Bench {
  id: string
  run(pairs: number): Promise<Figure>
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Whether the median keeps the goal. */
export function isReached({ goal, ratios }: Figure): boolean {
  return goal.sign === '>=' ? median(ratios) >= goal.value : median(ratios) <= goal.value
}

/** `n=5  median 0.71  min 0.66  max 0.75`, and the verdict. */
export function describe(figure: Figure): string {
  const { id, name, goal, stretch, ratios, notes } = figure
  const show = (value: number) => value.toFixed(2)
  return [
    `${id}  ${name}`,
    `    n=${ratios.length}  median ${show(median(ratios))}  min ${show(Math.min(...ratios))}  max ${show(Math.max(...ratios))}` +
      `  goal ${goal.sign} ${goal.value}${stretch ? `, stretch ${stretch}` : ''}: ${isReached(figure) ? 'reached' : 'MISSED'}`,
    ...notes.map((note) => `    ${note}`),
  ].join('\n')
}
