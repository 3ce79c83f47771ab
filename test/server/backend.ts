import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { TestContext } from 'node:test'
import { PetitionFile, startOf } from '../../src/schema/index.ts'
import {
  agreedPart,
  createCounts,
  createLog,
  createMetrics,
  createPetitions,
  createSeals,
  createService,
  openKeyring,
  openSqlite,
  revisionOf,
  type KnownPetition,
  type NewLogo,
  type Parts,
  type Service,
  type Store,
} from '../../src/server/index.ts'
import { writeToken } from '../../src/server/link.ts'
import { createScripts } from '../../src/server/scripts.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

export const publicUrl = 'https://sign.example.org'
export const partnerOrigin = 'https://charity.example'

/** A petition that is open at the test's clock. */
export const openPetition = {
  id: 'keep-the-unit',
  lang: 'en',
  title: 'Keep the unit',
  text: 'We ask you to keep it.',
  target: { name: 'Sir Paul Stephenson', role: 'Commissioner' },
  owner: { name: 'Mary Honeyball' },
  controller: {
    name: 'Office of Mary Honeyball',
    privacyUrl: 'https://mep.example/privacy',
    contact: 'privacy@mep.example',
  },
  opensAt: '2009-10-13T00:00:00Z',
  closesAt: '2009-11-13T17:00:00Z',
  timeZone: 'Europe/London',
  goal: { steps: [250, 500], stretchAt: 0.9 },
  fields: ['name', 'email', { name: 'country', preset: 'GB', common: ['GB', 'IE'] }, 'postcode?'],
  consents: [
    {
      id: 'updates',
      purpose: 'updates',
      controller: 'Office of Mary Honeyball',
      text: 'Email me about this petition',
    },
  ],
  tallyDelay: 'none',
  partners: [{ id: 'poppy-project', name: 'The Poppy Project', origins: [partnerOrigin] }],
} as const

export const noon = Date.parse('2009-11-01T12:00:00Z')

/** The whole service over the real store in a folder of its own; only the clock and the mail stand still. */
export interface Backend {
  service: Service
  store: Store
  parts: Parts
  clock: { now: number }
  petition(slug?: string): KnownPetition
  put(
    changes?: Record<string, unknown>,
    options?: { paused?: boolean; logos?: NewLogo[] },
  ): Promise<KnownPetition>
  ask(path: string, init?: RequestInit): Promise<Response>
  sign(body?: Record<string, unknown>, options?: SignOptions): Promise<Response>
  /** The links that a mail to this attempt would hold. */
  links(receiptId: string): Promise<{ confirm: string; withdraw: string }>
  /** Signs, confirms, and waits until the tally knows. */
  count(email: string): Promise<void>
  /** Bars a person, as a later part of the work will. */
  bar(person: { petition: number; signer: Uint8Array }): void
  logged: string[]
}

export interface SignOptions {
  key?: string
  origin?: string | null
  petition?: string
  headers?: Record<string, string>
}

