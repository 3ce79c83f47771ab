import { open, readFile } from 'node:fs/promises'

/**
 * Whether the keys have been copied to somewhere else: a note beside the keyring that names its fingerprint, so
 * that other keys in its place count as never exported. Without a copy of the keys every backup is worthless.
 */
export async function keysExported(
  keysFile: string,
  fingerprint: string,
): Promise<Date | undefined> {
  const note = await readFile(noteFile(keysFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const [at = '', of] = note.trim().split(' ')
  return of === fingerprint && !Number.isNaN(Date.parse(at)) ? new Date(at) : undefined
}

/** Notes that it was done. */
export async function noteKeysExported(
  keysFile: string,
  fingerprint: string,
  now: number,
): Promise<void> {
  const file = await open(noteFile(keysFile), 'w', 0o600)
  try {
    await file.writeFile(`${new Date(now).toISOString()} ${fingerprint}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

function noteFile(keysFile: string): string {
  return `${keysFile}.exported`
}
