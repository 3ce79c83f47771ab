import { isOver, type NewAttempt } from '../store.ts'
import { stateNumbers, stateOf } from './states.ts'
import type { Prepare } from './verbs.ts'

/**
 * One row for every accepted attempt, whoever signs: nothing here reads what is known about the person. Only a
 * repeated idempotency key makes no row; then the stored answer is read, in the same transaction. A key that was made
 * of the answers alone lets go of an attempt that is over: signing again is then a first sending like any other.
 */
export const prepareSign: Prepare<'sign'> = (db) => {
  const insert = db.prepare(
    `INSERT INTO signature (petition, id, partner_no, state, reason, signer, answer, body_mac, confirm_hash,
       withdraw_hash, sealed, revision, received, expires, mail_due)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
       (SELECT no FROM revision WHERE petition = ?1 AND revision = ?12), ?13, ?14, ?15)
     ON CONFLICT DO NOTHING`,
  )
  const stored = db.prepare(
    'SELECT n, id, received, body_mac, state FROM signature WHERE petition = ? AND answer = ?',
  )
  const letGo = db.prepare('UPDATE signature SET answer = NULL WHERE n = ?')
  // What was deleted was there for its answer only; what was withdrawn still says so to its link.
  const remove = db.prepare('DELETE FROM signature WHERE n = ?')

  const write = (a: NewAttempt) =>
    insert.run(
      a.petition,
      a.id,
      a.partnerNo,
      stateNumbers[a.state],
      a.reason,
      a.signer,
      a.answer,
      a.bodyMac,
      a.confirmHash,
      a.withdrawHash,
      a.sealed,
      a.revision,
      a.received,
      a.expires,
      a.state === 'pending' ? a.received : null,
    ).changes

  return (a) => {
    if (write(a) === 1) return { kind: 'stored' }

    const before = stored.get(a.petition, a.answer)
    if (!before) throw new Error('An attempt was neither inserted nor found')
    const { n, id, received, body_mac: bodyMac, state } = before
    if (a.anew && isOver(stateOf(state))) {
      if (state === stateNumbers.withdrawn) letGo.run(Number(n))
      else remove.run(Number(n))
      write(a)
      return { kind: 'stored' }
    }
    return sameBytes(bodyMac, a.bodyMac)
      ? { kind: 'replayed', id: id as Uint8Array, received: Number(received) } // 16 bytes by the table's check
      : { kind: 'key-reused' }
  }
}

function sameBytes(a: unknown, b: Uint8Array): boolean {
  return a instanceof Uint8Array && Buffer.compare(a, b) === 0
}
