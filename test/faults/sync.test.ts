import assert from 'node:assert/strict'
import { fork, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { openKeyring, openSqlite } from '../../src/server/index.ts'
import { petitionId, type Ready } from '../bench/server-under-test.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { signatureOf } from './backend.ts'

const kinds = ['new', 'pending', 'counted', 'withdrawn', 'barred'] as const
const rounds = 10

const hasStrace = spawnSync('strace', ['-V']).status === 0
/** Where CI runs, everything that is needed has to be there. */
const skip =
  !hasStrace && !process.env['CI'] && 'strace is not here (Debian: apt-get install strace)'

/** Counted by strace: it sees what the kernel was asked for. */
test(
  'takes one sync and gives one shape of answer, whoever signs',
  { timeout: 120_000, skip },
  async (t) => {
    const folder = tempFolder()
    t.after(folder.remove)
    const trace = join(folder.path, 'syncs')
    const server = fork(
      new URL('../bench/server-under-test.ts', import.meta.url),
      ['sqlite', folder.path],
      {
        execPath: 'strace',
        execArgv: [
          '-f',
          '-y',
          '-ttt',
          '-e',
          'trace=fsync,fdatasync,sync_file_range,msync',
          '-o',
          trace,
          process.execPath,
          '--no-warnings',
        ],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    )
    t.after(() => server.kill('SIGKILL'))
    const [{ port, revision }] = (await once(server, 'message')) as [Ready]
    const url = `http://127.0.0.1:${port}/v1/petitions/${petitionId}/signatures`
    const send = (person: string) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        // The petition of the benchmarks asks yes or no about mails.
        body: JSON.stringify({ ...signatureOf(person, revision), consents: { updates: false } }),
      })

    const people: Record<string, string[]> = {}
    const store = await openBeside(folder.path)
    for (const kind of kinds) {
      people[kind] = Array.from({ length: rounds }, (_, i) => `${kind}${i}`)
      if (kind === 'new') continue
      for (const person of people[kind])
        await store.make(kind, (await (await send(person)).json()) as Yes)
    }
    await store.close()
    // The second hand emptied the log as it left; whoever comes first starts a new one, which takes a sync more.
    await send('first')

    const seen: { kind: string; shape: string; from: number; to: number }[] = []
    for (let round = 0; round < rounds; round++) {
      for (const kind of kinds) {
        const from = seconds()
        const response = await send(people[kind]?.[round] ?? '')
        const body = (await response.json()) as Yes
        seen.push({ kind, shape: shapeOf(response, body), from, to: seconds() })
      }
    }
    server.disconnect()
    await once(server, 'exit')

    assert.equal(
      new Set(seen.map(({ shape }) => shape)).size,
      1,
      'status, headers and shape are equal',
    )
    assert.match(seen[0]?.shape ?? '', /^202 /)
    const syncs = readFileSync(trace, 'utf8')
      .split('\n')
      .filter((line) => /sync\w*\(/.test(line) && !line.includes('<unfinished'))
      .map((line) => Number(/\d+\.\d+/.exec(line)?.[0]))
    for (const { kind, from, to } of seen) {
      const within = syncs.filter((at) => at >= from && at <= to)
      assert.equal(within.length, 1, `one sync for somebody ${kind}`)
    }
    t.diagnostic(`${seen.length} signatures, ${kinds.length} kinds of person, one sync each`)
  },
)

/** Since 1970, like strace's, but finer than a millisecond: one answer and the next request are that close. */
function seconds(): number {
  return (performance.timeOrigin + performance.now()) / 1000
}

interface Yes {
  outcome: string
  receipt: { id: string; at: string }
}

/** Everything a page could tell two answers apart by, but for what is random in both. */
function shapeOf(response: Response, { outcome, receipt, ...rest }: Yes): string {
  const headers = [...response.headers]
    .filter(([name]) => name !== 'date')
    .map((header) => header.join(': '))
  return `${response.status} ${headers.join('; ')} ${outcome} ${Object.keys(receipt).join()} ${receipt.id.length} ${receipt.at.length} ${Object.keys(rest).join()}`
}

/** A second hand in the same store, as a command's would be: makes of pending attempts what the test needs. */
async function openBeside(folder: string) {
  const file = join(folder, 'store.sqlite')
  const { fingerprint } = await openKeyring(join(folder, 'keys.json'), { create: false })
  const store = await openSqlite({ file, fingerprint })
  const sql = new DatabaseSync(file)
  return {
    async make(kind: (typeof kinds)[number], { receipt }: Yes): Promise<void> {
      const row = sql
        .prepare('SELECT n, petition FROM signature WHERE id = ?')
        .get(Buffer.from(receipt.id, 'base64url'))
      const key = { petition: Number(row?.['petition']), n: Number(row?.['n']) }
      const attempt = await store.attempt(key)
      assert.ok(attempt)
      const now = Date.now()
      if (kind === 'barred')
        sql
          .prepare(
            `INSERT INTO barred (petition, signer, reason, at) SELECT petition, signer, 'test', ? FROM signature WHERE n = ?`,
          )
          .run(now, key.n)
      if (kind === 'counted' || kind === 'withdrawn')
        assert.equal(await store.confirm({ ...key, hash: attempt.confirmHash, now }), 'counted')
      if (kind === 'withdrawn')
        assert.equal(await store.withdraw({ ...key, hash: attempt.withdrawHash, now }), 'withdrawn')
    },
    async close(): Promise<void> {
      sql.close()
      await store.close()
    },
  }
}
