import { median, type Bench } from './figure.ts'
import { inTurn, type Measured } from './measure.ts'

const load = { connections: 64, durationMs: 4000 }

const rates = (results: Measured[], name: string) =>
  `${name}: ${Math.round(median(results.map(({ rate }) => rate)))} a second, ` +
  `median answer ${median(results.map(({ medianMs }) => medianMs)).toFixed(1)} ms, p99 ${median(results.map(({ p99Ms }) => p99Ms)).toFixed(1)} ms`
const costs = (results: Measured[], name: string) =>
  `${name}: ${median(results.map(({ cpuUs }) => cpuUs)).toFixed(0)} µs of processor time a signature`

/** What durability costs. */
export const b1: Bench = {
  id: 'B1',
  async run(pairs) {
    const measured = await inTurn(['sqlite', 'silent'], pairs, load)
    return {
      id: 'B1',
      name: 'durable signatures a second over the same server whose store answers without writing',
      goal: { sign: '>=', value: 0.65 },
      stretch: 0.8,
      ratios: measured.map(({ sqlite, silent }) => sqlite.rate / silent.rate),
      notes: [
        rates(
          measured.map(({ sqlite }) => sqlite),
          'durable',
        ),
        rates(
          measured.map(({ silent }) => silent),
          'silent',
        ),
      ],
    }
  },
}

/** What grouping commits gains. */
export const b2: Bench = {
  id: 'B2',
  async run(pairs) {
    const measured = await inTurn(['sqlite', 'single'], pairs, load)
    return {
      id: 'B2',
      name: 'signatures a second in grouped commits over a transaction each, same durability (SQLite)',
      goal: { sign: '>=', value: 3 },
      stretch: 5,
      ratios: measured.map(({ sqlite, single }) => sqlite.rate / single.rate),
      notes: [
        rates(
          measured.map(({ sqlite }) => sqlite),
          'grouped',
        ),
        rates(
          measured.map(({ single }) => single),
          'single',
        ),
      ],
    }
  },
}

/** What all of the server costs beside reading and answering JSON. */
export const b3: Bench = {
  id: 'B3',
  async run(pairs) {
    const measured = await inTurn(['sqlite', 'bare'], pairs, load)
    return {
      id: 'B3',
      name: 'processor time a signature over a bare node:http JSON POST',
      goal: { sign: '<=', value: 2.5 },
      stretch: 1.8,
      ratios: measured.map(({ sqlite, bare }) => sqlite.cpuUs / bare.cpuUs),
      notes: [
        costs(
          measured.map(({ sqlite }) => sqlite),
          'ours',
        ),
        costs(
          measured.map(({ bare }) => bare),
          'bare',
        ),
      ],
    }
  },
}
