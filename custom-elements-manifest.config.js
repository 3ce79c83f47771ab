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
  manifest.modules = manifest.modules.filter((module) =>
    module.declarations.some((declaration) => declaration.tagName),
  )
  for (const module of manifest.modules) {
    module.path = module.path.replace(/^src/, 'dist').replace(/\.ts$/, '.js')
    for (const { declaration } of module.exports) declaration.module = module.path
  }
  const elements = manifest.modules
    .flatMap((module) => module.declarations)
    .filter((declaration) => declaration.tagName)

  // https://github.com/microsoft/vscode-custom-data
  const tags = elements.map(({ tagName, description, attributes = [] }) => ({
    name: tagName,
    description,
    attributes: attributes.map(({ name, description, type }) => ({
      name,
      description,
      values: [...(type?.text ?? '').matchAll(/'([^']*)'/g)].map(([, name]) => ({ name })),
    })),
  }))
  const properties = elements.flatMap((element) => element.cssProperties ?? [])
  const unique = new Map(properties.map(({ name, description }) => [name, { name, description }]))
  write('html-data.json', { version: 1.1, tags })
  write('css-data.json', { version: 1.1, properties: [...unique.values()] })
}

function write(name, value) {
  writeFileSync(new URL(`dist/${name}`, import.meta.url), `${JSON.stringify(value, null, 2)}\n`)
}
