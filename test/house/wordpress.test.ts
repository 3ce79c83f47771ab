import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readConfig, type Raw } from '../../src/element/config.ts'
import { fieldNames, slugPattern } from '../../src/schema/index.ts'

const plugin = 'demo/wordpress/undersigned'
const text = (file: string): string => readFileSync(`${plugin}/${file}`, 'utf8')

/** What an attribute accepts: words, or a kind. */
type Accepts = string | string[]
// Our own files, in the shapes that the tests below look for.
const known = JSON.parse(text('attributes.json')) as Record<string, Record<string, Accepts>>
const blocks = Object.fromEntries(
  ['petition', 'tally'].map((name) => [
    `undersigned-${name}`,
    JSON.parse(text(`blocks/${name}/block.json`)) as {
      version: string
      attributes: Record<string, { type: string }>
    },
  ]),
)

/** What no author of a page may set, and why. */
const leftOut: Record<string, string> = {
  endpoint: 'a setting of the site: it decides where names and addresses go',
  backend: 'the same',
  preview: 'the editor’s own',
}

for (const [tagName, attributes] of Object.entries(known)) {
  const names = Object.keys(attributes)

  test(`WordPress: the shortcode of ${tagName} takes the attributes of the manifest, but for those of the site`, () => {
    const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as {
      modules: { declarations: { tagName?: string; attributes?: { name: string }[] }[] }[]
    }
    const described = manifest.modules
      .flatMap(({ declarations }) => declarations)
      .find((declaration) => declaration.tagName === tagName)
      ?.attributes?.map(({ name }) => name)
    assert.deepEqual(
      [...names].sort(),
      described?.filter((name) => !(name in leftOut)).sort(),
      'give a new attribute to attributes.json, block.json and editor.js, or say in this test why it is left out',
    )
  })

  test(`WordPress: the block of ${tagName} has the attributes of the shortcode`, () => {
    const block = blocks[tagName]?.attributes ?? {}
    assert.deepEqual(Object.keys(block).sort(), names.map(camel).sort())
    for (const name of names)
      assert.equal(block[camel(name)]?.type, attributes[name] === 'boolean' ? 'boolean' : 'string')
  })

  test(`WordPress: the side bar of ${tagName} has a control for each`, () => {
    const [, panels = ''] =
      new RegExp(`tag: '${tagName}',[^]*?panels: (\\[[^]*?\\n      \\]),`).exec(
        text('blocks/editor.js'),
      ) ?? []
    const lists = [...panels.matchAll(/\[('[^\]]*)\]/g)].map(([, list = '']) => list)
    const shown = lists.join().match(/\w+/g) ?? []
    assert.deepEqual(shown.sort(), names.map(camel).sort())
  })

  test(`WordPress: the element takes every word that the shortcode of ${tagName} takes, and no other`, () => {
    for (const [name, accepts] of Object.entries(attributes)) {
      // The platform's own: the elements do not judge them.
      if (!Array.isArray(accepts) || name === 'dir') continue
      for (const word of accepts) assert.deepEqual(warningsOf(name, word), [], `${name}="${word}"`)
      assert.equal(warningsOf(name, 'sideways').length, 1, name)
    }
  })
}

test('WordPress: fields and slugs are those of the schema', () => {
  const php = text('includes/attributes.php')
  const [, list = ''] = /const FIELDS\s*= array\(([^)]*)\)/.exec(php) ?? []
  assert.deepEqual(list.match(/\w+/g)?.sort(), [...fieldNames].sort())
  assert.ok(php.includes(`const SLUG = '/${slugPattern.source}/D'`))
  assert.ok(text('blocks/editor.js').includes(`const slug = /${slugPattern.source}/`))
})

test('WordPress: the plugin says one version everywhere, the package’s', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const php = text('undersigned.php')
  assert.equal(/^ \* Version: +(.*)$/m.exec(php)?.[1], version)
  assert.equal(/const VERSION = '(.*)'/.exec(php)?.[1], version)
  assert.equal(/^Stable tag: (.*)$/m.exec(text('readme.txt'))?.[1], version)
  for (const block of Object.values(blocks)) assert.equal(block.version, version)
  for (const line of ['Requires at least', 'Requires PHP'])
    assert.equal(
      new RegExp(`${line}: +(.*)$`, 'm').exec(php)?.[1],
      new RegExp(`${line}: +(.*)$`, 'm').exec(text('readme.txt'))?.[1],
    )
})

test('WordPress: every file of PHP refuses to be called by itself', () => {
  for (const file of globSync(`${plugin}/**/*.php`))
    assert.match(
      readFileSync(file, 'utf8'),
      /\ndefined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;\n/,
      file,
    )
})

const hasPhp = spawnSync('php', ['--version']).status === 0
test(
  'WordPress: PHP can read the plugin',
  { skip: hasPhp ? false : 'no php here: on Debian, apt-get install php-cli' },
  () => {
    for (const file of globSync('demo/wordpress/**/*.php'))
      execFileSync('php', ['-d', 'error_reporting=-1', '-d', 'display_errors=1', '-l', file])
  },
)

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** What the element would say about one attribute. */
function warningsOf(name: string, value: string): string[] {
  const raw: Raw = { petition: 'p', endpoint: 'https://sign.example.org', [camel(name)]: value }
  const warnings: string[] = []
  readConfig(raw, { url: 'https://page.example/' }, ({ message }) => warnings.push(message))
  return warnings
}
