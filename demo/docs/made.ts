import { readFileSync } from 'node:fs'
import { marked } from 'marked'
import { escape, table } from './markdown.ts'
import { manifestTable, readManifest, type ElementManifest } from './manifest.ts'
import type { DocPage } from './pages.ts'

let elements: ElementManifest[] | undefined

/**
 * What stands in a text as `<!-- name words -->`:
 * - `<!-- pages -->`: a list of the other pages of the section, with their descriptions
 * - `<!-- manifest attributes undersigned-petition -->`: a table of the manifest
 * - `<!-- languages -->`: the table of LANGUAGES.md
 */
export function made(
  name: string,
  words: string[],
  page: DocPage,
  pages: readonly DocPage[],
): string {
  if (name === 'pages') return listOf(page, pages)
  if (name === 'languages') return languages()
  if (name !== 'manifest') throw new Error(`${page.file}: nothing is made for <!-- ${name} -->`)
  const [kind = '', tagName = ''] = words
  const element = (elements ??= readManifest()).find((one) => one.tagName === tagName)
  if (!element) throw new Error(`${page.file}: no element is called "${tagName}"`)
  return manifestTable(kind, element, eventDetails())
}

function listOf(page: DocPage, pages: readonly DocPage[]): string {
  const folder = page.path.replace(/[^/]*$/, '')
  const entries = pages
    .filter((other) => other !== page && other.section === page.section)
    .map(({ path, title, front }) => {
      const about = front['description'] ? `: ${escape(front['description'])}` : ''
      return `<li><a href="${path.slice(folder.length)}">${escape(title)}</a>${about}</li>`
    })
  return `<ul>${entries.join('')}</ul>\n`
}

function languages(): string {
  const text = readFileSync(new URL('../../LANGUAGES.md', import.meta.url), 'utf8')
  const [head = [], , ...rows] = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => marked.parseInline(cell.trim(), { async: false })))
  return table(head, rows, 'languages')
}

/** The keys of each event's detail, read where they are typed. */
function eventDetails(): Record<string, string> {
  const source = readFileSync(new URL('../../src/element/events.ts', import.meta.url), 'utf8')
  const keysOf = (body: string): string =>
    [...body.matchAll(/(?:^|[;{\n])\s*(?:readonly )?(\w+\??)\s*[:(]/g)]
      .map(([, key]) => `\`${key}\``)
      .join(', ')
  const [, sign = ''] = /interface SignDetail \{([^]*?)\n\}/.exec(source) ?? []
  const [, events = ''] = /interface UndersignedEvents \{([^]*?)\n\}/.exec(source) ?? []
  const details: Record<string, string> = { 'undersigned-sign': keysOf(sign) }
  for (const [, name = '', body = ''] of events.matchAll(/'([\w-]+)': \{([^}]*)\}/g))
    details[name] = keysOf(body)
  return details
}
