import { stateNumbers } from './states.ts'
import type { Prepare } from './verbs.ts'

/** What became of a mail that was begun. */
export const prepareMailEnd: Prepare<'mailEnd'> = (db) => {
  // Also when it was confirmed or withdrawn in the meantime; only a pending attempt's clock starts.
  const sent = db.prepare(
    `UPDATE signature SET mailed = ?1, mail_due = NULL,
       expires = CASE state WHEN ${stateNumbers.pending} THEN coalesce(?2, expires) ELSE expires END
     WHERE n = ?3 AND petition = ?4 AND sealed IS NOT NULL`,
  )
  const again = db.prepare(
    'UPDATE signature SET mail_due = ? WHERE n = ? AND petition = ? AND mail_due IS NOT NULL',
  )

  return ({ petition, n, now, result, expires, due }) => {
    if (result === 'sent') sent.run(now, expires ?? null, n, petition)
    // Without another instant the lease of the beginning stands.
    else if (result === 'failed' || due !== undefined)
      again.run(result === 'failed' ? null : (due ?? null), n, petition)
  }
}
