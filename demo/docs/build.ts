import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasLive, layout, liveCss } from './layout.ts'
import { made } from './made.ts'
import { render } from './markdown.ts'
import { readPages } from './pages.ts'

// Makes `dist/docs` of the Markdown beside this file: static pages with relative addresses, to be hosted anywhere.
// The last step of `npm run build`: it shows the manifest and runs the script that the steps before it made.

const here = new URL('.', import.meta.url)
const dist = new URL('../../dist/', here)
const docs = new URL('docs/', dist)

rmSync(docs, { recursive: true, force: true })
mkdirSync(docs, { recursive: true })

const pages = readPages()
let live = false
for (const page of pages) {
  try {
    const rendered = render(page, (name, words) => made(name, words, page, pages))
    write(page.path, layout(page, pages, rendered))
    if (rendered.styles) write(liveCss(page), rendered.styles)
    live ||= hasLive(rendered)
  } catch (error) {
    // All that is wrong at once; the pages that are right are made.
    console.error(String(error))
    process.exitCode = 1
  }
}
for (const name of ['docs.css', 'icon.svg', 'examples.js']) copy(new URL(name, here), name)
copy(new URL('../keep-the-trafficking-unit.json', here), 'example.json')
if (live)
  for (const name of ['undersigned.js', 'undersigned.licenses.txt', 'chunks', 'locales'])
    copy(new URL(name, dist), `widget/${name}`)

function write(path: string, text: string): void {
  const file = fileURLToPath(new URL(path, docs))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function copy(from: URL, path: string): void {
  cpSync(fileURLToPath(from), fileURLToPath(new URL(path, docs)), { recursive: true })
}
