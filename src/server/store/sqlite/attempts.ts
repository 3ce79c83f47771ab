import type { AttemptRecord, MailJob, StoredAnswer } from '../store.ts'
import { stateNumbers, stateOf } from './states.ts'
import type { Prepare } from './verbs.ts'

const { pending, held, withdrawn } = stateNumbers

// Casts below: STRICT columns named and typed like the records' fields.

/** The stored answer to an idempotency key. */
export const prepareAnswer: Prepare<'answer'> = (db) => {
  const read = db.prepare(
    'SELECT id, received, body_mac AS bodyMac, state FROM signature WHERE petition = ? AND answer = ? AND answer IS NOT NULL',
  )
  return ({ petition, answer }) => {
    const row = read.get(petition, answer)
    return row && ({ ...row, state: stateOf(row['state']) } as unknown as StoredAnswer)
  }
}

/** One attempt by the number in its links; what was deleted is not there. */
export const prepareAttempt: Prepare<'attempt'> = (db) => {
  const read = db.prepare(
    `SELECT s.n, s.petition, s.id, s.partner_no AS partnerNo, s.state, s.confirm_hash AS confirmHash, s.withdraw_hash AS withdrawHash, s.sealed,
       r.revision, s.became, s.received, s.expires, s.mailed, s.ended
     FROM signature s JOIN revision r ON r.no = s.revision
     WHERE s.n = ? AND s.petition = ? AND s.confirm_hash IS NOT NULL`,
  )
  return ({ petition, n }) => {
    const row = read.get(n, petition)
    return row && ({ ...row, state: stateOf(row['state']) } as unknown as AttemptRecord)
  }
}

/** Attempts whose mail is due, the longest waiting first. */
export const prepareMailDue: Prepare<'mailDue'> = (db) => {
  const read = db.prepare(
    `SELECT s.petition, s.n, s.id, s.sealed, r.revision, s.state, s.mail_tries AS tries, s.received, s.mail_due AS due
     FROM signature s JOIN revision r ON r.no = s.revision
     WHERE s.mail_due IS NOT NULL AND s.mail_due <= ? AND s.state = ${pending}
     ORDER BY s.mail_due LIMIT ?`,
  )
  return ({ now, limit }) =>
    read
      .all(now, limit)
      .map((row) => ({ ...row, state: stateOf(row['state']) }) as unknown as MailJob)
}

/** How many attempts wait to be confirmed. Walks the index of all petitions' open attempts: not for every request. */
export const preparePending: Prepare<'pending'> = (db) => {
  const count = db.prepare(
    `SELECT count(*) AS pending FROM signature
     WHERE state IN (${pending}, ${held}, ${withdrawn}) AND state = ${pending} AND petition = ?`,
  )
  return (petition) => Number(count.get(petition)?.['pending'])
}
