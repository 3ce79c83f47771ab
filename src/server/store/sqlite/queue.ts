import { StoreUnavailable } from '../store.ts'
import type { TallyRecord } from '../store.ts'
import type { Flushed } from './flush.ts'
import type { Answer, Command, Given, WriteVerb } from './verbs.ts'

/** Commands that may wait at most, and the fewest that always may. */
const mostWaiting = 2000
const fewestWaiting = 100
/** A flush that takes longer makes the store not ready; SQLite alone may wait 5 s for another writer. */
const longestMs = 10_000

export interface QueueOptions {
  /** Writes a batch in one transaction. */
  flush(batch: Command<WriteVerb>[]): Promise<Flushed>
  /** Told after the answers; must not throw. */
  committed(change: { petitions: boolean; tallies: TallyRecord[] }): void
  /** Nothing will be acknowledged any more: the process should end with 1 and be started again. */
  fatal(error: Error): void
}

interface Waiting {
  command: Command<WriteVerb>
  resolve(answer: never): void
  reject(error: Error): void
}

/** Group commit: one flush in flight; what arrives meanwhile goes into the next, so that a sync serves all of it. */
export interface Queue {
  add<V extends WriteVerb>(verb: V, given: Given<V>): Promise<Answer<V>>
  /** Acknowledges nothing more. */
  stop(why: string): void
  /** Resolves when nothing waits and nothing is in flight. */
  drained(): Promise<void>
  readonly stopped: boolean
  readonly full: boolean
  /** Whether a flush takes so long that the disk must be in trouble. */
  readonly stuck: boolean
  /** Whether the last flush was written. */
  readonly healthy: boolean
}

export function createQueue({ flush, committed, fatal }: QueueOptions): Queue {
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined
  let stopped: string | undefined
  let healthy = true
  let flushing: number | undefined
  let limit = mostWaiting

  return {
    add(verb, given) {
      return new Promise((resolve, reject) => {
        if (stopped !== undefined) return reject(new StoreUnavailable(stopped))
        if (waiting.length >= limit)
          return reject(
            new StoreUnavailable('Too much is waiting to be written', { retryAfterSeconds: 2 }),
          )
        // The verb and what it was given belong together by this function's type.
        waiting.push({ command: { verb, given } as Command<WriteVerb>, resolve, reject })
        running ??= run()
      })
    },
    stop,
    async drained() {
      while (running) await running
    },
    get stopped() {
      return stopped !== undefined
    },
    get full() {
      return waiting.length >= limit
    },
    get stuck() {
      return flushing !== undefined && performance.now() - flushing > longestMs
    },
    get healthy() {
      return healthy
    },
  }

  async function run(): Promise<void> {
    // Whatever this turn of the event loop still brings goes along.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      const start = (flushing = performance.now())
      let flushed: Flushed | undefined
      try {
        flushed = await flush(batch.map(({ command }) => command))
      } catch (cause) {
        const error = new StoreUnavailable('The store stopped while writing', { cause })
        for (const { reject } of batch) reject(error)
      }
      if (flushed) settle(batch, flushed)
      flushing = undefined
      limit = limitAfter(batch.length, performance.now() - start)
    }
    running = undefined
  }

  function settle(batch: Waiting[], flushed: Flushed): void {
    healthy = flushed.kind === 'committed'
    if (flushed.kind === 'lost') {
      const error = new StoreUnavailable(`The store could not write: ${flushed.message}`)
      for (const { reject } of batch) reject(error)
      if (flushed.fatal) stop(flushed.message)
      return
    }
    batch.forEach(({ resolve, reject }, i) => {
      const outcome = flushed.outcomes[i]
      if (outcome && 'done' in outcome) resolve(outcome.done as never) // the answer to this batch's i-th command
      else reject(new Error(outcome?.failed ?? 'The store lost an answer'))
    })
    if (flushed.petitions || flushed.tallies.length > 0) committed(flushed)
  }

  function stop(why: string): void {
    if (stopped !== undefined) return
    stopped = `The store has stopped: ${why}`
    healthy = false
    const error = new StoreUnavailable(stopped)
    for (const { reject } of waiting) reject(error)
    waiting = []
    fatal(error)
  }

  /** One second's worth, measured where a batch was large enough to say something. */
  function limitAfter(rows: number, ms: number): number {
    if (rows < fewestWaiting && ms < 1000) return limit
    return Math.min(mostWaiting, Math.max(fewestWaiting, Math.round((rows / ms) * 1000)))
  }
}
