import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { migrations, newestSchema } from '../migrations/index.ts'
import { StoreNotOpened } from '../not-opened.ts'

/** What the store knows about itself. */
export interface Meta {
  schema: number
  lineage: string
  fingerprint: string
}

/** Reads the store's own description; undefined for an empty file. */
export function readMeta(db: DatabaseSync): Meta | undefined {
  if (!db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'meta'`).get()) return undefined
  const rows = db.prepare('SELECT name, value FROM meta').all()
  const meta = Object.fromEntries(rows.map(({ name, value }) => [String(name), String(value)]))
  return {
    schema: Number(meta['schema']),
    lineage: meta['lineage'] ?? '',
    fingerprint: meta['fingerprint'] ?? '',
  }
}

/**
 * Brings a store to the newest schema, or makes one. Each migration is a transaction together with the number it
 * leads to, so an interrupted one leaves the schema before it.
 * @throws StoreNotOpened `no-store`, `newer-schema` or `wrong-keyring`
 */
export function prepareSchema(
  db: DatabaseSync,
  options: { fingerprint: string; create: boolean; file: string },
): Meta {
  const before = readMeta(db)
  if (before) checkMeta(before, options)
  else if (!options.create) throw noStore(options.file)

  for (let schema = before?.schema ?? 0; schema < newestSchema;) {
    db.exec('BEGIN IMMEDIATE')
    try {
      // Another process may have got here first.
      const found = readMeta(db) ?? makeMeta(db, options.fingerprint)
      if (found.schema === schema) {
        db.exec(migrations[schema] ?? '')
        db.prepare(`UPDATE meta SET value = ? WHERE name = 'schema'`).run(String(schema + 1))
      }
      db.exec('COMMIT')
      schema = Math.max(found.schema, schema + 1)
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }
  const meta = readMeta(db)
  if (!meta) throw noStore(options.file)
  checkMeta(meta, options)
  return meta
}

/** @throws StoreNotOpened `newer-schema` or `wrong-keyring` */
export function checkMeta(
  meta: Meta,
  { fingerprint, file }: { fingerprint: string; file: string },
): void {
  if (meta.schema > newestSchema) {
    throw new StoreNotOpened(
      'newer-schema',
      `The store ${file} has schema ${meta.schema}, this version knows ${newestSchema}: start the newer version of undersigned again.`,
    )
  }
  if (meta.fingerprint !== fingerprint) {
    throw new StoreNotOpened(
      'wrong-keyring',
      `The store ${file} was made with the keyring ${meta.fingerprint}, but this keyring is ${fingerprint}: ` +
        'put the keyring that belongs to it in place (see "keys export"); nothing in it can be read with another.',
    )
  }
}

/** A name for a new series of versions: clients replace what they hold when it changes. */
export function newLineage(): string {
  return randomBytes(8).toString('hex')
}

function makeMeta(db: DatabaseSync, fingerprint: string): Meta {
  const meta: Meta = { schema: 0, lineage: newLineage(), fingerprint }
  db.exec('CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID')
  const insert = db.prepare('INSERT INTO meta (name, value) VALUES (?, ?)')
  for (const [name, value] of Object.entries(meta)) insert.run(name, String(value))
  insert.run('answers_kept_from', '0')
  return meta
}

/** Said where a store was expected. */
export function noStore(file: string): StoreNotOpened {
  return new StoreNotOpened(
    'no-store',
    `There is no store at ${file}: "undersigned serve" makes one at its first start.`,
  )
}
