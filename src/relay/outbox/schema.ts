import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { StoreNotOpened } from '../../server/index.ts'

const schema = 1

/** Whose signature it is stands in `sealed` and nowhere else; `signer`, `answer` and `body_mac` are keyed hashes. */
const tables = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE petition (no INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE data_key (
  petition INTEGER NOT NULL REFERENCES petition (no), key_no INTEGER NOT NULL, wrap_id INTEGER NOT NULL,
  wrapped BLOB NOT NULL, created INTEGER NOT NULL, PRIMARY KEY (petition, key_no)
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  petition INTEGER NOT NULL REFERENCES petition (no),
  id BLOB NOT NULL CHECK (length(id) = 16),
  answer BLOB NOT NULL, body_mac BLOB NOT NULL, signer BLOB NOT NULL, sealed BLOB,
  received INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('due', 'sending', 'sent', 'parked', 'unknown', 'held')),
  due INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
  maybe INTEGER NOT NULL DEFAULT 0, code TEXT, ended INTEGER,
  UNIQUE (petition, answer)
) STRICT;
CREATE INDEX outbox_due ON outbox (petition, state, due);
CREATE INDEX outbox_ended ON outbox (ended) WHERE ended IS NOT NULL;
CREATE TABLE counted (petition INTEGER NOT NULL, signer BLOB NOT NULL, PRIMARY KEY (petition, signer)) STRICT, WITHOUT ROWID;
CREATE TABLE tally (petition INTEGER PRIMARY KEY REFERENCES petition (no), count INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE token (petition INTEGER PRIMARY KEY REFERENCES petition (no), wrap_id INTEGER NOT NULL, wrapped BLOB NOT NULL) STRICT;
`

/**
 * Makes the tables where there are none, and sees to it that keys and outbox belong together.
 * @throws StoreNotOpened
 */
export function prepareOutboxSchema(
  db: DatabaseSync,
  { fingerprint, file, create }: { fingerprint: string; file: string; create: boolean },
): { lineage: string } {
  const isThere = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'meta'`).get()
  if (!isThere) {
    if (!create)
      throw new StoreNotOpened(
        'no-store',
        `There is no outbox at ${file}: "undersigned relay" makes one at its first start.`,
      )
    db.exec('BEGIN IMMEDIATE')
    db.exec(tables)
    const insert = db.prepare('INSERT INTO meta (name, value) VALUES (?, ?)')
    const meta = { outbox: String(schema), lineage: randomBytes(8).toString('hex'), fingerprint }
    for (const [name, value] of Object.entries(meta)) insert.run(name, value)
    db.exec('COMMIT')
  }
  const rows = db.prepare('SELECT name, value FROM meta').all()
  const meta = new Map(rows.map(({ name, value }) => [String(name), String(value)]))
  if (!meta.has('outbox'))
    throw new StoreNotOpened('unreadable', `${file} is no outbox of a relay.`)
  if (Number(meta.get('outbox')) > schema)
    throw new StoreNotOpened(
      'newer-schema',
      `The outbox ${file} was written by a newer version of undersigned: start that one again.`,
    )
  if (meta.get('fingerprint') !== fingerprint)
    throw new StoreNotOpened(
      'wrong-keyring',
      `The outbox ${file} was sealed with other keys than those of this keyring: put the keyring that belongs to it in place.`,
    )
  return { lineage: meta.get('lineage') ?? '' }
}
