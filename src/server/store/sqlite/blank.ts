import type { DatabaseSync } from 'node:sqlite'
import { stateNumbers } from './states.ts'

/**
 * Deletes an attempt that never counted. While its answer may still be replayed, a row without anything personal
 * stays: id, answer and the body's keyed hash.
 */
export function prepareBlank(
  db: DatabaseSync,
): (attempt: { n: number; answer: Uint8Array | null }, now: number) => void {
  const blank = db.prepare(
    `UPDATE signature SET state = ${stateNumbers.blank}, reason = NULL, signer = NULL, confirm_hash = NULL,
       withdraw_hash = NULL, sealed = NULL, mail_due = NULL, ended = ?
     WHERE n = ?`,
  )
  const remove = db.prepare('DELETE FROM signature WHERE n = ?')
  return ({ n, answer }, now) => void (answer === null ? remove.run(n) : blank.run(now, n))
}
