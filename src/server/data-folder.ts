import { mkdir } from 'node:fs/promises'
import { StoreNotOpened } from './store/not-opened.ts'

/**
 * Makes the data folder where there is none. One of ours is the owner's alone; one that was there keeps whoever may
 * enter it.
 * @throws StoreNotOpened `no-folder`
 */
export async function makeDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: NodeJS.ErrnoException) => {
    const isFile = cause.code === 'EEXIST' || cause.code === 'ENOTDIR'
    const why = isFile ? 'a file is in its place' : `it cannot be made (${cause.code})`
    throw new StoreNotOpened(
      'no-folder',
      `${folder} cannot be the data folder: ${why}. Name another with --data.`,
      { cause },
    )
  })
}
