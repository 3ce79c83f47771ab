import { Marked, type Tokens } from 'marked'
import { readFence, type Fence } from './fences.ts'
import type { DocPage } from './pages.ts'

/** A page made of Markdown. */
export interface Rendered {
  html: string
  /** Its second level, for the list at the top. */
  headings: { id: string; text: string }[]
  /** Styles of the live examples, each for its own example. */
  styles: string
}

/** What `<!-- name words -->` in a text stands for: HTML that is made and not written. */
export type Made = (name: string, words: string[], page: DocPage) => string

/** Turns the text of a page into HTML. Throws, with file and line, for what would not be shown as it was meant. */
export function render(page: DocPage, made: Made): Rendered {
  const headings: Rendered['headings'] = []
  // The layout has these.
  const ids = new Set(['main', 'top'])
  let about = page.title
  let styles = ''
  let examples = 0

  const heading = (
    { tokens, depth }: Tokens.Heading,
    inline: (t: Tokens.Heading['tokens']) => string,
  ) => {
    const content = inline(tokens)
    // The layout shows the title; a text may repeat it for those who read it as it is.
    if (depth === 1 && ids.size === 2) return ''
    if (depth === 1) throw new Error(`${page.file}: has one title; other headings begin with ##`)
    const text = plain(content)
    const id = unused(slug(text), ids)
    if (depth === 2) headings.push({ id, text })
    about = text
    return `<h${depth} id="${id}">${content} <a class="anchor" href="#${id}" aria-label="Link to “${escape(text)}”">#</a></h${depth}>\n`
  }

  const code = ({ lang = '', text, raw }: Tokens.Code): string => {
    const line = page.source.slice(0, Math.max(0, page.source.indexOf(raw))).split('\n').length
    const fence = readFence(lang, text, { file: page.file, line })
    const block = codeBlock(fence)
    if (!fence.words.includes('live')) return block
    const id = `example-${++examples}`
    if (fence.kind === 'css') styles += `#${id} {\n${fence.text}\n}\n`
    return block + liveExample(id, fence)
  }

  const marked = new Marked({
    gfm: true,
    renderer: {
      heading(token) {
        return heading(token, (tokens) => this.parser.parseInline(tokens))
      },
      code,
      link({ href, tokens }) {
        return `<a href="${escape(linkTo(href, page))}">${this.parser.parseInline(tokens)}</a>`
      },
      table({ header, rows }) {
        const cells = (row: Tokens.TableCell[]): string[] =>
          row.map(({ tokens }) => this.parser.parseInline(tokens))
        return table(cells(header), rows.map(cells), about)
      },
      html({ text }) {
        const [, name, words] = /^\s*<!--\s*([\w-]+)\s*([\w\s-]*?)-->\s*$/.exec(text) ?? []
        if (name !== undefined) return made(name, words?.split(/\s+/).filter(Boolean) ?? [], page)
        if (/^\s*<!--[^]*-->\s*$/.test(text)) return ''
        throw new Error(
          `${page.file}: HTML in a text would be lost: put \`${text.trim()}\` in backticks`,
        )
      },
      image({ href }) {
        throw new Error(`${page.file}: pictures such as ${href} are not copied`)
      },
    },
  })
  const html = marked.parse(page.source, { async: false })
  return { html, headings, styles }
}

/**
 * A table of HTML cells. On a narrow screen each row becomes a block, with the names of its columns in it; the roles
 * say what the browser then forgets.
 */
export function table(head: string[], rows: string[][], about: string): string {
  const columns = head.map((name) => `<th scope="col" role="columnheader">${name}</th>`)
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map(
      (cell, i) =>
        `<td role="cell" data-column="${escape(plain(head[i + 1] ?? ''))}"><div>${cell}</div></td>`,
    )
    // A style sheet sees no text beside a piece of code, so a name that must stay on one line is marked here.
    const name = /^<code>[^<]*<\/code>$/.test(first) ? ' class="name"' : ''
    return `<tr role="row"><th scope="row" role="rowheader"${name}>${first}</th>${cells.join('')}</tr>`
  })
  return `<table role="table" aria-label="${escape(about)}"><thead role="rowgroup"><tr role="row">${columns.join('')}</tr></thead><tbody role="rowgroup">${body.join('')}</tbody></table>\n`
}

/** Text as HTML shows it, in content and in attributes. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function codeBlock({ lang, text, kind, words }: Fence): string {
  const name = kind === 'from' ? (words[0] ?? '') : (names[lang] ?? lang)
  const label = kind === 'text' ? 'Text' : name
  return `<div class="code"><p class="kind">${escape(label)}</p><pre><code>${escape(text)}</code></pre></div>\n`
}

const names: Record<string, string> = {
  html: 'HTML',
  js: 'JavaScript',
  json: 'JSON',
  css: 'CSS',
  ts: 'TypeScript',
  tsx: 'TSX',
  http: 'HTTP',
  sh: 'Shell',
}

/** The real widget, in preview: with the styles above it, or the very element that is shown. */
function liveExample(id: string, { kind, text }: Fence): string {
  const element =
    kind === 'css'
      ? '<undersigned-petition petition="example" backend="example" endpoint="./" preview heading-level="3">This example needs JavaScript.</undersigned-petition>'
      : text
          .replaceAll(/\sendpoint="[^"]*"/g, ' backend="example" endpoint="./"')
          .replaceAll('<undersigned-petition', '<undersigned-petition preview heading-level="3"')
  return `<div class="live" id="${id}">${element}</div>\n`
}

/** A link to another page of the site becomes one to what is made of it. */
function linkTo(href: string, page: DocPage): string {
  if (/^(https:|mailto:|#)/.test(href)) return href
  // Built beside this site, and hosted beside it.
  if (href === '../configurator/index.html') return href
  if (!/^[\w./-]+\.md(#[\w-]+)?$/.test(href))
    throw new Error(`${page.file}: ${href} is neither a page of this folder (….md) nor https:`)
  return href.replace(/\.md(?=#|$)/, '.html')
}

function plain(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

/** As other sites make them of headings, so that a link can be guessed. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-')
}

function unused(id: string, ids: Set<string>): string {
  let free = id || 'section'
  for (let n = 2; ids.has(free); n++) free = `${id}-${n}`
  ids.add(free)
  return free
}
