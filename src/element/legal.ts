import { html, type TemplateResult } from 'lit/html.js'
import type { Petition } from '../schema/index.ts'
import { standing } from './chunk.ts'
import { linkView } from './links.ts'
import type { Locale } from './locale.ts'

/** Who uses the details, where it is written, and how to take the signature back. */
export function legalView({ controller, confirmation }: Petition, locale: Locale): TemplateResult {
  const { name, privacyUrl, contact } = controller
  const notice = html`${locale.say('privacy.link')}<span class="unseen">
      ${locale.say('newTab')}</span
    >`
  const own = html`<bdi>${linkView(contact, contact)}</bdi>`
  const how =
    confirmation === 'email' ? 'privacy.withdraw' : standing.part ? 'status.withdraw' : undefined
  return html`<div part="legal" class="legal">
    <p>
      ${locale.split<unknown>('privacy.text', { controller: html`<bdi>${name}</bdi>`, link: linkView(privacyUrl, notice) })}
    </p>
    <p>${how ? locale.split<unknown>(how, { contact: own }) : own}</p>
    <slot name="legal"></slot>
  </div>`
}
