import { html, type TemplateResult } from 'lit/html.js'
import { heading } from './heading.ts'

/** Above the form, what stands in the way of signing. It is given focus. */
export function panelView(
  part: 'notice' | 'error-summary',
  level: number,
  title: string,
  content: TemplateResult,
): TemplateResult {
  return html`<div
    class="panel is-error"
    part=${part}
    role="group"
    id="panel"
    tabindex="-1"
    aria-labelledby="panel-title"
  >
    ${heading(level + 2, 'panel-title', title)} ${content}
  </div>`
}
