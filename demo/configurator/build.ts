import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createBuilder } from 'vite'
import { compileReaders } from '../../vite.compile-readers.ts'

// `dist/configurator`: static files that name each other without a root, to be put anywhere. What is built before is
// needed: the script with its chunks and languages, and the manifest.

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const dist = here('../../dist/')
const out = `${dist}configurator/`

rmSync(out, { recursive: true, force: true })
const builder = await createBuilder({
  configFile: false,
  root: here('../..'),
  publicDir: false,
  // Names of backends are wanted at once, and they lie where what is loaded later begins: it would warn of that.
  logLevel: 'error',
  plugins: [compileReaders()],
  environments: {
    client: {
      // As in vite.config.ts: nothing of Vite's own around each import().
      consumer: 'server',
      resolve: { noExternal: true, conditions: ['module', 'browser', 'production'] },
      build: {
        outDir: out,
        emptyOutDir: false,
        target: 'es2022',
        modulePreload: false,
        reportCompressedSize: false,
        rolldownOptions: {
          input: { configurator: here('configurator.ts'), preview: here('preview.ts') },
          output: {
            minify: true,
            entryFileNames: '[name].js',
            chunkFileNames: 'parts/[name]-[hash].js',
          },
        },
      },
    },
  },
})
const { client } = builder.environments
if (!client) throw new Error('Vite has no client environment')
await builder.build(client)

mkdirSync(out, { recursive: true })
for (const name of ['index.html', 'configurator.css', 'preview.html', 'preview.css', 'icon.svg'])
  cpSync(here(name), `${out}${name}`)
for (const name of [
  'undersigned.js',
  'undersigned.licenses.txt',
  'chunks',
  'locales',
  'custom-elements.json',
])
  cpSync(`${dist}${name}`, `${out}${name}`, { recursive: true })
