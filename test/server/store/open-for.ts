import { afterEach } from 'node:test'
import { openSqlite, type SqliteOptions } from '../../../src/server/store/sqlite.ts'
import type { Store } from '../../../src/server/store/store.ts'

const opened: Store[] = []
// Closing twice is harmless; one that stays open would keep a failed test from ending.
afterEach(() => Promise.all(opened.splice(0).map((store) => store.close())))

/** Opens a store that is closed with its test, however that ends. */
export async function openForTest(
  options: Partial<SqliteOptions> & { file: string },
): Promise<Store> {
  const store = await openSqlite({ fingerprint: 'test', ...options })
  opened.push(store)
  return store
}
