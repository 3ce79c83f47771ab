import { html, type TemplateResult } from 'lit/html.js'
import type { Attention } from '../schema/index.ts'
import { issueText, type AskedInWords } from './issue-text.ts'
import type { Locale } from './locale.ts'
import { panelView } from './panel.ts'

/** The list of what needs attention, in the order it is asked; each entry leads to its control. */
export function summaryView(
  summary: readonly Attention[],
  asked: AskedInWords,
  level: number,
  goTo: (field: string) => void,
  locale: Locale,
): TemplateResult {
  const entry = (issue: Attention) => {
    const go = (event: Event) => {
      // A link into a shadow root would change the page's address and move no focus.
      event.preventDefault()
      goTo(issue.field)
    }
    return html`<li>
      <a href="#${issue.field}" @click=${go}>${issueText(issue, asked, locale)}</a>
    </li>`
  }
  const list = html`<ul>
    ${summary.map(entry)}
  </ul>`
  return panelView('error-summary', level, locale.say('errors.title'), list)
}
