import { isFieldName, limits, postcodeExample, type Issue } from '../../schema/index.ts'
import { pagesEn } from '../../locales/pages-en.ts'
import { html, type Html, type Part } from './html.ts'
import type { PageKey, Words } from './words.ts'

/** The id of a field's control; dots would need escaping in style sheets. */
export function inputId(field: string): string {
  return `field-${field.replaceAll('.', '-')}`
}

/** An issue with the sentence that people are shown. */
export interface WordedIssue extends Issue {
  text: string
}

/** What a form asks, in the language it is shown in, as far as sentences about mistakes quote it. */
export interface AskedInWords {
  consents: readonly { id: string; text: string; purpose: string }[]
  declarations: readonly { id: string; text: string }[]
  /** Where the person lives, if it was said: examples are from there. */
  country: string
}

const examples: Record<string, string> = { email: 'name@example.com', phone: '+44 20 7946 0000' }

/** Puts the issues into words: the same sentence for the summary and beside the field, what to do and not what is wrong. */
export function worded(words: Words, issues: readonly Issue[], asked: AskedInWords): WordedIssue[] {
  return issues.map((issue) => ({ ...issue, text: wordsFor(words, issue, asked) }))
}

function wordsFor({ say }: Words, { field, code }: Issue, asked: AskedInWords): string {
  const [kind = '', id = ''] = field.split('.')
  if (kind === 'declarations' || kind === 'consents') {
    const entry = asked[kind].find((candidate) => candidate.id === id)
    const isProcessing = entry && 'purpose' in entry && entry.purpose === 'processing'
    if (code !== 'missing' || !entry) return say('error.unknown', { label: entry?.text ?? id })
    return say(isProcessing ? 'error.processing.missing' : `error.${kind}.missing`, {
      text: entry.text,
    })
  }
  const key = `error.${field}.${code}`
  if (Object.hasOwn(pagesEn, key)) {
    // A key of the catalogue, as was just seen.
    return say(key as PageKey, { example: examples[field] ?? postcodeExample(asked.country) ?? '' })
  }
  const label = isFieldName(field) ? say(`${field}.label`) : field
  return say(`error.${code}`, { label, count: isFieldName(field) ? limits[field] : 0 })
}

/**
 * What stands above a form that came back: where the person is sent by the links. Without issues, one sentence of
 * why. Focus goes there with the page, since no script is there to move it.
 */
export function errorSummary(summary: {
  title: string
  text?: string
  issues: readonly WordedIssue[]
}): Html {
  const items: Part = summary.issues.map(
    ({ field, text }) => html`<li><a href="#${inputId(field)}">${text}</a></li> `,
  )
  return html`<div
    class="summary"
    role="alert"
    tabindex="-1"
    autofocus
    aria-labelledby="summary-title"
  >
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
