import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path/posix'
import { sep } from 'node:path'
import { test } from 'node:test'

/** Which room may know which, and which packages; `door` is the files of `src` itself. CONTRIBUTING shows the picture. */
const rooms: Record<string, { rooms: string[]; packages: RegExp }> = {
  schema: { rooms: [], packages: /^zod\/mini$/ },
  locales: { rooms: [], packages: /^$/ },
  adapters: { rooms: ['schema'], packages: /^zod\/mini$/ },
  element: { rooms: ['adapters', 'schema', 'locales'], packages: /^lit\/html\.js$/ },
  embed: { rooms: [], packages: /^$/ },
  door: { rooms: ['element', 'adapters', 'schema'], packages: /^$/ },
  server: { rooms: ['schema', 'locales'], packages: /^(?!@?lit(\/|$))/ },
  relay: { rooms: ['server', 'schema'], packages: /^(node:|zod\/mini$|hono$)/ },
  command: { rooms: ['server', 'relay', 'adapters', 'schema'], packages: /^(node:|zod(\/|$))/ },
}

interface Arrow {
  file: string
  /** As written in the file. */
  target: string
}

test('every arrow between the rooms is one of the plan', () => {
  const wrong = arrows().filter(({ file, target }) => {
    const room = roomOf(file)
    if (!target.startsWith('.')) return !rooms[room]?.packages.test(target)
    const other = roomOf(resolve(file, target))
    return other !== room && !rooms[room]?.rooms.includes(other)
  })
  assert.deepEqual(wrong, [])
})

test('a room is entered by its index', () => {
  const wrong = arrows().filter(({ file, target }) => {
    if (!target.startsWith('.')) return false
    const path = resolve(file, target)
    const other = roomOf(path)
    // The words of mails and pages stay apart from those of the browser, so the server takes them from the shelf.
    if (roomOf(file) === 'server' && other === 'locales') return false
    // Nor do those of the parts that the elements load later, each by its own.
    if (roomOf(file) === 'element' && /^src\/locales\/en-\w+\.ts$/.test(path)) return false
    // The build puts what it made of the languages in its place (vite.locales.ts).
    if (file === 'src/element/language-files.ts') return other !== 'locales'
    return other !== roomOf(file) && other !== 'door' && path !== `src/${other}/index.ts`
  })
  assert.deepEqual(wrong, [])
})

test('the index of a room only re-exports', () => {
  for (const file of files().filter((file) => /^src\/\w+\/index\.ts$/.test(file))) {
    const rest = code(file).replaceAll(/export (type )?(\*( as \w+)?|\{[^}]*\}) from '[^']+'/g, '')
    assert.equal(rest.trim(), '', file)
  }
})

test('a relative import carries its extension', () => {
  const wrong = arrows().filter(
    ({ target }) => target.startsWith('.') && !/\.(ts|json)$/.test(target),
  )
  assert.deepEqual(wrong, [])
})

function arrows(): Arrow[] {
  return files().flatMap((file) =>
    [...code(file).matchAll(imports)].map(([, from, bare, dynamic]) => ({
      file,
      target: from ?? bare ?? dynamic ?? '',
    })),
  )
}

/** `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')`. */
const imports =
  /^(?:import|export)\s[^'`]*?\sfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm

function files(): string[] {
  return globSync('src/**/*.ts').map((file) => file.replaceAll(sep, '/'))
}

/** A file without its comments: they may tell of imports. */
function code(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

function resolve(file: string, target: string): string {
  return join(dirname(file), target)
}

function roomOf(path: string): string {
  const [room = '', ...rest] = relative('src', path).split('/')
  return rest.length === 0 ? 'door' : room
}
