/**
 * One server to be measured, in a process of its own, so that all its threads share the core it is pinned to.
 *
 *     node test/bench/server-under-test.ts KIND FOLDER
 *
 * `sqlite`: the reference backend. `single`: the same, with a transaction each instead of group commit. `silent`:
 * the same, with a store that answers a signature without writing it. `bare`: node:http alone, which reads the JSON
 * and answers. Talks to its parent by IPC: says `{ port, revision }`, and answers `cpu` with the microseconds used.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { PetitionFile } from '../../src/schema/index.ts'
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
  type Store,
} from '../../src/server/index.ts'
import { listen } from '../../src/server/node.ts'
import { createScripts } from '../../src/server/scripts.ts'

export const kinds = ['sqlite', 'single', 'silent', 'bare'] as const
export type Kind = (typeof kinds)[number]
export interface Ready {
  port: number
  revision: string
}
export interface Cpu {
  microseconds: number
}

export const petitionId = 'bench'

/** What a JSON POST costs in Node before anybody has done anything for it. */
async function serveBare(): Promise<Ready> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { shown } = JSON.parse(Buffer.concat(chunks).toString()) as { shown: string }
      const body = JSON.stringify({
        outcome: 'pending',
        receipt: { id: shown, at: new Date().toISOString() },
      })
      response.writeHead(202, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      })
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this kind.
  return { port: (server.address() as AddressInfo).port, revision: 'none' }
}

async function serveOurs(kind: string, folder: string): Promise<Ready> {
  const keyring = await openKeyring(join(folder, 'keys.json'), { create: true })
  const opened = await openSqlite({
    file: join(folder, 'store.sqlite'),
    fingerprint: keyring.fingerprint,
    create: true,
  })
  const store: Store = {
    ...opened,
    ...(kind === 'silent' ? silent : kind === 'single' ? oneByOne(opened) : {}),
  }
  const file = PetitionFile.parse({
    id: petitionId,
    lang: 'en',
    title: 'A petition to measure with',
    text: 'We, the undersigned, ask to be counted.',
    target: { name: 'The target' },
    owner: { name: 'The owner' },
    controller: {
      name: 'The owner',
      privacyUrl: 'https://owner.example/privacy',
      contact: 'privacy@owner.example',
    },
    consents: [
      {
        id: 'updates',
        purpose: 'updates',
        controller: 'The owner',
        text: 'Email me',
        mode: 'yes-no',
      },
    ],
  })
  const agreed = agreedPart(file)
  const revision = revisionOf(agreed)
  await store.put({
    slug: file.id,
    kind: 'put',
    document: JSON.stringify(file),
    revision,
    shown: JSON.stringify(agreed),
    opens: null,
    closes: null,
    paused: false,
    delivered: null,
    deliveredCount: null,
    paper: 0,
    signerScheme: keyring.signerScheme,
    partners: [],
    logos: [],
    now: Date.now(),
  })

  const now = Date.now
  const petitions = await createPetitions({ store })
  const service = createService({
    store,
    petitions,
    counts: await createCounts({ store, petitions, now }),
    keyring,
    seals: createSeals({ store, keyring, now }),
    settings: { publicUrl: 'http://127.0.0.1', trustedProxies: [] },
    now,
    log: createLog('silent'),
    metrics: createMetrics(),
    scripts: createScripts(join(folder, 'scripts')),
    // Mails are measured elsewhere: signing only makes them due.
    wakeMail: () => {},
    takesUtf8: () => false,
  })
  const listener = await listen({ host: '127.0.0.1', port: 0 })
  listener.serve(service.fetch)
  return { port: listener.port, revision }
}

/** The yes of a store that has written nothing. */
const silent: Pick<Store, 'sign'> = {
  sign: async () => ({ kind: 'stored' }),
}

/** Each signature waits for the one before it, so that every transaction holds one. */
function oneByOne(store: Store): Pick<Store, 'sign'> {
  let last: Promise<unknown> = Promise.resolve()
  return {
    sign(attempt) {
      const answer = last.then(() => store.sign(attempt))
      last = answer.catch(() => {})
      return answer
    },
  }
}

if (process.send) {
  const [kind, folder] = process.argv.slice(2)
  if (!kind || !folder) throw new Error('server-under-test.ts KIND FOLDER')
  const ready = kind === 'bare' ? await serveBare() : await serveOurs(kind, folder)
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ microseconds: user + system } satisfies Cpu)
  })
  process.on('disconnect', () => process.exit())
  process.send(ready)
}
