import { html, nothing, type TemplateResult } from 'lit/html.js'

/** A heading of a level, 6 at most. It can be given focus from here, never by Tab. */
export function heading(
  level: number,
  id: string,
  content: unknown,
  part?: 'heading',
): TemplateResult {
  const name = part ?? nothing
  switch (Math.min(level, 6)) {
    case 1:
      return html`<h1 id=${id} part=${name} tabindex="-1">${content}</h1>`
    case 2:
      return html`<h2 id=${id} part=${name} tabindex="-1">${content}</h2>`
    case 3:
      return html`<h3 id=${id} part=${name} tabindex="-1">${content}</h3>`
    case 4:
      return html`<h4 id=${id} part=${name} tabindex="-1">${content}</h4>`
    case 5:
      return html`<h5 id=${id} part=${name} tabindex="-1">${content}</h5>`
    default:
      return html`<h6 id=${id} part=${name} tabindex="-1">${content}</h6>`
  }
}
