import { createHash, randomBytes } from 'node:crypto'
import type { LinkUse, NewAttempt, NewLogo, PutPetition } from '../../../src/server/store/store.ts'

/** Noon of a day, in milliseconds; tests count from here. */
export const noon = Date.UTC(2026, 10, 9, 12)
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

let petitions = 0

/** A petition nobody else uses, open and without end. */
export function newPetition(change: Partial<PutPetition> = {}): PutPetition {
  return {
    slug: `petition-${++petitions}`,
    kind: 'put',
    document: '{"title":"Keep the unit"}',
    revision: 'first',
    shown: '{"title":"Keep the unit"}',
    opens: null,
    closes: null,
    paused: false,
    delivered: null,
    deliveredCount: null,
    paper: 0,
    signerScheme: 257,
    partners: ['poppy-project', 'mep-office'],
    logos: [],
    now: noon,
    ...change,
  }
}

/** A picture as the store knows one. */
export function newLogo(bytes: Uint8Array = new Uint8Array(randomBytes(200))): NewLogo {
  const hash = new Uint8Array(createHash('sha256').update(bytes).digest())
  return { hash, kind: 'png', bytes }
}

/** A person as the store knows one: 16 bytes. */
export function person(name: string): Uint8Array {
  return createHash('sha256').update(name).digest().subarray(0, 16)
}

/** An attempt with fresh ids and links. */
export function newAttempt(petition: number, change: Partial<NewAttempt> = {}): NewAttempt {
  const received = change.received ?? noon
  return {
    petition,
    id: randomBytes(16),
    partnerNo: 0,
    state: 'pending',
    reason: null,
    signer: randomBytes(16),
    answer: randomBytes(16),
    bodyMac: randomBytes(16),
    confirmHash: randomBytes(32),
    withdrawHash: randomBytes(32),
    sealed: randomBytes(200),
    revision: 'first',
    received,
    expires: received + 7 * day,
    anew: false,
    ...change,
  }
}

/** The use of an attempt's confirmation link. */
export function toConfirm(attempt: NewAttempt, n: number, now = noon): LinkUse {
  return { petition: attempt.petition, n, hash: attempt.confirmHash, now }
}

/** The use of its withdrawal link. */
export function toWithdraw(attempt: NewAttempt, n: number, now = noon): LinkUse {
  return { petition: attempt.petition, n, hash: attempt.withdrawHash, now }
}
