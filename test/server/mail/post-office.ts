import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { PetitionFile } from '../../../src/schema/index.ts'
import { agreedPart, revisionOf } from '../../../src/server/agreed.ts'
import { openKeyring } from '../../../src/server/keyring.ts'
import { hashSecret, newSecret } from '../../../src/server/link.ts'
import type { MailEvent } from '../../../src/server/mail/deliver.ts'
import { createOutbox, type OutboxParts } from '../../../src/server/mail/outbox.ts'
import { createSmtp } from '../../../src/server/mail/smtp.ts'
import { createPetitions } from '../../../src/server/petitions.ts'
import { createSeals, type Personal } from '../../../src/server/seal.ts'
import { openSqlite } from '../../../src/server/store/sqlite.ts'
import { tempFolder } from '../../support/temp-folder.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** A clock that moves when it is told to. */
export interface Clock {
  (): number
  pass(ms: number): void
}

export function clockAt(iso: string): Clock {
  let at = Date.parse(iso)
  return Object.assign(() => at, { pass: (ms: number) => void (at += ms) })
}

/** A relay on a free port that keeps what it took. */
export interface Relay {
  url: string
  /** Raw messages with their envelopes, in the order they were taken. */
  taken: { from: string; to: string[]; raw: Buffer }[]
  /** The same, read. */
  mails(): Promise<Email[]>
  /** Connections that were made. */
  connections(): number
}

export async function startRelay(t: TestContext, options: SMTPServerOptions = {}): Promise<Relay> {
  const taken: Relay['taken'] = []
  let connections = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onConnect(_session, done) {
      connections += 1
      done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        taken.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
        })
        done()
      })
    },
    ...options,
  })
  // A client that hangs up is part of the tests.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>((resolve) => server.close(resolve)))
  // It listens, so it has an address; and not a pipe's.
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    mails: () => Promise.all(taken.map(({ raw }) => PostalMime.parse(raw))),
    connections: () => connections,
  }
}

export const petition = {
  id: 'keep-the-library',
  lang: 'en',
  title: 'Keep the library open',
  text: 'We ask the council to keep it.',
  target: { name: 'The town council' },
  owner: { name: 'Ada Archer', role: 'Friends of the library' },
  controller: {
    name: 'Friends of the library',
    privacyUrl: 'https://friends.example/privacy',
    contact: 'privacy@friends.example',
  },
  timeZone: 'Europe/London',
}

/** A store in memory with a petition, and everything an outbox needs. */
export async function openPostOffice(t: TestContext, clock: Clock) {
  const folder = tempFolder()
  const keyring = await openKeyring(join(folder.path, 'keys.json'), { create: true })
  const store = await openSqlite({ file: ':memory:', fingerprint: keyring.fingerprint })
  const seals = createSeals({ store, keyring, now: clock })
  const petitions = await createPetitions({ store })
  t.after(async () => {
    petitions.close()
    await store.close()
    folder.remove()
  })

  const logged: string[] = []
  const counted: MailEvent[] = []
  const log = {
    warn: (about: object, message: string) => void logged.push(JSON.stringify(about) + message),
    error: (about: object, message: string) => void logged.push(JSON.stringify(about) + message),
  }

  async function put(changes: Partial<PetitionFile> & { id?: string } = {}): Promise<void> {
    const file = PetitionFile.parse({ ...petition, ...changes })
    const agreed = agreedPart(file)
    await store.put({
      slug: file.id,
      kind: 'put',
      document: JSON.stringify(file),
      revision: revisionOf(agreed),
      shown: JSON.stringify(agreed),
      opens: null,
      closes: file.closesAt ? Date.parse(file.closesAt) : null,
      paused: false,
      delivered: null,
      deliveredCount: null,
      paper: 0,
      signerScheme: keyring.signerScheme,
      partners: [],
      logos: [],
      now: clock(),
    })
    await petitions.reload()
  }

  /** What the server does with an accepted request. */
  async function sign(
    email: string,
    given: Partial<Personal> & { slug?: string } = {},
  ): Promise<Personal> {
    const { slug = petition.id, ...fields } = given
    const known = petitions.get(slug)
    if (!known) throw new Error(`no petition ${slug}`)
    const id = randomBytes(16)
    const personal: Personal = {
      email,
      consents: {},
      locale: 'en',
      confirmSecret: newSecret(),
      withdrawSecret: newSecret(),
      ...fields,
    }
    await store.sign({
      petition: known.no,
      id,
      partnerNo: 0,
      state: 'pending',
      reason: null,
      signer: keyring.signer(keyring.signerScheme, slug, email),
      answer: randomBytes(16),
      bodyMac: randomBytes(16),
      confirmHash: hashSecret(personal.confirmSecret),
      withdrawHash: hashSecret(personal.withdrawSecret),
      sealed: await seals.seal(known, id, personal),
      revision: known.revision,
      received: clock(),
      anew: false,
      expires: clock() + 7 * dayMs,
    })
    return personal
  }

  /** An outbox to that relay; ends with the test. */
  function outboxTo(
    relay: Pick<Relay, 'url'>,
    changes: Partial<OutboxParts> & { timeoutMs?: number } = {},
  ) {
    const { timeoutMs = 5_000, ...parts } = changes
    const outbox = createOutbox({
      store,
      petitions,
      seals,
      keyring,
      transport: createSmtp({ url: relay.url, now: clock, timeoutMs }),
      settings: {
        publicUrl: 'https://sign.example.org',
        mailFrom: 'Petitions <petitions@example.org>',
      },
      now: clock,
      log,
      count: (event) => void counted.push(event),
      ...parts,
    })
    t.after(() => outbox.close())
    return outbox
  }

  await put()
  return { store, petitions, seals, keyring, put, sign, outboxTo, logged, counted }
}

/** The link of a kind in a mail's text. */
export function linkIn(mail: Email | undefined, page: 'confirm' | 'withdraw'): string | undefined {
  return new RegExp(`https://sign\\.example\\.org/${page}/([a-z2-7]{39})`).exec(
    mail?.text ?? '',
  )?.[1]
}
