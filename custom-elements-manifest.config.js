import { writeFileSync } from 'node:fs'

/** The custom elements manifest, made from the doc comments of the elements, and the same for editors. */
export default {
  globs: ['src/element/*.ts'],
  exclude: ['src/element/index.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [{ name: 'elements-only', packageLinkPhase }],
}

/** Keeps the elements, points at the files of the package, and writes the data that editors complete tags from. */
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

  // https://github.com/microsoft/vscode-custom-data
  const tags = elements.map(({ tagName, description, attributes = [] }) => ({
    name: tagName,
    description,
    attributes: attributes.map(({ name, description }) => ({ name, description })),
  }))
  const properties = elements.flatMap((element) => element.cssProperties ?? [])
  const unique = new Map(properties.map(({ name, description }) => [name, { name, description }]))
  write('html-data.json', { version: 1.1, tags })
  write('css-data.json', { version: 1.1, properties: [...unique.values()] })
}

function write(name, value) {
  writeFileSync(new URL(`dist/${name}`, import.meta.url), `${JSON.stringify(value, null, 2)}\n`)
}
