import type { DatabaseSync } from 'node:sqlite'
import { faultOf, StoreUnavailable } from '../../server/index.ts'

/** Work that is on disk when its promise resolves. */
export interface Commits {
  /** Does the work in a transaction that it may share with others; resolves after the sync. */
  run<T>(work: () => T): Promise<T>
  /** Resolves when nothing waits. */
  drained(): Promise<void>
  /** Settles when the disk cannot be trusted any more: nothing is acknowledged after that. */
  readonly failed: Promise<Error>
  readonly healthy: boolean
}

interface Waiting {
  work: () => unknown
  resolve(value: unknown): void
  reject(error: Error): void
}

const mostWaiting = 5_000

/**
 * One transaction and one sync for all that comes in one turn of the event loop. The sync happens in this thread: a
 * relay takes the signatures of a few petitions, and while the disk works there is nothing else to answer truthfully.
 * @param afterCommit once the answers have left
 */
export function createCommits(db: DatabaseSync, afterCommit: () => void = () => {}): Commits {
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  const savepoint = db.prepare('SAVEPOINT one')
  const release = db.prepare('RELEASE one')
  const undo = db.prepare('ROLLBACK TO one')
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined
  let stopped: Error | undefined
  let healthy = true
  let fail: (error: Error) => void
  const failed = new Promise<Error>((resolve) => (fail = resolve))

  return {
    run: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (stopped) return reject(stopped)
        if (waiting.length >= mostWaiting)
          return reject(
            new StoreUnavailable('Too much is waiting to be written', { retryAfterSeconds: 2 }),
          )
        // What comes back is what this very work returns.
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject })
        running ??= flushAll()
        return undefined
      }),
    async drained() {
      while (running) await running
    },
    failed,
    get healthy() {
      return healthy && !stopped
    },
  }

  async function flushAll(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise((resolve) => setImmediate(resolve))
      const batch = waiting
      waiting = []
      flush(batch)
    }
    running = undefined
  }

  function flush(batch: Waiting[]): void {
    let committing = false
    const outcomes: (() => void)[] = []
    try {
      begin.run()
      for (const one of batch) outcomes.push(perform(one))
      committing = true
      commit.run()
      healthy = true
    } catch (error) {
      if (db.isTransaction) tryTo(() => rollback.run())
      healthy = false
      const fault = faultOf(error, { committing })
      const lost = new StoreUnavailable(`The outbox could not write: ${fault.message}`)
      if (fault.fatal) {
        stopped = lost
        fail(lost)
      }
      for (const { reject } of batch) reject(lost)
      return
    }
    for (const outcome of outcomes) outcome()
    setImmediate(() => tryTo(afterCommit))
  }

  /** What fails alone is undone alone; what spoils the whole batch is thrown on. */
  function perform({ work, resolve, reject }: Waiting): () => void {
    savepoint.run()
    try {
      const value = work()
      release.run()
      return () => resolve(value)
    } catch (error) {
      if (!db.isTransaction || faultOf(error, { committing: false }).spoilsAll) throw error
      undo.run()
      release.run()
      return () => reject(error instanceof Error ? error : new Error(String(error)))
    }
  }
}

function tryTo(act: () => void): void {
  try {
    act()
  } catch {
    // SQLite has rolled back by itself, or the next flush meets the same trouble and answers for it.
  }
}
