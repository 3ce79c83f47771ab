import { parseText, type Block, type Inline } from '../../schema/index.ts'
import { html, type Html, type Part } from './html.ts'

/** The petition's text as HTML: read by the same parser that the widget uses. */
export function prose(source: string): Html {
  return html`${parseText(source).map((block) => html`${blockOf(block)} `)}`
}

function blockOf(block: Block): Html {
  if (block.kind === 'paragraph') return html`<p>${inlines(block.inline)}</p>`
  const items: Part = block.items.map((item) => html`<li>${inlines(item)}</li>`)
  return block.ordered
    ? html`<ol>
        ${items}
      </ol>`
    : html`<ul>
        ${items}
      </ul>`
}

function inlines(parts: readonly Inline[]): Part {
  return parts.map((part) => {
    if (typeof part === 'string') return part
    switch (part.kind) {
      case 'em':
        return html`<em>${inlines(part.inline)}</em>`
      case 'strong':
        return html`<strong>${inlines(part.inline)}</strong>`
      case 'link':
        return html`<a href="${part.href}">${inlines(part.inline)}</a>`
      case 'break':
        return html`<br />`
    }
  })
}
