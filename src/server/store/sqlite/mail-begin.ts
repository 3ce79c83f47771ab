import { stateNumbers } from './states.ts'
import type { Prepare } from './verbs.ts'

/** Mails to one address in any `addressWindowMs`, over all petitions. Caps postpone, they never drop. */
export const mailsPerAddress = 3
const addressWindowMs = 24 * 60 * 60 * 1000
/** One mail a petition and person in this time. */
const petitionWindowMs = 10 * 60 * 1000

/**
 * Decides about a due mail and, if it leaves, takes its budget, a try and a lease in one go. A second try of the same
 * mail takes the place of its first in the budget: a mail server that is down costs nobody their mails.
 */
export const prepareMailBegin: Prepare<'mailBegin'> = (db) => {
  const find = db.prepare(
    `SELECT signer, expires, mail_due, mail_tries FROM signature
     WHERE n = ? AND petition = ? AND state = ${stateNumbers.pending} AND mail_due IS NOT NULL AND mailed IS NULL`,
  )
  const isSuppressed = db.prepare('SELECT 1 FROM suppressed WHERE address = ?')
  const newer = db.prepare(
    `SELECT 1 FROM signature
     WHERE petition = ? AND signer = ? AND n > ? AND state = ${stateNumbers.pending} AND mailed IS NULL
       AND mail_due IS NOT NULL`,
  )
  const overtake = db.prepare(
    `UPDATE signature SET state = ${stateNumbers.overtaken}, signer = NULL, confirm_hash = NULL, withdraw_hash = NULL,
       sealed = NULL, mail_due = NULL, ended = ?
     WHERE n = ?`,
  )
  const removeAnswered = db.prepare('DELETE FROM signature WHERE n = ? AND answer IS NULL')
  const postpone = db.prepare('UPDATE signature SET mail_due = ? WHERE n = ?')
  const sent = db.prepare(
    'SELECT sent FROM mail_budget WHERE address = ? AND sent > ? AND n <> ? ORDER BY sent DESC',
  )
  const spend = db.prepare(
    'INSERT INTO mail_budget (address, sent, n) VALUES (?, ?, ?) ON CONFLICT (address, n) DO UPDATE SET sent = excluded.sent',
  )
  const last = db.prepare(
    'SELECT last FROM mail_petition WHERE petition = ? AND signer = ? AND n <> ?',
  )
  const remember = db.prepare(
    `INSERT INTO mail_petition (petition, signer, last, n) VALUES (?, ?, ?, ?)
     ON CONFLICT (petition, signer) DO UPDATE SET last = excluded.last, n = excluded.n`,
  )
  const lease = db.prepare(
    'UPDATE signature SET mail_tries = mail_tries + 1, mail_due = ? WHERE n = ?',
  )
  const counts = db.prepare('SELECT 1 FROM counted WHERE petition = ? AND signer = ?')

  return ({ petition, n, address, now, leaseUntil }) => {
    const row = find.get(n, petition)
    if (!row || now >= Number(row['expires'])) {
      if (row) postpone.run(null, n)
      return { kind: 'never', why: 'gone' }
    }
    const due = Number(row['mail_due'])
    if (due > now) return { kind: 'later', due } // another process holds the lease
    const signer = row['signer'] as Uint8Array // pending rows have one

    if (isSuppressed.get(address)) {
      postpone.run(null, n)
      return { kind: 'never', why: 'suppressed' }
    }
    // Only what surely never left may be overtaken: after a try its links may be in somebody's hands.
    if (row['mail_tries'] === 0 && newer.get(petition, signer, n)) {
      overtake.run(now, n)
      // Without an answer to replay, nothing is left to keep it for.
      removeAnswered.run(n)
      return { kind: 'never', why: 'overtaken' }
    }

    const lately = sent.all(address, now - addressWindowMs, n)
    const first = lately[mailsPerAddress - 1]
    const allowed = Math.max(
      first ? Number(first['sent']) + addressWindowMs : 0,
      Number(last.get(petition, signer, n)?.['last'] ?? -petitionWindowMs) + petitionWindowMs,
    )
    if (allowed > now) {
      postpone.run(allowed, n)
      return { kind: 'later', due: allowed }
    }
    spend.run(address, now, n)
    remember.run(petition, signer, now, n)
    lease.run(leaseUntil, n)
    return { kind: 'send', alreadyCounted: counts.get(petition, signer) !== undefined }
  }
}
