import { writeFileSync } from 'node:fs'
import { templateTypes } from './manifest.template-types.ts'

/** The custom elements manifest, made from the doc comments of the elements, and the same for editors. */
export default {
  globs: ['src/element/*.ts'],
  exclude: ['src/element/index.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [{ name: 'elements-only', packageLinkPhase }],
}

/**
 * Keeps the elements, points at the files of the package, and writes the data that editors complete tags from and the
 * types for templates.
 */
function packageLinkPhase({ customElementsManifest: manifest }) {
  const isElement = ({ tagName }) => tagName
  manifest.modules = manifest.modules.filter((module) => module.declarations.some(isElement))
  for (const module of manifest.modules) {
    module.path = module.path.replace(/^src/, 'dist').replace(/\.ts$/, '.js')
    module.declarations = module.declarations.filter(isElement)
    const names = module.declarations.map(({ name }) => name)
    module.exports = module.exports.filter(({ name }) => names.includes(name))
    for (const { declaration } of module.exports) declaration.module = module.path
  }
  const elements = manifest.modules.flatMap((module) => module.declarations)
  for (const { attributes = [], events = [] } of elements) {
    for (const { type } of attributes) if (type) type.text = wordsIn(type.text)
    for (const { name, type } of events) type.text = `CustomEvent<UndersignedEvents['${name}']>`
  }

  // https://github.com/microsoft/vscode-custom-data
  const tags = elements.map(({ tagName, description, attributes = [] }) => ({
    name: tagName,
    description,
    attributes: attributes.map(({ name, description, type }) => {
      const values = [...(type?.text.matchAll(/'([^']+)'/g) ?? [])].map(([, name]) => ({ name }))
      return { name, description, ...(values.length > 0 && { values }) }
    }),
  }))
  const properties = elements.flatMap((element) => element.cssProperties ?? [])
  const unique = new Map(properties.map(({ name, description }) => [name, { name, description }]))
  write('html-data.json', json({ version: 1.1, tags }))
  write('css-data.json', json({ version: 1.1, properties: [...unique.values()] }))
  for (const [name, text] of Object.entries(templateTypes(elements))) write(name, text)
}

/** The type of a property as that of its attribute: one that is not set is not there. */
function wordsIn(type) {
  return type
    .replaceAll(/\s+/g, ' ')
    .replace(/^\| /, '')
    .replace(/ \| null \| undefined$/, '')
    .replaceAll(' (string & {})', ' string')
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`
}

function write(name, text) {
  writeFileSync(new URL(`dist/${name}`, import.meta.url), text)
}
