import type { PetitionFile } from '../../schema/index.ts'
import type { AgreedPart } from '../agreed.ts'
import { languageFor, petitionIn } from '../language.ts'
import { writeToken } from '../link.ts'
import { StoreUnavailable, type MailJob, type Store } from '../store/store.ts'
import { canMail } from './address.ts'
import { backOff, mostTries } from './back-off.ts'
import { compose } from './compose.ts'
import { confirmUntil, rowExpires } from './deadline.ts'
import { message, type MailKind } from './message.ts'
import { MailNotTaken, MailRefused, type Transport } from './transport.ts'

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

/** What it takes to send one mail. */
export interface DeliveryParts {
  store: Pick<Store, 'mailBegin' | 'mailEnd'>
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
}

/** What the outbox needs of a petition. */
interface MailPetition {
  no: number
  slug: string
  file: PetitionFile
  /** What the person agreed to, which may have been reworded since. */
  shownAs(revision: string): { agreed: AgreedPart } | undefined
}

/** What the outbox needs of what was sealed. */
interface MailPersonal {
  email: string
  locale: string
  confirmSecret: string
  withdrawSecret: string
}

/** Without a relay nothing leaves this machine, so the sender needs no real address. */
const localSender = 'Petitions <petitions@localhost>'

/** One mail: the store decides and takes the lease, the relay takes the mail, the store learns the end. */
export async function deliver(job: MailJob, parts: DeliveryParts): Promise<void> {
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
    const language = await languageFor(personal.locale)
    const letter = await compose({
      message: message({
        kind,
        language,
        petition: petitionIn(
          { ...petition.file, ...petition.shownAs(job.revision)?.agreed },
          language.tag,
        ),
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

/** Which error it was, without its words: those may hold what is nobody's business in a log. */
export function nameOf(error: unknown): string {
  if (error instanceof MailRefused) return `${error.name} ${error.replyCode}`
  if (error instanceof MailNotTaken) return `${error.name} ${error.code}`
  return error instanceof Error ? error.name : typeof error
}
