import type { DatabaseSync } from 'node:sqlite'
import type { Keyring, Store } from '../../server/index.ts'
import type { TokenStore } from '../targets/target.ts'
import type { Commits } from './commits.ts'

/** The keys of petitions, and what products gave for the next start; all of it wrapped by the keyring. */
export function prepareKeys(
  db: DatabaseSync,
  keyring: Keyring,
  commits: Commits,
): Pick<Store, 'dataKeys' | 'addDataKey'> & { tokens(petition: number): TokenStore } {
  const read = db.prepare(
    'SELECT petition, key_no AS keyNo, wrap_id AS wrapId, wrapped FROM data_key WHERE petition = ? ORDER BY key_no',
  )
  const insert = db.prepare(
    'INSERT INTO data_key (petition, key_no, wrap_id, wrapped, created) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const readToken = db.prepare('SELECT wrap_id AS wrapId, wrapped FROM token WHERE petition = ?')
  const writeToken = db.prepare(
    `INSERT INTO token (petition, wrap_id, wrapped) VALUES (?, ?, ?)
     ON CONFLICT (petition) DO UPDATE SET wrap_id = excluded.wrap_id, wrapped = excluded.wrapped`,
  )
  return {
    dataKeys: async (petition) => read.all(petition) as never, // STRICT columns of the record's names and types
    addDataKey: (key) =>
      commits.run(() => {
        insert.run(key.petition, key.keyNo, key.wrapId, key.wrapped, key.created)
      }),
    tokens: (petition) => ({
      read() {
        const row = readToken.get(petition)
        return row?.['wrapped'] instanceof Uint8Array
          ? Buffer.from(keyring.unwrap(Number(row['wrapId']), row['wrapped'])).toString('utf8')
          : undefined
      },
      write: (token) =>
        commits.run(() => {
          const { wrapId, wrapped } = keyring.wrap(Buffer.from(token))
          writeToken.run(petition, wrapId, wrapped)
        }),
    }),
  }
}
