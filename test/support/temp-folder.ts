import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An empty folder of the test's own; the caller removes it, after what writes there has ended. */
export function tempFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'undersigned-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
