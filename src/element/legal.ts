import { html, type TemplateResult } from 'lit/html.js'
import type { Petition } from '../schema/index.ts'
import { linkView } from './links.ts'
import type { Locale } from './locale.ts'

/** Who uses the details, where it is written, and how to take the signature back. */
export function legalView({ controller }: Petition, locale: Locale): TemplateResult {
  const { name, privacyUrl, contact } = controller
  const notice = html`${locale.say('privacy.link')}<span class="unseen">
      ${locale.say('newTab')}</span
    >`
  return html`<div part="legal" class="legal">
    <p>
      ${locale.split<unknown>('privacy.text', { controller: html`<bdi>${name}</bdi>`, link: linkView(privacyUrl, notice) })}
    </p>
    <p>
      ${locale.split<unknown>('privacy.withdraw', { contact: html`<bdi>${linkView(contact, contact)}</bdi>` })}
    </p>
    <slot name="legal"></slot>
  </div>`
}
