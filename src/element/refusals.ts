import type { TemplateResult } from 'lit/html.js'
import type { Kit } from './kit.ts'
import type { Locale } from './locale.ts'
import type { Mishap } from './signing.ts'

export { enRefused as words } from '../locales/en-refused.ts'

/** Why a signature was refused, whom to ask about it, and when to try again. */
export function refusalView(
  { code, retryAfterSeconds: seconds }: Extract<Mishap, { why: 'refused' }>,
  contact: unknown,
  locale: Locale,
  { html, nothing }: Kit,
): TemplateResult {
  return html`<p>${locale.split<unknown>(`refused.${code}`, { contact })}</p>
    ${seconds ? html`<p>${locale.say('fail.wait', { time: wait(seconds, locale) })}</p>` : nothing}`
}

/** A wait in words, such as "in 2 minutes". */
function wait(seconds: number, { list }: Locale): string {
  const format = new Intl.RelativeTimeFormat([...list])
  return seconds < 90
    ? format.format(Math.max(1, Math.ceil(seconds)), 'second')
    : format.format(Math.ceil(seconds / 60), 'minute')
}
