/**
 * What a store of signatures can do. Verbs are commands with plain data in and out: instants (integer milliseconds
 * UTC), ids, digests, nonces and sealed payloads are made before, so that SQLite and PostgreSQL differ in nothing
 * but SQL. A verb that writes resolves after the sync to disk; how writes are batched is the store's own affair.
 *
 * Every verb rejects with {@link StoreUnavailable} when nothing was acknowledged and the same call may be repeated.
 */
export interface Store {
  /** Names this series of versions; new at creation and at restore. */
  readonly lineage: string
  /**
   * Settles with what went wrong once a commit has failed: from then on nothing is acknowledged, and the process is
   * to end and be started again. Never rejects.
   */
  readonly failed: Promise<Error>

  // Petitions
  put(petition: PutPetition): Promise<PetitionRecord>
  petitions(): Promise<PetitionRecord[]>
  /** What was shown under a revision, with the instants between which it held; newest first. */
  revisions(petition: number): Promise<RevisionRecord[]>
  /** A picture of a petition by its hash, also one that the document no longer names. */
  logo(key: { petition: number; hash: Uint8Array }): Promise<Logo | undefined>
  dataKeys(petition: number): Promise<DataKeyRecord[]>
  addDataKey(key: DataKeyRecord & { created: number }): Promise<void>

  // Signatures
  sign(attempt: NewAttempt): Promise<SignAnswer>
  /** The stored answer to an idempotency key, for requests that would otherwise be refused. */
  answer(key: { petition: number; answer: Uint8Array }): Promise<StoredAnswer | undefined>
  attempt(key: { petition: number; n: number }): Promise<AttemptRecord | undefined>
  confirm(link: LinkUse): Promise<ConfirmResult>
  withdraw(link: LinkUse): Promise<WithdrawResult>
  /** Deletes what has run out (section 6 of the design) and forgets answers after 24 h; returns rows touched. */
  expire(command: { now: number; limit: number }): Promise<number>

  // Mail: the signature row is the outbox
  mailDue(command: { now: number; limit: number }): Promise<MailJob[]>
  /** One transaction that takes the budget, a try and a lease, or says why no mail leaves now. */
  mailBegin(command: MailBegin): Promise<MailDecision>
  mailEnd(command: MailEnd): Promise<void>

  // Tallies
  tallies(): Promise<TallyRecord[]>
  /** How many attempts await their confirmation, for petitions that show it. */
  pending(petition: number): Promise<number>
  /** Tells after each commit, own or foreign, which petitions' documents or tallies may have changed. Returns the end of it. */
  watch(listener: (change: StoreChange) => void): () => void

  // Care
  /** Recounts and changes nothing; an empty list means that everything agrees. */
  verify(petition?: number): Promise<Finding[]>
  /** A consistent copy, checked and synced, while the store goes on; never overwrites. */
  backup(file: string): Promise<void>
  /** Whether a write would be acknowledged now. */
  ready(): Promise<boolean>
  close(): Promise<void>
}

export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  /** Whole seconds after which the same call may be tried again. */
  readonly retryAfterSeconds: number
  constructor(message: string, options: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.retryAfterSeconds = options.retryAfterSeconds ?? 5
  }
}

/** Why a ledger row was written (section 3 of the design, table 10). */
export type PutKind = 'put' | 'paused' | 'resumed' | 'closed' | 'delivered' | 'paper'

export interface PutPetition {
  slug: string
  kind: PutKind
  /** The whole petition file as JSON. */
  document: string
  /** Digest over `shown`. */
  revision: string
  /** What a person agrees to, as JSON; kept for ever under its revision. */
  shown: string
  opens: number | null
  closes: number | null
  paused: boolean
  delivered: number | null
  deliveredCount: number | null
  paper: number
  /** Pepper and canonicalisation version; kept from the first put on. */
  signerScheme: number
  /** Slugs; a new one gets a number that is never reused. */
  partners: string[]
  /** Pictures to keep besides those that are stored already. None is ever deleted: pages hold older documents. */
  logos: NewLogo[]
  now: number
}

export interface Logo {
  /** What its bytes are, such as `png`. */
  kind: string
  bytes: Uint8Array
}

export interface NewLogo extends Logo {
  /** 32 bytes: SHA-256 of the bytes. */
  hash: Uint8Array
}

export interface PetitionRecord {
  no: number
  slug: string
  document: string
  revision: string
  paused: boolean
  delivered: number | null
  deliveredCount: number | null
  paper: number
  signerScheme: number
  changed: number
  /** Slug to number; 0 is "none". */
  partners: Record<string, number>
}

export interface RevisionRecord {
  revision: string
  shown: string
  since: number
  /** Null while it holds. */
  until: number | null
}

