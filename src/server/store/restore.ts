import { constants, copyFileSync, chmodSync, existsSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { moveIntoPlace } from './move-into-place.ts'
import { StoreNotOpened } from './not-opened.ts'
import { checkIntegrity } from './sqlite/backup.ts'
import { checkMeta, newLineage, readMeta } from './sqlite/schema.ts'

/**
 * Makes a store from a backup. It gets a new lineage, so that clients replace newer counts they hold by its; each
 * petition's ledger says that it was restored. Never overwrites a store.
 * @throws StoreNotOpened `exists`, `unreadable`, `wrong-keyring` or `newer-schema`
 */
export function restore({
  from,
  to,
  fingerprint,
  now,
}: {
  from: string
  to: string
  fingerprint: string
  now: number
}): void {
  for (const file of [to, `${to}-wal`]) {
    if (!existsSync(file)) continue
    throw new StoreNotOpened(
      'exists',
      `${file} is there already and was left as it is: move that store away first.`,
    )
  }
  if (!existsSync(from)) throw new StoreNotOpened('no-store', `There is no backup at ${from}.`)

  const temporary = `${to}.${process.pid}.part`
  try {
    copyFileSync(from, temporary, constants.COPYFILE_EXCL)
    chmodSync(temporary, 0o600)
    begin(temporary, { from, fingerprint, now })
    moveIntoPlace(temporary, to)
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm'])
      rmSync(temporary + suffix, { force: true })
  }
}

function begin(
  file: string,
  { from, fingerprint, now }: { from: string; fingerprint: string; now: number },
): void {
  try {
    checkIntegrity(file)
    const db = new DatabaseSync(file)
    try {
      db.exec(
        'PRAGMA trusted_schema = OFF; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL',
      )
      const meta = readMeta(db)
      if (!meta) throw new StoreNotOpened('unreadable', `${from} is no backup of undersigned.`)
      checkMeta(meta, { fingerprint, file: from })
      db.exec('BEGIN IMMEDIATE')
      db.prepare(`UPDATE meta SET value = ? WHERE name = 'lineage'`).run(newLineage())
      db.prepare(
        `INSERT INTO ledger (petition, partner_no, stripe, kind, delta, at)
         SELECT no, 0, 0, 'restored', 0, ? FROM petition`,
      ).run(now)
      db.exec('COMMIT')
    } finally {
      db.close()
    }
  } catch (cause) {
    if (cause instanceof StoreNotOpened) throw cause
    throw new StoreNotOpened('unreadable', `${from} is no backup of undersigned, or is damaged.`, {
      cause,
    })
  }
}
