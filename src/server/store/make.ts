import { closeSync, openSync, rmSync } from 'node:fs'
import { moveIntoPlace } from './move-into-place.ts'
import { StoreNotOpened } from './not-opened.ts'
import { connect } from './sqlite/connection.ts'
import { prepareSchema } from './sqlite/schema.ts'

/**
 * Makes an empty store. It gets its name when it is complete and synced, so a file that is there is never half a
 * store; readable by its owner only, which its log and index inherit.
 */
export function makeStore({ file, fingerprint }: { file: string; fingerprint: string }): void {
  const temporary = `${file}.${process.pid}.part`
  closeSync(openSync(temporary, 'wx', 0o600))
  try {
    const db = connect({ file: temporary })
    prepareSchema(db, { file, fingerprint, create: true })
    db.close() // the last connection moves the log into the file
    moveIntoPlace(temporary, file)
  } catch (error) {
    // Another process was first: its store is opened.
    if (!(error instanceof StoreNotOpened && error.code === 'exists')) throw error
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(temporary + suffix, { force: true })
  }
}
