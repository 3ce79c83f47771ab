import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const folder = resolve('node_modules/.cache/packed')

/** The package as npm would publish it, packed once for a build: the path of its file. */
export async function packed(): Promise<string> {
  const file = join(folder, `undersigned-${version}.tgz`)
  const parts = ['package.json', ...globSync('*.md'), ...globSync('dist/**')]
  const built = Math.max(...parts.map((part) => statSync(part).mtimeMs))
  if (existsSync(file) && statSync(file).mtimeMs > built) return file
  mkdirSync(folder, { recursive: true })
  await promisify(execFile)('npm', ['pack', '--pack-destination', folder])
  return file
}
