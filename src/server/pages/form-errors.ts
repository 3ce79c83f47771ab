import { isFieldName, limits, type Issue } from '../../schema/index.ts'
import { html, type Html, type Part } from './html.ts'
import { pagesEn, type PageKey } from '../../locales/pages-en.ts'
import type { AgreedPart } from '../agreed.ts'
import { say } from './words.ts'

/** The id of a field's control; dots would need escaping in style sheets. */
export function inputId(field: string): string {
  return `field-${field.replaceAll('.', '-')}`
}

/** An issue with the sentence that people are shown. */
export interface WordedIssue extends Issue {
  text: string
}

const example = { email: 'name@example.org', phone: '+44 20 7946 0000' }

/** The same sentence for the summary and beside the field: what to do, not what is wrong. */
export function issueText(issue: Issue): string {
  return 'text' in issue && typeof issue.text === 'string' ? issue.text : wordsFor(issue, undefined)
}

/** Puts the issues that belong to something on the page into words. */
export function worded(issues: readonly Issue[], agreed: AgreedPart): WordedIssue[] {
  return issues.map((issue) => ({ ...issue, text: wordsFor(issue, agreed) }))
}

function wordsFor({ field, code }: Issue, agreed: AgreedPart | undefined): string {
  const [kind = '', id = ''] = field.split('.')
  if (kind === 'declarations' || kind === 'consents') {
    const asked = agreed?.[kind].find((candidate) => candidate.id === id)
    const isProcessing = asked && 'mode' in asked && asked.purpose === 'processing'
    if (code !== 'missing' || !asked) return say('error.unknown', { label: asked?.text ?? id })
    return say(isProcessing ? 'error.processing.missing' : `error.${kind}.missing`, {
      text: asked.text,
    })
  }
  const key = `error.${field}.${code}`
  if (Object.hasOwn(pagesEn, key)) {
    // A key of the catalogue, as was just seen.
    return say(key as PageKey, { example: field === 'phone' ? example.phone : example.email })
  }
  const label = isFieldName(field) ? say(`${field}.label`) : field
  return say(`error.${code}`, { label, count: isFieldName(field) ? limits[field] : 0 })
}

/**
 * What stands above a form that came back: where the person is sent by the links. Without issues, one sentence of
 * why. `role="alert"`, since a page that was just loaded has no focus to move.
 */
export function errorSummary(summary: {
  title: string
  text?: string
  issues: readonly WordedIssue[]
}): Html {
  const items: Part = summary.issues.map(
    ({ field, text }) => html`<li><a href="#${inputId(field)}">${text}</a></li> `,
  )
  return html`<div class="summary" role="alert" tabindex="-1" aria-labelledby="summary-title">
    <h2 id="summary-title">${summary.title}</h2>
    ${summary.text && html`<p>${summary.text}</p>`}
    ${
      summary.issues.length > 0 &&
      html`<ul>
        ${items}
      </ul>`
    }
  </div>`
}
