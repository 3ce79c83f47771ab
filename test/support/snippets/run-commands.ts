import { execFile } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { tempFolder } from '../temp-folder.ts'
import type { Snippet } from './read.ts'

const run = promisify(execFile)

/** Runs the commands of one page in their order, in a folder with a `petition.json`; the words of the first that fails. */
export async function runCommands(snippets: readonly Snippet[]): Promise<string[]> {
  const folder = tempFolder()
  try {
    const bin = join(folder.path, 'bin')
    mkdirSync(bin)
    const own = `exec '${process.execPath}' '${resolve('dist/command/main.js')}' "$@"\n`
    for (const [name, text] of [
      ['undersigned', own],
      ['npx', `shift\n${own}`],
    ] as const) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${text}`)
      chmodSync(join(bin, name), 0o755)
    }
    copyFileSync('demo/keep-the-trafficking-unit.json', join(folder.path, 'petition.json'))
    const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('UNDERSIGNED_'))
    const env = {
      ...Object.fromEntries(entries),
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    }
    const script = snippets.map(({ text }) => text).join('\n')
    await run('sh', ['-ec', script], { cwd: folder.path, env, timeout: 60_000 })
    return []
  } catch (error) {
    const {
      message,
      stdout = '',
      stderr = '',
    } = error as Error & { stdout?: string; stderr?: string } // of execFile
    return [`${message}\n${stdout}${stderr}`]
  } finally {
    folder.remove()
  }
}
