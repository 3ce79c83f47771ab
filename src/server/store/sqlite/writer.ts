import type { DatabaseSync } from 'node:sqlite'
import { prepareCheckpoints } from './checkpoint.ts'
import { faultOf } from './fault.ts'
import { prepareFlush, type Flushed } from './flush.ts'
import { prepareTallies } from './reads.ts'
import type { Opening, Reply } from './thread.ts'
import type { Command, WriteVerb } from './verbs.ts'

/** Without a write for this long, the write-ahead log is emptied. */
const idleMs = 10_000

/** The writing connection: batches as they come, a look at what other processes wrote, and the care of the log. */
export function startWriter(
  db: DatabaseSync,
  { lookEveryMs }: Pick<Opening, 'lookEveryMs'>,
  tell: (reply: Reply) => void,
) {
  const flush = prepareFlush(db)
  const checkpoints = prepareCheckpoints(db)
  const tallies = prepareTallies(db)
  // Changes when another connection has committed; our own commits leave it.
  const dataVersion = db.prepare('PRAGMA data_version')
  let seen = dataVersion.get()?.['data_version']
  let lastFlush = performance.now()

  guarded(checkpoints.atTheStart)
  const timer = setInterval(() => {
    guarded(() => {
      const version = dataVersion.get()?.['data_version']
      if (version !== seen)
        tell({ change: { petitions: true, tallies: tallies(undefined, () => undefined) } })
      seen = version
      if (performance.now() - lastFlush >= idleMs) checkpoints.whenIdle()
    })
  }, lookEveryMs)

  return {
    flush(batch: Command<WriteVerb>[]): Flushed {
      const flushed = flush(batch)
      lastFlush = performance.now()
      // After the answers have left.
      if (flushed.kind === 'committed') setImmediate(() => guarded(checkpoints.afterFlush))
      return flushed
    },
    close() {
      clearInterval(timer)
      guarded(checkpoints.atTheEnd)
    },
  }

  /** A busy or full disk is met again at the next flush, which answers for it; a broken one ends here. */
  function guarded(act: () => void): void {
    try {
      act()
    } catch (error) {
      const fault = faultOf(error, { committing: false })
      if (fault.fatal) tell({ broken: fault.message })
    }
  }
}
