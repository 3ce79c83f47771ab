import { html, type TemplateResult } from 'lit/html.js'
import { parseText, type Block, type Inline } from '../schema/index.ts'
import { linkView } from './links.ts'
import type { Locale } from './locale.ts'

/** A text longer than this is folded, in characters; what is shown of it is at least the second number. */
const longText = 700
const shownText = 300

/** The petition's text. A long one shows its beginning, the rest on request. */
export function textView(source: string, lang: string, locale: Locale): TemplateResult {
  const blocks = parseText(source)
  const cut = source.length > longText ? cutOf(blocks) : blocks.length
  return html`<div class="text" part="statement" lang=${lang} dir="auto">
    ${blocks.slice(0, cut).map(blockView)}
    ${
      cut < blocks.length
        ? html`<details>
            <summary lang=${locale.tag} dir=${locale.dir}>${locale.say('petition.more')}</summary>
            ${blocks.slice(cut).map(blockView)}
          </details>`
        : ''
    }
  </div>`
}

/** A few sentences by the same rules, such as an outcome. */
export function proseView(source: string | undefined): TemplateResult[] | undefined {
  return source ? parseText(source).map(blockView) : undefined
}

/** How many blocks are enough to see what it is about. */
function cutOf(blocks: readonly Block[]): number {
  let length = 0
  return (
    blocks.findIndex((block) => (length += JSON.stringify(block).length) > shownText) + 1 ||
    blocks.length
  )
}

function blockView(block: Block): TemplateResult {
  if (block.kind === 'paragraph') return html`<p>${inlineView(block.inline)}</p>`
  const items = block.items.map((item) => html`<li>${inlineView(item)}</li>`)
  return block.ordered
    ? html`<ol>
        ${items}
      </ol>`
    : html`<ul>
        ${items}
      </ul>`
}

function inlineView(pieces: readonly Inline[]): unknown[] {
  return pieces.map((piece) => {
    if (typeof piece === 'string') return piece
    if (piece.kind === 'break') return html`<br />`
    const inner = inlineView(piece.inline)
    if (piece.kind === 'em') return html`<em>${inner}</em>`
    if (piece.kind === 'strong') return html`<strong>${inner}</strong>`
    return linkView(piece.kind === 'link' ? piece.href : undefined, inner)
  })
}
