import { timingSafeEqual } from 'node:crypto'
import { hashSecret, readToken } from './link.ts'
import type { KnownPetition, Petitions } from './petitions.ts'
import { wishedWords, wordsFor, type Words } from './pages/words.ts'
import type { Personal, Seals } from './seal.ts'
import type { AttemptRecord, LinkUse, Store } from './store/store.ts'

export interface LinkParts {
  store: Store
  petitions: Petitions
  seals: Seals
  now: () => number
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

/** What was sent with an attempt; undefined once it was erased. */
export async function personalOf(
  { seals }: Pick<LinkParts, 'seals'>,
  { petition, attempt }: Linked,
): Promise<Personal | undefined> {
  return attempt.sealed ? seals.unseal(petition, attempt.id, attempt.sealed) : undefined
}

/**
 * The words of the language somebody signed in; what the browser asks for, once that went with the rest.
 * @param opening what was sent, see {@link personalOf}
 */
export async function wordsOf(
  opening: Promise<Personal | undefined>,
  request: Request,
): Promise<Words> {
  // A payload that cannot be opened must not keep anybody from confirming or withdrawing.
  const personal = await opening.catch(() => undefined)
  return personal ? wordsFor(personal.locale) : wishedWords(request)
}
