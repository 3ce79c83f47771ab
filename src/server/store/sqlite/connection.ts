import { DatabaseSync } from 'node:sqlite'
import { StoreNotOpened } from '../not-opened.ts'

/** Said to every new connection. Checkpoints are our own, see checkpoint.ts. */
export const openingStatement = `
PRAGMA busy_timeout = 5000;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA trusted_schema = OFF;
PRAGMA secure_delete = ON;
PRAGMA wal_autocheckpoint = 0;
`

/** Where a database is, and how a new connection is greeted. */
export interface ConnectionOptions {
  /** A path, or a `file:` address such as that of a database in memory. */
  file: string
  /** Replaced by tests only: every setting is read back, whatever was said. */
  openingStatement?: string | undefined
}

/**
 * A connection with the settings that make an answer durable and a deletion real. They are read back: a setting that
 * did not take would be noticed only after a power cut.
 * @throws StoreNotOpened `settings` or `unreadable`
 */
export function connect({
  file,
  openingStatement: greeting = openingStatement,
}: ConnectionOptions): DatabaseSync {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file)
    db.exec(greeting)
    checkSettings(db, { memory: isMemory(file) })
    return db
  } catch (cause) {
    db?.close()
    if (cause instanceof StoreNotOpened) throw cause
    throw new StoreNotOpened('unreadable', `The store ${file} cannot be opened: ${String(cause)}`, {
      cause,
    })
  }
}

/** Whether an address names a database in memory, which has neither a file nor a write-ahead log. */
export function isMemory(file: string): boolean {
  return file.startsWith('file:') && file.includes('vfs=memdb')
}

function checkSettings(db: DatabaseSync, { memory }: { memory: boolean }): void {
  const expected: Record<string, string | number> = {
    journal_mode: memory ? 'memory' : 'wal',
    synchronous: 2,
    busy_timeout: 5000,
    trusted_schema: 0,
    secure_delete: 1,
    wal_autocheckpoint: 0,
  }
  for (const [name, value] of Object.entries(expected)) {
    const [found] = Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})
    if (found !== value) {
      throw new StoreNotOpened(
        'settings',
        `A connection to the store has ${name} = ${String(found)} where it must be ${value}; ` +
          'with that a yes could be lost in a power cut or a deletion could leave traces, so nothing was opened.',
      )
    }
  }
}
