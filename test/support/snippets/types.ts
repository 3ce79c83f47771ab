import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { tempFolder } from '../temp-folder.ts'
import { placeOf, type Snippet } from './read.ts'

const run = promisify(execFile)

/** Type-checks all snippets at once, each a module of a strict project that has installed the package. */
export async function typesProblems(snippets: readonly Snippet[]): Promise<string[]> {
  if (snippets.length === 0) return []
  const folder = tempFolder()
  const at = (...path: string[]): string => join(folder.path, ...path)
  try {
    link(resolve('.'), at('node_modules/undersigned'))
    const files = new Map<string, Snippet>()
    snippets.forEach((snippet, i) => {
      const name = `snippet-${i}.${snippet.lang}`
      files.set(name, snippet)
      writeFileSync(at(name), `${snippet.text}\nexport {}\n`)
      for (const [, name = ''] of snippet.text.matchAll(
        /(?:from|import|jsxImportSource) '?((?:@[\w.-]+\/)?[\w.-]+)/g,
      ))
        if (existsSync(`node_modules/${name}`))
          link(resolve('node_modules', name), at('node_modules', name))
    })
    const compilerOptions = {
      target: 'es2023',
      lib: ['es2023', 'dom', 'dom.iterable'],
      module: 'esnext',
      moduleResolution: 'bundler',
      types: [],
      jsx: 'react-jsx',
      strict: true,
      skipLibCheck: true,
      noEmit: true,
    }
    writeFileSync(at('package.json'), '{"type":"module"}')
    writeFileSync(
      at('tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['*.ts', '*.tsx'] }),
    )
    const output = await run('node_modules/.bin/tsc', [
      '--pretty',
      'false',
      '-p',
      folder.path,
    ]).then(
      () => '',
      (error: Error & { stdout?: string }) => error.stdout || error.message,
    )
    return output
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [, name = '', row = '', what = line] =
          /(snippet-\d+\.tsx?)\((\d+),\d+\): (.*)/.exec(line) ?? []
        const snippet = files.get(name)
        return snippet
          ? `${placeOf({ ...snippet, line: snippet.line + Number(row) })}: ${what}`
          : what
      })
  } finally {
    folder.remove()
  }
}

function link(target: string, path: string): void {
  if (existsSync(path)) return
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path, 'junction')
}
