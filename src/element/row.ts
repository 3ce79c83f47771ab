import { html, nothing, type TemplateResult } from 'lit/html.js'
import { issueText, type AskedInWords } from './issue-text.ts'
import type { Locale } from './locale.ts'
import type { SigningState } from './signing.ts'

/** What stands around a control, and how the control points to it. */
export interface Row {
  hint: TemplateResult | typeof nothing
  error: TemplateResult | typeof nothing
  /** The class of a row that needs attention. */
  mark: 'has-error' | ''
  /** For `aria-invalid`. */
  invalid: 'true' | typeof nothing
  /** For `aria-describedby`. */
  described: string | typeof nothing
}

export function rowOf(
  name: string,
  hint: unknown,
  { state, asked }: { state: SigningState; asked: AskedInWords },
  locale: Locale,
): Row {
  const issue =
    state.kind === 'editing' ? state.issues.find(({ field }) => field === name) : undefined
  const ids = [hint && 'hint', name === 'comment' && 'left', issue && 'error']
    .filter(Boolean)
    .map((part) => `${name}-${part}`)
  return {
    hint: hint ? html`<p part="hint" class="quiet" id="${name}-hint">${hint}</p>` : nothing,
    error: issue
      ? html`<p part="error" class="error" id="${name}-error">
          <span class="unseen">${locale.say('error.prefix')}</span>
          ${issueText(issue, asked, locale)}
        </p>`
      : nothing,
    mark: issue ? 'has-error' : '',
    invalid: issue ? 'true' : nothing,
    described: ids.join(' ') || nothing,
  }
}
