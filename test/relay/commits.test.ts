import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { createCommits } from '../../src/relay/outbox/commits.ts'

test('work that fails leaves nothing behind, and what shares its transaction stays', async (t) => {
  const db = new DatabaseSync(':memory:')
  t.after(() => db.close())
  db.exec('CREATE TABLE written (by TEXT PRIMARY KEY) STRICT')
  const insert = db.prepare('INSERT INTO written (by) VALUES (?)')
  const commits = createCommits(db)
  const write = (by: string) => commits.run(() => void insert.run(by))
  const ended = await Promise.allSettled([
    write('one'),
    commits.run(() => {
      insert.run('half')
      throw new RangeError('on the way')
    }),
    // A rule of the table, which SQLite undoes for this statement alone.
    commits.run(() => {
      insert.run('half as well')
      insert.run('one')
    }),
    write('two'),
  ])
  assert.deepEqual(
    ended.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
  )
  assert.ok(ended[1].status === 'rejected' && ended[1].reason instanceof RangeError)
  const rows = db.prepare('SELECT by FROM written ORDER BY rowid').all()
  assert.deepEqual(
    rows.map(({ by }) => by),
    ['one', 'two'],
  )
  assert.ok(commits.healthy)
})
