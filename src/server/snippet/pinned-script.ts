import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownPackage } from '../package-folder.ts'
import { versionedName } from '../scripts.ts'
import type { ScriptSource } from './snippet.ts'

/**
 * A script under the name that it has for ever, and its hash. That of the copy that is served counts, which was made
 * when this version was first started; before that, what is going to be copied.
 */
export async function pinnedScript(
  name: string,
  { scripts, publicUrl }: { scripts: string; publicUrl: string },
): Promise<ScriptSource | undefined> {
  const own = ownPackage()
  if (!own) return undefined
  const fixed = versionedName(name, own.version)
  const read = (path: string) => readFile(path).catch(() => undefined)
  const bytes = (await read(join(scripts, fixed))) ?? (await read(join(own.folder, 'dist', name)))
  if (!bytes) return undefined
  const integrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`
  return { url: `${publicUrl}/${fixed}`, integrity }
}
