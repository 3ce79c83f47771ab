import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import {
  connect,
  createSeals,
  openKeyring,
  prepareCheckpoints,
  StoreNotOpened,
  type Keyring,
  type Seals,
} from '../../server/index.ts'
import type { Passed, TokenStore } from '../targets/target.ts'
import { createCommits, type Commits } from './commits.ts'
import { prepareKeys } from './keys.ts'
import { prepareOutboxSchema } from './schema.ts'

export type RowState = 'due' | 'sending' | 'sent' | 'parked' | 'unknown' | 'held'

/** A signature that was taken and is to be passed on. */
export interface NewRow {
  petition: number
  id: Uint8Array
  answer: Uint8Array
  bodyMac: Uint8Array
  signer: Uint8Array
  sealed: Uint8Array
  received: number
  /** `held`: never passed on, since a bot has sent it. */
  state: 'due' | 'held'
}

/** What was answered to a key before. */
export interface Answered {
  id: Uint8Array
  received: number
  bodyMac: Uint8Array
}

/** A signature whose try begins: that is on disk, so a try that nobody saw the end of is known as such. */
export interface Begun {
  n: number
  id: Uint8Array
  sealed: Uint8Array
  received: number
  tries: number
  /** Whether an earlier try may have arrived. */
  maybe: boolean
}

/** What one try came to, as it is kept. */
export type End =
  | { state: 'sent'; at: number }
  | { state: 'parked' | 'unknown'; at: number; code: string }
  | { state: 'due'; due: number; code: string; maybe: boolean }

/** A row as the operator sees it: nothing of the person. */
export interface Listed {
  n: number
  petition: string
  state: RowState
  received: number
  tries: number
  code: string | null
}

export interface Outbox {
  keyring: Keyring
  seals: Seals<Passed>
  lineage: string
  commits: Commits
  petitionNo(slug: string): number
  take(row: NewRow): Promise<{ kind: 'stored' } | ({ kind: 'answered' } & Answered)>
  answered(petition: number, answer: Uint8Array): Answered | undefined
  /** Begins the next tries of a petition, at most so many. */
  begin(petition: number, now: number, most: number): Promise<Begun[]>
  end(n: number, end: End): Promise<void>
  /** When the next one is due, in milliseconds since 1970. */
  nextDue(petition: number): number | undefined
  count(petition: number): { count: number; at: number }
  /** What was under way when the process ended may have arrived; it is due from `due` on. */
  recover(petition: number, due: number): Promise<number>
  erase(before: number): Promise<number>
  numbers(): { petition: string; state: RowState; count: number; oldest: number }[]
  list(states: readonly RowState[]): Listed[]
  row(n: number): Listed | undefined
  retry(n: number, now: number): Promise<boolean>
  /** Deletes a row; with `arrived` it counts first. Not one that is under way, nor with `arrived` one that is held. */
  drop(n: number, now: number, options: { arrived: boolean }): Promise<boolean>
  tokens(petition: number): TokenStore
  whenIdle(): void
  close(): Promise<void>
}

/**
 * Opens keyring and outbox, which belong together; makes both where `create` is set and both are absent.
 * @throws StoreNotOpened, KeyringError
 */
export async function openOutbox(
  { data, keysFile = join(data, 'keys.json') }: { data: string; keysFile?: string | undefined },
  { create }: { create: boolean },
): Promise<Outbox> {
  const file = join(data, 'relay.sqlite')
  const isThere = existsSync(file)
  if (!isThere && !create)
    throw new StoreNotOpened(
      'no-store',
      `There is no outbox in ${data}: name the configuration of the relay with --config, or start it first.`,
    )
  if (!isThere) await mkdir(data, { recursive: true, mode: 0o700 })
  const keyring = await openKeyring(keysFile, { create: !isThere && !existsSync(keysFile) })
  const db = connect({ file })
  try {
    const { lineage } = prepareOutboxSchema(db, { fingerprint: keyring.fingerprint, file, create })
    return prepare(db, keyring, lineage)
  } catch (error) {
    db.close()
    throw error
  }
}

