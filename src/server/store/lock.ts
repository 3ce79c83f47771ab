import { DatabaseSync } from 'node:sqlite'
import { StoreNotOpened } from './not-opened.ts'

/** Held by the one process that serves from a data folder. */
export interface Lock {
  release(): void
}

/**
 * Takes the lock of a data folder. The lock is one of the operating system's on an empty SQLite file, so it ends with
 * its process however that ended: a file left behind by a dead process is no lock, and no number of a process has to
 * be guessed at.
 * @throws StoreNotOpened `locked`
 */
export function takeLock(file: string, owner: 'serve' | 'relay' = 'serve'): Lock {
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    db.close()
    if (((cause as { errcode?: number }).errcode ?? 0) !== 5 /* SQLITE_BUSY */) throw cause
    throw new StoreNotOpened(
      'locked',
      `Another "undersigned ${owner}" is using this data folder (${file}): stop it first, or name another folder with --data.`,
      { cause },
    )
  }
  return { release: () => db.close() }
}
