import type { PetitionFile } from '../../schema/index.ts'
import { writeToken } from '../link.ts'
import { StoreUnavailable, type MailJob, type Store } from '../store/store.ts'
import { canMail } from './address.ts'
import { backOff, mostTries } from './back-off.ts'
import { compose } from './compose.ts'
import { confirmUntil, rowExpires } from './deadline.ts'
import { message, type MailContent, type MailKind } from './message.ts'
import { MailNotTaken, MailRefused, type Transport } from './transport.ts'

/** Sends what is due. The signature rows are the outbox: nothing is lost when the process ends at any point. */
export interface Outbox {
  /** Something may be due; returns at once. */
  wake(): void
  /** Resolves when nothing is due and nothing is under way. */
  drain(): Promise<void>
  /** Begins no further mail and waits for those under way. */
  close(): Promise<void>
}

/** What happened to a mail, for counting. `refused` and `given-up` need the operator's eye. */
export const mailEvents = [
  'sent',
  'postponed',
  'dropped',
  'retried',
  'refused',
  'given-up',
  'unreadable',
] as const
export type MailEvent = (typeof mailEvents)[number]

export interface OutboxParts {
  store: Pick<Store, 'mailDue' | 'mailBegin' | 'mailEnd'>
  petitions: { byNo(no: number): MailPetition | undefined }
  seals: {
    unseal(
      petition: { no: number; slug: string },
      id: Uint8Array,
      sealed: Uint8Array,
    ): Promise<MailPersonal>
  }
  keyring: { address(email: string): Uint8Array }
  transport: Transport
  /** Read anew for each mail, since the public URL may follow the port that was taken. */
  settings: { publicUrl: string; mailFrom?: string | undefined }
  now: () => number
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void }
  count?: (event: MailEvent) => void
  /** Mails on their way at the same time. */
  parallel?: number
}

/** What the outbox needs of a petition. */
interface MailPetition {
  no: number
  slug: string
  file: PetitionFile
  /** What the person agreed to, which may have been reworded since. */
  shownAs(revision: string): { agreed: Omit<MailContent['petition'], 'timeZone'> } | undefined
}

/** What the outbox needs of what was sealed. */
interface MailPersonal {
  email: string
  locale: string
  confirmSecret: string
  withdrawSecret: string
}

const batch = 50
/** Without a relay nothing leaves this machine, so the sender needs no real address. */
const localSender = 'Petitions <petitions@localhost>'
// Looked at this often whatever the clock or another process did.
const longestNapMs = 60_000

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, now, log, parallel = 4 } = parts
  const queue: MailJob[] = []
  /** Queued or on their way, by petition and number. */
  const taken = new Set<string>()
  /** What could not even be begun, and when to look at it again. */
  const resting = new Map<string, number>()
  const workers = new Set<Promise<void>>()
  let filling: Promise<void> | undefined
  let stale = false
  let closed = false
  let nap: NodeJS.Timeout | undefined

  function wake(): void {
    if (closed) return
    stale = true
    if (workers.size >= parallel) return
    clearTimeout(nap)
    const worker = work().finally(() => {
      workers.delete(worker)
      if (workers.size === 0) return sleep()
      return undefined
    })
    workers.add(worker)
  }

  async function work(): Promise<void> {
    for (let job = await next(); job && !closed; job = await next()) {
      const key = keyOf(job)
      try {
        await deliver(job, parts)
        resting.delete(key)
      } catch (error) {
        const restMs =
          error instanceof StoreUnavailable ? error.retryAfterSeconds * 1000 : longestNapMs
        resting.set(key, now() + restMs)
        log.error({ error: nameOf(error) }, 'a mail could not be worked on and is tried again')
      } finally {
        taken.delete(key)
      }
    }
  }

  async function next(): Promise<MailJob | undefined> {
    while (!closed) {
      const job = queue.shift()
      if (job) return job
      // A wake that comes while the store is being asked may mean a row that it did not see yet.
      if (!filling && !stale) return undefined
      filling ??= fill().finally(() => (filling = undefined))
      await filling
    }
    return undefined
  }

  async function fill(): Promise<void> {
    stale = false
    try {
      const due = await store.mailDue({ now: now(), limit: batch })
      const fresh = due.filter(
        (job) => !taken.has(keyOf(job)) && (resting.get(keyOf(job)) ?? 0) <= now(),
      )
      for (const job of fresh) taken.add(keyOf(job))
      queue.push(...fresh)
      // A full batch may not have been all of it; one that brought nothing new would only be asked for again.
      stale ||= due.length === batch && fresh.length > 0
    } catch (error) {
      log.error({ error: nameOf(error) }, 'the store did not say which mails are due')
    }
  }

  async function sleep(): Promise<void> {
    if (closed) return
    clearTimeout(nap)
    let waitMs = longestNapMs
    try {
      const [first] = await store.mailDue({ now: Number.MAX_SAFE_INTEGER, limit: 1 })
      // Never less than a quarter of a second: what is due and resting must not become a busy loop.
      if (first) waitMs = Math.min(Math.max(first.due - now(), 250), longestNapMs)
    } catch {
      // Told by the next look.
    }
    if (closed || workers.size > 0) return
    nap = setTimeout(wake, waitMs)
    nap.unref()
  }

  return {
    wake,
    async drain() {
      do {
        wake()
        await Promise.all(workers)
      } while (!closed && stale)
    },
    async close() {
      closed = true
      clearTimeout(nap)
      await Promise.all(workers)
      await parts.transport.close()
    },
  }
}

