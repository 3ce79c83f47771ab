import type { TemplateResult } from 'lit/html.js'
import type { Kit } from './kit.ts'
import type { Locale } from './locale.ts'
import type { Suggestion } from './noticing.ts'

export { enSlips as words } from '../locales/en-slips.ts'
export { Noticing } from './noticing.ts'
export { fieldsIn, postcodeExample, postcodes } from '../schema/index.ts'

export function suggestionView(
  { email, use, keep }: Suggestion,
  locale: Locale,
  { html, buttonView }: Kit,
): TemplateResult {
  const address = html`<bdi>${email}</bdi>`
  return html`<div class="actions suggestion">
    <p>${locale.split<TemplateResult>('email.suggest', { email: address })}</p>
    ${buttonView(locale.split<TemplateResult>('email.use', { email: address }), use)}
    ${buttonView(locale.say('email.keep'), keep)}
  </div>`
}