export async function openBackend(t: TestContext, changes: Partial<Parts> = {}): Promise<Backend> {
  const folder = tempFolder()
  const clock = { now: noon }
  const now = () => clock.now
  const keyring = await openKeyring(join(folder.path, 'keys.json'), { create: true })
  const store = await openSqlite({
    file: join(folder.path, 'store.sqlite'),
    fingerprint: keyring.fingerprint,
    create: true,
  })
  const petitions = await createPetitions({ store })
  const counts = await createCounts({ store, petitions, now })
  const logged: string[] = []
  const parts: Parts = {
    store,
    petitions,
    counts,
    keyring,
    seals: createSeals({ store, keyring, now }),
    settings: { publicUrl, trustedProxies: [] },
    now,
    log: createLog('debug', { write: (line) => void logged.push(line) }),
    metrics: createMetrics(),
    scripts: createScripts(join(folder.path, 'scripts')),
    wakeMail: () => {},
    takesUtf8: () => false,
    ...changes,
  }
  const service = createService(parts)
  t.after(async () => {
    service.close()
    petitions.close()
    counts.close()
    await store.close()
    folder.remove()
  })

  const known = (slug: string = openPetition.id): KnownPetition => {
    const petition = petitions.get(slug)
    if (!petition) throw new Error(`${slug} was not put`)
    return petition
  }
  const ask: Backend['ask'] = async (path, init) =>
    service.fetch(new Request(`${publicUrl}${path}`, init))

  const backend: Backend = {
    service,
    store,
    parts,
    clock,
    petition: known,
    ask,
    logged,
    bar({ petition, signer }) {
      const database = new DatabaseSync(join(folder.path, 'store.sqlite'))
      database
        .prepare('INSERT INTO barred (petition, signer, reason, at) VALUES (?, ?, ?, ?)')
        .run(petition, signer, 'test', clock.now)
      database.close()
    },
    async put(given = {}, { paused = false, logos = [] } = {}) {
      const file = PetitionFile.parse({ ...openPetition, ...given })
      const agreed = agreedPart(file)
      await store.put({
        slug: file.id,
        kind: paused ? 'paused' : 'put',
        document: JSON.stringify(file),
        revision: revisionOf(agreed),
        shown: JSON.stringify(agreed),
        opens: instant(file.opensAt),
        closes: instant(file.closesAt),
        paused,
        delivered: instant(file.delivery?.at),
        deliveredCount: file.delivery?.count ?? null,
        paper: file.paper,
        signerScheme: keyring.signerScheme,
        partners: file.partners.map(({ id }) => id),
        logos,
        now: clock.now,
      })
      await petitions.reload()
      return known(file.id)
    },
    async sign(
      body = {},
      { key = randomUUID(), origin = partnerOrigin, petition = openPetition.id, headers = {} } = {},
    ) {
      return ask(`/v1/petitions/${petition}/signatures`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          ...(origin !== null && { origin }),
          ...headers,
        },
        body: JSON.stringify(signature(parts.petitions.get(petition), body)),
      })
    },
    async links(receiptId) {
      const petition = known()
      for (let n = 1; n < 200; n += 1) {
        const attempt = await store.attempt({ petition: petition.no, n })
        if (!attempt || Buffer.from(attempt.id).toString('base64url') !== receiptId) continue
        const personal = await parts.seals.unseal(
          petition,
          attempt.id,
          attempt.sealed ?? new Uint8Array(),
        )
        const path = (secret: string) => writeToken({ petition: petition.no, n, secret })
        return {
          confirm: `/confirm/${path(personal.confirmSecret)}`,
          withdraw: `/withdraw/${path(personal.withdrawSecret)}`,
        }
      }
      throw new Error('no attempt has this receipt')
    },
    async count(email) {
      const before = counts.of(known()).tally.count
      const response = await backend.sign({ email })
      const { receipt } = (await response.json()) as { receipt: { id: string } }
      const { confirm } = await backend.links(receipt.id)
      await press(backend, confirm, 'answer=confirm')
      await until('the tally to move', () => counts.of(known()).tally.count > before)
    },
  }
  return backend
}

/** Presses a button of a page. */
export function press(backend: Backend, path: string, body = ''): Promise<Response> {
  return backend.ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  })
}

/** A signature that is taken, with what the test changes; a change to undefined leaves the key out. */
export function signature(
  petition: KnownPetition | undefined,
  changes: Record<string, unknown> = {},
) {
  return {
    name: 'Ana Novák',
    email: 'ana@mail.example',
    country: 'GB',
    consents: { updates: true },
    locale: 'en',
    partner: 'poppy-project',
    shown: petition?.revision,
    trap: '',
    ...changes,
  }
}

function instant(at: string | undefined): number | null {
  return at === undefined ? null : startOf(at)
}
