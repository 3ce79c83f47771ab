import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { makeDataFolder } from './data-folder.ts'
import { openKeyring, type Keyring } from './keyring.ts'
import type { Settings } from './settings.ts'
import { StoreNotOpened } from './store/not-opened.ts'
import { restore } from './store/restore.ts'
import { openSqlite, type SqliteOptions } from './store/sqlite.ts'
import type { Store } from './store/store.ts'

/** What lies in a data folder, open. */
export interface Data {
  keyring: Keyring
  store: Store
  /** Whether both were made just now. */
  made: boolean
}

/** Where the embedded store lies. */
export function storeFile({ data }: Pick<Settings, 'data'>): string {
  return join(data, 'undersigned.sqlite')
}

/**
 * Opens keyring and store, which belong together: without its keyring a store cannot be read, and making new keys
 * beside it would count people twice. Both are made when both are absent and `create` is set.
 */
export async function openData(
  settings: Pick<Settings, 'data' | 'keysFile'>,
  options: { create: boolean } & Pick<SqliteOptions, 'onWatchError'>,
): Promise<Data> {
  const file = storeFile(settings)
  const hasStore = existsSync(file)
  if (!hasStore && !options.create) {
    throw new StoreNotOpened(
      'no-store',
      `There is no store in ${settings.data}: name the right folder with --data, or make a store with ` +
        '"undersigned serve" or "undersigned petition put FILE.json".',
    )
  }
  const made = !hasStore && !existsSync(settings.keysFile)
  if (!hasStore) await makeDataFolder(settings.data)
  const keyring = await openKeyring(settings.keysFile, { create: made })
  const store = await openSqlite({
    file,
    fingerprint: keyring.fingerprint,
    create: !hasStore,
    onWatchError: options.onWatchError,
  })
  return { keyring, store, made }
}

/**
 * Makes the store of a data folder from a backup. The keyring it was sealed with has to be there; nothing is ever
 * overwritten. Throws KeyringError or StoreNotOpened.
 */
export async function restoreData(
  settings: Pick<Settings, 'data' | 'keysFile'>,
  from: string,
  now: number,
): Promise<{ petitions: number }> {
  const { fingerprint } = await openKeyring(settings.keysFile, { create: false })
  await makeDataFolder(settings.data)
  restore({ from, to: storeFile(settings), fingerprint, now })
  const { store } = await openData(settings, { create: false })
  try {
    return { petitions: (await store.petitions()).length }
  } finally {
    await store.close()
  }
}
