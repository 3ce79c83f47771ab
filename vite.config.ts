import { readFileSync } from 'node:fs'
import { defineConfig, type BuildEnvironmentOptions, type Plugin } from 'vite'
import { classic } from './vite.classic.ts'
import { compileReaders } from './vite.compile-readers.ts'
import { locales } from './vite.locales.ts'
import { terse } from './vite.terse.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/**
 * Several builds into one folder, `vite build` makes them all:
 * - `client`: the one-file script for pages, `dist/undersigned.js`, and the same as a classic script;
 * - `embed` and `frame`: the two ends of a petition in a frame, `dist/embed.js` and `dist/embed-frame.js`;
 * - `library`: the modules of the package, file for file, with lit and zod left to the site that installs it;
 * - `ssr`: the backend and the command, with everything inside but Node's own modules and `postgres`.
 * The declarations beside them come from `tsc -p tsconfig.build.json`.
 */
export default defineConfig({
  publicDir: false,
  plugins: [compileReaders(), locales(), tidyTemplates(), terse(), classic()],
  builder: {},
  environments: {
    client: {
      // As for a server, or Vite wraps each import() in a loader of its own, of modules and styles that ours have not.
      consumer: 'server',
      resolve: { noExternal: true, conditions: ['module', 'browser', 'production'] },
      build: build({
        emptyOutDir: true,
        emitAssets: true,
        license: { fileName: 'undersigned.licenses.txt' },
        rolldownOptions: {
          input: { undersigned: 'src/undersigned.ts' },
          // Not library mode: that keeps the white space of ES modules (+10 % after brotli).
          preserveEntrySignatures: 'strict',
          output: {
            minify: true,
            entryFileNames: '[name].js',
            chunkFileNames: 'chunks/[name]-[hash].js',
            comments: { legal: false, annotation: false },
            postBanner: `/*! undersigned ${version}, MIT; parts of others: undersigned.licenses.txt */`,
          },
        },
      }),
    },
    embed: { consumer: 'server', build: small('embed', 'src/embed/host.ts') },
    frame: { consumer: 'server', build: small('embed-frame', 'src/embed/frame.ts') },
    library: {
      // As above: the site's own Vite would trip over that loader.
      consumer: 'server',
      build: build({
        minify: false,
        rolldownOptions: {
          input: {
            index: 'src/index.ts',
            define: 'src/define.ts',
            'adapters/index': 'src/adapters/index.ts',
            'schema/index': 'src/schema/index.ts',
          },
          external: /^(lit|@lit|zod)(\/|$)/,
          preserveEntrySignatures: 'strict',
          output: {
            preserveModules: true,
            preserveModulesRoot: 'src',
            entryFileNames: '[name].js',
          },
        },
      }),
    },
    ssr: {
      resolve: { noExternal: true, external: ['postgres'] },
      build: build({
        target: 'node22',
        minify: false,
        license: { fileName: 'THIRD-PARTY-LICENSES.txt' },
        rolldownOptions: {
          input: {
            'server/index': 'src/server/index.ts',
            // Started by the file name beside its user, so it lies where the server's chunks lie.
            'server/sqlite-worker': 'src/server/store/sqlite-worker.ts',
            'command/main': 'src/command/main.ts',
          },
          preserveEntrySignatures: 'strict',
          output: { entryFileNames: '[name].js', chunkFileNames: 'server/[name].js' },
        },
      }),
    },
  },
})

/** Minifiers leave templates alone: out go the indentation of html and css, and the comments of css. */
function tidyTemplates(): Plugin {
  return {
    name: 'tidy-templates',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(code, id) {
      if (!id.includes('/src/element/')) return undefined
      const bare = id.endsWith('.styles.ts') ? code.replaceAll(/`[^`]*`/g, tidyCss) : tidyHtml(code)
      return { code: bare, map: null }
    },
  }
}

/** White space goes where a tag ends, and between two where the second stands on a line of its own. */
function tidyHtml(code: string): string {
  return code
    .replaceAll(/\n\s+/g, '\n')
    .replaceAll(/\n(?=\/?>)/g, '')
    .replaceAll(/>\n(?=<(?!\/?(?:span|bdi|a|strong|input|option)\b))/g, '>')
}

/** As small as its sense allows; what a minifier would save besides is four bytes of the whole script. */
function tidyCss(css: string): string {
  return css
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
}

/** A small script of one file that can be loaded in any way and leaves no names behind. */
function small(name: string, input: string): BuildEnvironmentOptions {
  return build({
    rolldownOptions: {
      input: { [name]: input },
      output: {
        format: 'iife',
        minify: true,
        entryFileNames: '[name].js',
        comments: { legal: false, annotation: false },
        postBanner: `/*! undersigned ${version}, MIT */`,
      },
    },
  })
}

/** What the builds share; the first one empties `dist`. */
function build(options: BuildEnvironmentOptions): BuildEnvironmentOptions {
  return {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
    ...options,
  }
}
