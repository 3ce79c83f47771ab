import { closeSync, fsyncSync, linkSync, openSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreNotOpened } from './not-opened.ts'

/**
 * Syncs a finished file and gives it its name, in the same folder. A hard link fails where something is already, so
 * nothing is ever overwritten, not even in a race; a rename would overwrite silently.
 * @throws StoreNotOpened `exists`
 */
export function moveIntoPlace(temporary: string, file: string): void {
  sync(temporary, 'r+')
  try {
    linkSync(temporary, file)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
    throw new StoreNotOpened(
      'exists',
      `${file} is there already and was left as it is: name another file.`,
    )
  }
  unlinkSync(temporary)
  sync(dirname(file), 'r')
}

function sync(path: string, flags: string): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
