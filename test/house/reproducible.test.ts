import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, globSync, readFileSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { tempFolder } from '../support/temp-folder.ts'

/** The hash of each built file. */
function hashes(dist: string): Record<string, string> {
  const scripts = globSync(['{undersigned,embed}*.js', 'chunks/*.js', 'locales/*.json'], {
    cwd: dist,
  }).sort()
  return Object.fromEntries(
    scripts.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dist, name)))
        .digest('hex'),
    ]),
  )
}

// Whoever wants to know what a pinned script is made of builds it again and compares.
test('another build of the same sources in another folder is the same, byte for byte', async (t) => {
  const folder = tempFolder()
  t.after(folder.remove)
  const sources = globSync('{src,package.json,tsconfig*.json,*.ts}')
  for (const name of sources) cpSync(name, join(folder.path, name), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder.path, 'node_modules'))
  await promisify(execFile)(resolve('node_modules/.bin/vite'), ['build', '--logLevel', 'error'], {
    cwd: folder.path,
  })
  const again = hashes(join(folder.path, 'dist'))
  assert.ok(Object.keys(again).length > 50)
  assert.deepEqual(again, hashes('dist'))
})
