import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's own folder and version; the folder lies two levels above this file, as source and as built. */
export function ownPackage(): { folder: string; version: string } | undefined {
  const folder = fileURLToPath(new URL('../..', import.meta.url))
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return undefined
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return { folder, version }
}
