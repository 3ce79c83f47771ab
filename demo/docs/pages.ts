import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sep } from 'node:path'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** The parts of the site in their order; a page in a folder belongs to the part of that name. */
export const sections = [
  'Start',
  'Elements',
  'Backends',
  'Platforms',
  'Styling',
  'Privacy and law',
  'Accessibility',
  'Running',
  'Upgrading',
  'Configurator',
] as const
export type Section = (typeof sections)[number]

/** One page of the documentation, as it is written. */
export interface DocPage {
  /** Its file, from this folder: `backends/json.md`. */
  file: string
  /** What it becomes: `backends/json.html`. */
  path: string
  title: string
  section: Section
  order: number
  /** Everything above the text, by key. */
  front: Record<string, string>
  /** The text, with as many empty lines before it as stood above it. */
  source: string
}

/** All pages: by section, and in it by their order and title. */
export function readPages(): DocPage[] {
  return globSync('**/*.md', { cwd: folder })
    .map((file) => readPage(file.replaceAll(sep, '/')))
    .sort(
      (a, b) =>
        sections.indexOf(a.section) - sections.indexOf(b.section) ||
        a.order - b.order ||
        a.title.localeCompare(b.title, 'en'),
    )
}

function readPage(file: string): DocPage {
  const text = readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n')
  const [above = '', lines] = /^---\n([^]*?)\n---\n/.exec(text) ?? []
  if (lines === undefined)
    throw new Error(`${file} has no front matter: it begins with ---, title:, order:, ---`)
  const front: Record<string, string> = {}
  for (const line of lines.split('\n')) {
    const [, key, value] = /^(\w+):\s*(.*?)\s*$/.exec(line) ?? []
    if (key === undefined || !value) throw new Error(`${file}: "${line}" is no "key: value"`)
    front[key] = value.replace(/^(['"])(.*)\1$/, '$2')
  }
  const { title } = front
  if (!title) throw new Error(`${file} has no title`)
  return {
    file,
    path: file.replace(/\.md$/, '.html'),
    title,
    section: sectionOf(file, front['section']),
    order: file.endsWith('index.md') ? -1 : Number(front['order'] ?? 50),
    front,
    source: '\n'.repeat(above.split('\n').length - 1) + text.slice(above.length),
  }
}

function sectionOf(file: string, named: string | undefined): Section {
  const wanted = named ?? file.split('/')[0] ?? ''
  const section = sections.find((name) => name.toLowerCase() === wanted.toLowerCase())
  if (!section)
    throw new Error(`${file}: "${wanted}" is no section; there are: ${sections.join(', ')}`)
  return section
}