export interface DataKeyRecord {
  petition: number
  keyNo: number
  wrapId: number
  wrapped: Uint8Array
}

export type AttemptState =
  | 'pending'
  | 'held'
  | 'overtaken'
  | 'counted'
  | 'replaced'
  | 'withdrawn'
  | 'invalidated'
  /** Deleted; kept blank while its answer may still be replayed. */
  | 'blank'

export interface NewAttempt {
  petition: number
  /** 16 bytes: the receipt's id and the seal's associated data. */
  id: Uint8Array
  partnerNo: number
  state: 'pending' | 'held'
  /** Why it is held, such as `trap`. */
  reason: string | null
  /** 16 bytes: keyed hash of petition and canonical email. */
  signer: Uint8Array
  /** 16 bytes: keyed hash of the idempotency key. */
  answer: Uint8Array
  /** 16 bytes: keyed hash of the parsed body with sorted keys. */
  bodyMac: Uint8Array
  /** 32 bytes each: SHA-256 of the link's secret. */
  confirmHash: Uint8Array
  withdrawHash: Uint8Array
  sealed: Uint8Array
  revision: string
  received: number
  expires: number
  /**
   * Whether an attempt under the same key that is over (withdrawn, deleted, overtaken) makes room for this one
   * instead of being replayed: for keys that nobody made for one sending.
   */
  anew: boolean
}

export interface StoredAnswer {
  id: Uint8Array
  received: number
  bodyMac: Uint8Array
  state: AttemptState
}

/** Whether an attempt is over, so that a key that was made of the answers alone may begin another. */
export function isOver(state: AttemptState): boolean {
  return state === 'withdrawn' || state === 'blank' || state === 'overtaken'
}

/** `stored` as it was given; `replayed`: what was stored under the same key and body before. */
export type SignAnswer =
  | { kind: 'stored' }
  | { kind: 'replayed'; id: Uint8Array; received: number }
  | { kind: 'key-reused' }

export interface AttemptRecord {
  n: number
  petition: number
  id: Uint8Array
  /** The partner whose page it came from; 0 is none. */
  partnerNo: number
  state: AttemptState
  confirmHash: Uint8Array
  withdrawHash: Uint8Array
  /** Null once withdrawn or deleted. */
  sealed: Uint8Array | null
  revision: string
  /** `n` of the row that replaced it. */
  became: number | null
  received: number
  expires: number
  /** When the mail was handed over; null before. */
  mailed: number | null
  ended: number | null
}

/** A link used; the hash is compared again inside the transaction. */
export interface LinkUse {
  petition: number
  n: number
  /** 32 bytes: SHA-256 of the secret in the link. */
  hash: Uint8Array
  now: number
}

/** `unchanged`: it counted before. `held`: barred; people see the same page. `gone`: nothing to confirm any more. */
export type ConfirmResult = 'counted' | 'moved' | 'unchanged' | 'held' | 'gone'
/** `withdrawn`: it counted and the tally moved. `deleted`: it had not counted. `gone`: nothing left to withdraw. */
export type WithdrawResult = 'withdrawn' | 'deleted' | 'unchanged' | 'gone'

export interface MailJob {
  petition: number
  n: number
  id: Uint8Array
  sealed: Uint8Array
  revision: string
  state: AttemptState
  tries: number
  received: number
  due: number
}

export interface MailBegin {
  petition: number
  n: number
  /** 16 bytes: keyed hash of the canonical address, over all petitions. */
  address: Uint8Array
  now: number
  /** Until when nobody else takes this mail: now + back-off. */
  leaseUntil: number
}

/**
 * `send` with whether the signer already counts, which decides the mail's words; `later`: a cap postpones it;
 * `never`: overtaken, suppressed or gone.
 */
export type MailDecision =
  | { kind: 'send'; alreadyCounted: boolean }
  | { kind: 'later'; due: number }
  | { kind: 'never'; why: 'overtaken' | 'suppressed' | 'gone' }

export interface MailEnd {
  petition: number
  n: number
  now: number
  /** `sent` starts the clock of the confirmation; `retry` keeps the lease; `failed` stops trying. */
  result: 'sent' | 'retry' | 'failed'
  /** With `sent`: until when it can be confirmed. With `retry`: when next. */
  expires?: number
  due?: number
}

export interface TallyRecord {
  petition: number
  partnerNo: number
  counted: number
  withdrawn: number
  invalidated: number
  retired: number
  version: number
}

export interface StoreChange {
  petitions: boolean
  tallies: TallyRecord[]
}

export interface Finding {
  petition: string
  /** One sentence: what was expected, what was found. */
  message: string
}
