import type { DatabaseSync } from 'node:sqlite'
import { closeSync, openSync, rmSync } from 'node:fs'
import { DatabaseSync as Database } from 'node:sqlite'
import { moveIntoPlace } from '../move-into-place.ts'
import { StoreNotOpened } from '../not-opened.ts'

/** Copies the store while it goes on (the copy is one reading transaction), checks the copy, and gives it its name last. */
export function backup(db: DatabaseSync, file: string): void {
  const temporary = `${file}.${process.pid}.part`
  closeSync(openSync(temporary, 'wx', 0o600))
  try {
    db.prepare('VACUUM INTO ?').run(temporary)
    checkIntegrity(temporary)
    moveIntoPlace(temporary, file)
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** @throws StoreNotOpened `unreadable` */
export function checkIntegrity(file: string): void {
  const copy = new Database(file, { readOnly: true })
  try {
    const [found] = Object.values(copy.prepare('PRAGMA integrity_check(1)').get() ?? {})
    if (found !== 'ok')
      throw new StoreNotOpened('unreadable', `${file} is damaged: ${String(found)}`)
  } finally {
    copy.close()
  }
}