function prepare(db: DatabaseSync, keyring: Keyring, lineage: string): Outbox {
  const checkpoints = prepareCheckpoints(db)
  const commits = createCommits(db, () => checkpoints.afterFlush())
  const keys = prepareKeys(db, keyring, commits)
  const sql = {
    petition: db.prepare('SELECT no FROM petition WHERE slug = ?'),
    addPetition: db.prepare('INSERT INTO petition (slug) VALUES (?) ON CONFLICT DO NOTHING'),
    addTally: db.prepare(
      'INSERT INTO tally (petition, count, at) VALUES (?, 0, 0) ON CONFLICT DO NOTHING',
    ),
    insert: db.prepare(
      `INSERT INTO outbox (petition, id, answer, body_mac, signer, sealed, received, state, due, ended)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?7, iif(?8 = 'held', ?7, NULL)) ON CONFLICT DO NOTHING`,
    ),
    answered: db.prepare(
      'SELECT id, received, body_mac FROM outbox WHERE petition = ? AND answer = ?',
    ),
    due: db.prepare(
      `SELECT n, id, sealed, received, tries, maybe FROM outbox
       WHERE petition = ? AND state = 'due' AND due <= ? ORDER BY due, n LIMIT ?`,
    ),
    begin: db.prepare(`UPDATE outbox SET state = 'sending', tries = tries + 1 WHERE n = ?`),
    sent: db.prepare(
      `UPDATE outbox SET state = 'sent', ended = ?, code = NULL WHERE n = ? AND state <> 'sent' RETURNING petition, signer`,
    ),
    parked: db.prepare('UPDATE outbox SET state = ?, code = ? WHERE n = ?'),
    later: db.prepare(
      `UPDATE outbox SET state = 'due', due = ?, code = ?, maybe = max(maybe, ?) WHERE n = ?`,
    ),
    counted: db.prepare(
      'INSERT INTO counted (petition, signer) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ),
    move: db.prepare('UPDATE tally SET count = count + 1, at = ? WHERE petition = ?'),
    nextDue: db.prepare(`SELECT min(due) AS due FROM outbox WHERE petition = ? AND state = 'due'`),
    tally: db.prepare('SELECT count, at FROM tally WHERE petition = ?'),
    recover: db.prepare(
      `UPDATE outbox SET state = 'due', maybe = 1, due = max(due, ?) WHERE petition = ? AND state = 'sending'`,
    ),
    erase: db.prepare('DELETE FROM outbox WHERE ended < ?'),
    numbers: db.prepare(
      `SELECT slug AS petition, state, count(*) AS count, min(received) AS oldest
       FROM outbox JOIN petition ON petition.no = outbox.petition GROUP BY slug, state ORDER BY slug, state`,
    ),
    list: db.prepare(
      `SELECT n, slug AS petition, state, received, tries, code FROM outbox
       JOIN petition ON petition.no = outbox.petition ORDER BY n`,
    ),
    row: db.prepare(
      `SELECT n, slug AS petition, state, received, tries, code FROM outbox
       JOIN petition ON petition.no = outbox.petition WHERE n = ?`,
    ),
    retry: db.prepare(
      `UPDATE outbox SET state = 'due', due = ?, maybe = 0, code = NULL WHERE n = ? AND state IN ('parked', 'unknown', 'due')`,
    ),
    drop: db.prepare('DELETE FROM outbox WHERE n = ?'),
  }
  checkpoints.atTheStart()

  /** A person counts once, however often they sign. */
  function markSent(n: number, at: number): void {
    const row = sql.sent.get(at, n)
    if (!row) return
    if (sql.counted.run(row['petition'] ?? null, row['signer'] ?? null).changes === 1)
      sql.move.run(at, row['petition'] ?? null)
  }

  return {
    keyring,
    seals: createSeals<Passed>({ store: keys, keyring }),
    lineage,
    commits,
    petitionNo(slug) {
      sql.addPetition.run(slug)
      const no = Number(sql.petition.get(slug)?.['no'])
      sql.addTally.run(no)
      return no
    },
    take: (row) =>
      commits.run(() => {
        const { petition, id, answer, bodyMac, signer, sealed, received, state } = row
        const { changes } = sql.insert.run(
          petition,
          id,
          answer,
          bodyMac,
          signer,
          sealed,
          received,
          state,
        )
        if (changes === 1) return { kind: 'stored' }
        const before = answeredOf(sql.answered.get(petition, answer))
        if (!before) throw new Error('A signature was neither stored nor found')
        return { kind: 'answered', ...before }
      }),
    answered: (petition, answer) => answeredOf(sql.answered.get(petition, answer)),
    begin: (petition, now, most) =>
      commits.run(() => {
        const rows = sql.due.all(petition, now, most).map(begunOf)
        for (const { n } of rows) sql.begin.run(n)
        return rows.map((row) => ({ ...row, tries: row.tries + 1 }))
      }),
    end: (n, end) =>
      commits.run(() => {
        if (end.state === 'sent') markSent(n, end.at)
        else if (end.state === 'due') sql.later.run(end.due, end.code, end.maybe ? 1 : 0, n)
        else sql.parked.run(end.state, end.code, n)
      }),
    nextDue(petition) {
      const due = sql.nextDue.get(petition)?.['due']
      return due === null || due === undefined ? undefined : Number(due)
    },
    count(petition) {
      const row = sql.tally.get(petition)
      return { count: Number(row?.['count'] ?? 0), at: Number(row?.['at'] ?? 0) }
    },
    recover: (petition, due) => commits.run(() => Number(sql.recover.run(due, petition).changes)),
    erase: (before) => commits.run(() => Number(sql.erase.run(before).changes)),
    // The columns are STRICT, of these names and types.
    numbers: () => sql.numbers.all() as never,
    list: (states) =>
      (sql.list.all() as unknown as Listed[]).filter(({ state }) => states.includes(state)),
    row: (n) => sql.row.get(n) as unknown as Listed | undefined,
    retry: (n, now) => commits.run(() => sql.retry.run(now, n).changes === 1),
    drop: (n, now, { arrived }) =>
      commits.run(() => {
        const state = sql.row.get(n)?.['state']
        // A try that is under way writes its own end. What a bot has sent went nowhere, so it cannot have arrived.
        if (state === 'sending' || (arrived && state === 'held')) return false
        if (arrived) markSent(n, now)
        return sql.drop.run(n).changes === 1
      }),
    tokens: keys.tokens,
    whenIdle: () => checkpoints.whenIdle(),
    async close() {
      await commits.drained()
      checkpoints.atTheEnd()
      db.close()
    },
  }
}

type Row = Record<string, SQLOutputValue>

function answeredOf(row: Row | undefined): Answered | undefined {
  if (!row) return undefined
  return {
    id: bytes(row['id']),
    received: Number(row['received']),
    bodyMac: bytes(row['body_mac']),
  }
}

function begunOf(row: Row): Begun {
  return {
    n: Number(row['n']),
    id: bytes(row['id']),
    sealed: bytes(row['sealed']),
    received: Number(row['received']),
    tries: Number(row['tries']),
    maybe: row['maybe'] === 1,
  }
}

function bytes(value: SQLOutputValue | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array()
}
