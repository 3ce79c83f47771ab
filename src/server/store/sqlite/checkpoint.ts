import type { DatabaseSync } from 'node:sqlite'

/** Pages in the write-ahead log (4 KiB each) after which they are moved into the database. */
const manyPages = 4000

/**
 * Our own checkpoints. SQLite's would come in the middle of a commit and would make one person's sign take more
 * syncs than another's. After each, a small write starts the new log, because starting a log takes a sync more.
 */
export function prepareCheckpoints(db: DatabaseSync): {
  atTheStart(): void
  afterFlush(): void
  whenIdle(): void
  atTheEnd(): void
} {
  const look = db.prepare('PRAGMA wal_checkpoint(NOOP)')
  const move = db.prepare('PRAGMA wal_checkpoint(PASSIVE)')
  const truncate = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)')
  const start = db.prepare(
    `INSERT INTO meta (name, value) VALUES ('logs_started', '1')
     ON CONFLICT (name) DO UPDATE SET value = value + 1`,
  )
  let written = true

  return {
    atTheStart: () => void start.run(),
    /** Looks at the log's length; waits for nobody. */
    afterFlush() {
      written = true
      if (waiting() < manyPages) return
      move.get()
      start.run()
    },
    /** Empties the log, since deleted bytes stay in it until then. */
    whenIdle() {
      if (!written) return
      written = !emptied()
      start.run()
    },
    atTheEnd: () => void emptied(),
  }

  /** Waits for nobody: a long reader only postpones it. */
  function emptied(): boolean {
    db.exec('PRAGMA busy_timeout = 0')
    try {
      return truncate.get()?.['busy'] === 0
    } finally {
      db.exec('PRAGMA busy_timeout = 5000')
    }
  }

  function waiting(): number {
    const { log, checkpointed } = { ...look.get() }
    return Number(log) - Number(checkpointed)
  }
}
