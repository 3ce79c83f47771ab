import type { Prepare } from './verbs.ts'

/** Keeps the key that is there: of two processes that make a petition's first key at once, the later one reads the earlier's. */
export const prepareAddDataKey: Prepare<'addDataKey'> = (db) => {
  const insert = db.prepare(
    'INSERT INTO data_key (petition, key_no, wrap_id, wrapped, created) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  return (key) => void insert.run(key.petition, key.keyNo, key.wrapId, key.wrapped, key.created)
}

/** The keys of a petition that were not destroyed, oldest first. */
export const prepareDataKeys: Prepare<'dataKeys'> = (db) => {
  const read = db.prepare(
    `SELECT petition, key_no AS keyNo, wrap_id AS wrapId, wrapped
     FROM data_key WHERE petition = ? AND destroyed IS NULL ORDER BY key_no`,
  )
  return (petition) => read.all(petition) as never // STRICT columns of the record's names and types
}
