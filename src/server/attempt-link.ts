import { timingSafeEqual } from 'node:crypto'
import { hashSecret, readToken } from './link.ts'
import { kindOf, type Log } from './log.ts'
import type { KnownPetition, Petitions } from './petitions.ts'
import { wishedWords, wordsFor, type Words } from './pages/words.ts'
import type { Personal, Seals } from './seal.ts'
import type { AttemptRecord, LinkUse, Store } from './store/store.ts'

export interface LinkParts {
  store: Store
  petitions: Petitions
  seals: Seals
  now: () => number
  log: Pick<Log, 'error'>
}

/** What a link from a mail leads to. */
export interface Linked {
  petition: KnownPetition
  attempt: AttemptRecord
  use: LinkUse
}

/**
 * Finds the attempt a link belongs to. Undefined for links that were never given out, have run out or lead to what
 * was erased: nothing tells them apart.
 */
export async function openLink(
  { store, petitions, now }: Pick<LinkParts, 'store' | 'petitions' | 'now'>,
  token: string,
  purpose: 'confirm' | 'withdraw',
): Promise<Linked | undefined> {
  const read = readToken(token)
  if (!read) return undefined
  const petition = petitions.byNo(read.petition)
  const attempt = petition && (await store.attempt({ petition: read.petition, n: read.n }))
  if (!attempt) return undefined
  const hash = hashSecret(read.secret)
  const expected = purpose === 'confirm' ? attempt.confirmHash : attempt.withdrawHash
  if (expected.length !== hash.length || !timingSafeEqual(expected, hash)) return undefined
  return { petition, attempt, use: { petition: read.petition, n: read.n, hash, now: now() } }
}

/** What was sent with an attempt; undefined once it was erased, and where it cannot be read. */
export async function personalOf(
  { seals, log }: Pick<LinkParts, 'seals' | 'log'>,
  { petition, attempt }: Linked,
): Promise<Personal | undefined> {
  if (!attempt.sealed) return undefined
  try {
    return await seals.unseal(petition, attempt.id, attempt.sealed)
  } catch (thrown) {
    // Must not keep anybody from confirming or withdrawing: the buttons are on these pages only.
    log.error({ petition: petition.no, ...kindOf(thrown) }, 'a signature could not be unsealed')
    return undefined
  }
}

/** The words of the language somebody signed in; what the browser asks for, where that is not known any more. */
export function wordsOf(personal: Personal | undefined, request: Request): Promise<Words> {
  return personal ? wordsFor(personal.locale) : wishedWords(request)
}
