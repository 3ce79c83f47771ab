import { timingSafeEqual } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { AttemptState, LinkUse } from '../store.ts'
import { stateOf } from './states.ts'

/** The attempt a link leads to, as far as confirming and withdrawing need it. */
export interface Linked {
  n: number
  petition: number
  state: AttemptState
  signer: Uint8Array | null
  partnerNo: number
  became: number | null
  received: number
  expires: number
  answer: Uint8Array | null
  opensConfirm: boolean
  opensWithdraw: boolean
}

/** Finds the attempt of a link and compares the secret's hash in constant time. */
export function prepareLink(db: DatabaseSync): (link: LinkUse) => Linked | undefined {
  const find = db.prepare(
    `SELECT n, state, signer, partner_no, became, received, expires, answer, confirm_hash, withdraw_hash
     FROM signature WHERE n = ? AND petition = ?`,
  )
  return ({ petition, n, hash }) => {
    const row = find.get(n, petition)
    if (!row) return undefined
    return {
      n,
      petition,
      state: stateOf(row['state']),
      // The table's checks hold these columns to blobs and integers, or null.
      signer: row['signer'] as Uint8Array | null,
      partnerNo: Number(row['partner_no']),
      became: row['became'] as number | null,
      received: Number(row['received']),
      expires: Number(row['expires']),
      answer: row['answer'] as Uint8Array | null,
      opensConfirm: sameHash(row['confirm_hash'], hash),
      opensWithdraw: sameHash(row['withdraw_hash'], hash),
    }
  }
}

function sameHash(stored: unknown, given: Uint8Array): boolean {
  return (
    stored instanceof Uint8Array && stored.length === given.length && timingSafeEqual(stored, given)
  )
}
