import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { TestContext } from 'node:test'
import {
  readRelayConfig,
  RelayFile,
  startRelay,
  type RelayConfig,
  type RunningRelay,
} from '../../src/relay/index.ts'
import { createLog } from '../../src/server/index.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

export const petitionId = 'keep-the-library'
export const webhookSecret = 'whsec_' + Buffer.from('a secret of the receiver').toString('base64')

/** What every test's secrets are; none of it may be seen anywhere. */
export const secrets = {
  HOOK_SECRET: webhookSecret,
  NATION_TOKEN: 'access-0',
  NATION_SECRET: 'nation-secret',
  NATION_REFRESH: 'refresh-0',
  EVERY_ACTION_KEY: 'the-key',
  ENGAGING_KEY: 'the-api-key',
}

/** A petition as the file has it, with what the test changes. */
export function petitionFile(target: object, changes: object = {}): Record<string, unknown> {
  return {
    id: petitionId,
    fields: ['name', 'email', 'country', 'postcode?'],
    consents: [{ id: 'updates', purpose: 'updates' }],
    origins: 'any',
    target,
    ...changes,
  }
}

export const hook = (url: string) => ({ kind: 'webhook', url, secret: { env: 'HOOK_SECRET' } })

/** Options as people write them, for each product. */
export const nation = (url: string, changes: object = {}) => ({
  kind: 'nation-builder',
  url,
  petition: '12',
  auth: {
    clientId: 'client',
    clientSecret: { env: 'NATION_SECRET' },
    refreshToken: { env: 'NATION_REFRESH' },
  },
  consents: { updates: { yes: { email_opt_in: true }, no: { email_opt_in: false } } },
  ...changes,
})
export const everyAction = (url: string, changes: object = {}) => ({
  kind: 'every-action',
  url,
  application: 'campaign',
  apiKey: { env: 'EVERY_ACTION_KEY' },
  activistCode: 555,
  consents: { updates: { yes: { isSubscribed: true }, no: { isSubscribed: false } } },
  ...changes,
})
export const engaging = (url: string, changes: object = {}) => ({
  kind: 'engaging-networks',
  url,
  page: '77',
  apiKey: { env: 'ENGAGING_KEY' },
  consents: { updates: { yes: { 'question.9': 'Y' }, no: { 'question.9': 'N' } } },
  ...changes,
})

export interface World {
  relay: RunningRelay
  folder: string
  logged: string[]
  clock: { ahead: number }
  sign(
    body?: Record<string, unknown>,
    options?: { key?: string; origin?: string },
  ): Promise<Response>
  tally(): Promise<{ count: number; version: number; lineage: string; status: string }>
  /** States of all rows, in their order. */
  states(): string[]
  stop(): Promise<void>
  /** Ends it and starts it again over the same outbox. */
  restart(): Promise<void>
}

/** The relay in this process, over a real outbox; its patience is short, and its clock can be set ahead. */
export async function openWorld(
  t: TestContext,
  petition: Record<string, unknown>,
  changes: Partial<RelayConfig> = {},
): Promise<World> {
  const folder = tempFolder()
  const logged: string[] = []
  const clock = { ahead: 0 }
  mkdirSync(join(folder.path, 'relay'), { mode: 0o700 })
  const start = () => {
    const config = readRelayConfig(
      RelayFile.parse({ port: 0, timeoutSeconds: 1, petitions: [petition] }),
      {
        env: secrets,
        folder: folder.path,
      },
    )
    // Shorter than people may write them: tests do not wait for seconds.
    return startRelay(
      { ...config, retrySeconds: [0.03], settleSeconds: 0.05, ...changes },
      {
        log: createLog('debug', { write: (line) => void logged.push(line) }),
        now: () => Date.now() + clock.ahead,
      },
    )
  }
  const world: World = {
    relay: await start(),
    folder: folder.path,
    logged,
    clock,
    sign: (body = {}, { key = randomUUID(), origin = 'https://charity.example' } = {}) =>
      fetch(`${world.relay.url}/v1/petitions/${petitionId}/signatures`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key, origin },
        body: JSON.stringify(signature(body)),
      }),
    async tally() {
      const answer = await fetch(`${world.relay.url}/v1/petitions/${petitionId}/tally`)
      return (await answer.json()) as Awaited<ReturnType<World['tally']>>
    },
    states() {
      const db = new DatabaseSync(join(folder.path, 'relay', 'relay.sqlite'), { readOnly: true })
      const rows = db.prepare('SELECT state FROM outbox ORDER BY n').all()
      db.close()
      return rows.map(({ state }) => String(state))
    },
    stop: () => world.relay.close(),
    async restart() {
      await world.relay.close()
      world.relay = await start()
    },
  }
  t.after(async () => {
    await world.relay.close()
    folder.remove()
  })
  return world
}

/** A signature in order, with what the test changes. */
export function signature(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'Ana Maria Novák',
    email: 'ana@mail.example',
    country: 'GB',
    postcode: 'sw1a1aa',
    consents: {},
    locale: 'en',
    shown: 'r1',
    trap: '',
    ...changes,
  }
}

/** Waits until all rows have these states. */
export async function settled(world: World, ...states: string[]): Promise<void> {
  await until(`the outbox to be ${states.join(', ')}`, () => {
    const now = world.states()
    return now.length === states.length && now.every((state, i) => state === states[i])
  })
}