/** One mail: the store decides and takes the lease, the relay takes the mail, the store learns the end. */
async function deliver(job: MailJob, parts: OutboxParts): Promise<void> {
  const { store, petitions, seals, keyring, transport, settings, now, log, count } = parts
  const key = { petition: job.petition, n: job.n }
  const petition = petitions.byNo(job.petition)
  if (!petition) throw new Error('the petition of a mail is not known yet')

  let personal: MailPersonal
  try {
    personal = await seals.unseal(petition, job.id, job.sealed)
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    // A key that is missing today may be brought back: never given up, until the attempt itself runs out.
    log.error(
      { petition: petition.slug, error: nameOf(error) },
      'a sealed signature could not be opened, its mail waits',
    )
    count?.('unreadable')
    return store.mailEnd({ ...key, now: now(), result: 'retry', due: now() + backOff(mostTries) })
  }

  const begun = now()
  const again = begun + backOff(job.tries)
  const decision = await store.mailBegin({
    ...key,
    address: keyring.address(personal.email),
    now: begun,
    leaseUntil: again,
  })
  if (decision.kind !== 'send') return count?.(decision.kind === 'later' ? 'postponed' : 'dropped')

  try {
    if (!canMail(personal.email, transport.acceptsUtf8())) throw new MailNotTaken('address')
    const until = confirmUntil(
      { received: job.received, mailed: begun, ...dates(petition.file) },
      begun,
    )
    const kind: MailKind =
      until <= begun ? 'closed' : decision.alreadyCounted ? 'replace' : 'confirm'
    const link = (page: string, secret: string) =>
      `${settings.publicUrl.replace(/\/$/, '')}/${page}/${writeToken({ ...key, secret })}`
    const letter = await compose({
      message: message({
        kind,
        locale: personal.locale,
        petition: { ...petition.file, ...petition.shownAs(job.revision)?.agreed },
        confirmUrl: link('confirm', personal.confirmSecret),
        withdrawUrl: link('withdraw', personal.withdrawSecret),
        until,
      }),
      from: settings.mailFrom ?? localSender,
      to: personal.email,
      id: job.id,
      at: begun,
    })
    await transport.send(letter)
  } catch (error) {
    const final = error instanceof MailRefused
    const spent = final || job.tries + 1 >= mostTries
    count?.(final ? 'refused' : spent ? 'given-up' : 'retried')
    log.warn(
      { petition: petition.slug, tries: job.tries + 1, error: nameOf(error) },
      spent ? 'a mail is given up' : 'a mail is tried again later',
    )
    return store.mailEnd({
      ...key,
      now: now(),
      ...(spent ? { result: 'failed' } : { result: 'retry', due: again }),
    })
  }

  const mailed = now()
  await store.mailEnd({
    ...key,
    now: mailed,
    result: 'sent',
    expires: rowExpires({ received: job.received, mailed }),
  })
  count?.('sent')
}

function dates({ closesAt, delivery }: PetitionFile) {
  return { closesAt, delivery }
}

function keyOf({ petition, n }: MailJob): string {
  return `${petition}/${n}`
}

/** Which error it was, without its words: those may hold what is nobody's business in a log. */
function nameOf(error: unknown): string {
  if (error instanceof MailRefused) return `${error.name} ${error.replyCode}`
  if (error instanceof MailNotTaken) return `${error.name} ${error.code}`
  return error instanceof Error ? error.name : typeof error
}
