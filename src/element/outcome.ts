import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Petition } from '../schema/index.ts'
import { heading } from './heading.ts'
import { linkToContact } from './links.ts'
import type { Locale } from './locale.ts'
import type { Mishap, Notice, SigningState } from './signing.ts'

/** What went wrong on the way, and the way on. It takes the place of the error summary. */
export function mishapView(
  {
    mishap,
    petition,
    level,
    retry,
  }: { mishap: Mishap; petition: Petition; level: number; retry: (event: Event) => void },
  locale: Locale,
): TemplateResult {
  return html`<div
    class="panel is-error"
    part="notice"
    role="group"
    id="panel"
    tabindex="-1"
    aria-labelledby="panel-title"
  >
    ${heading(level + 2, 'panel-title', locale.say(mishapTitle(mishap)))}
    <p>${mishapText(mishap, petition, locale)}</p>
    ${
      mishap.why === 'refused' && mishap.retryAfterSeconds
        ? html`<p>${locale.say('fail.wait', { time: locale.wait(mishap.retryAfterSeconds) })}</p>`
        : nothing
    }
    <button type="button" part="secondary-button" class="button secondary" @click=${retry}>
      ${locale.say('fail.retry')}
    </button>
  </div>`
}

function mishapTitle(mishap: Mishap): 'offline.title' | 'fail.title' | 'refused.title' {
  if (mishap.why === 'offline') return 'offline.title'
  // 503: not acknowledged, perhaps stored.
  return mishap.why === 'refused' && mishap.code !== 'unavailable' ? 'refused.title' : 'fail.title'
}

function mishapText(mishap: Mishap, { controller }: Petition, locale: Locale): unknown {
  switch (mishap.why) {
    case 'offline':
      return locale.say('offline.text', { button: locale.say('fail.retry') })
    case 'refused':
      return locale.split<TemplateResult | string>(`refused.${mishap.code}`, {
        contact: contactView(controller.contact),
      })
    default:
      return locale.say(`fail.${mishap.why}`)
  }
}

/** What has to be known before signing, or why a signature was held back. */
export function noticeView(notice: Notice, locale: Locale): TemplateResult {
  const text =
    notice.why === 'preview' ? locale.say('preview.done') : locale.say(`notice.${notice.why}`)
  // The page's own words, as text.
  const own = notice.why === 'vetoed' && notice.message
  return html`<div class="panel" part="notice" id="panel" tabindex="-1"><p>${own || text}</p></div>`
}

/** What the thank-you panels need. */
export interface OutcomeView {
  petition: Petition
  level: number
  email: string
  again: () => void
  change: () => void
  /** Asking others, or nothing. */
  share: TemplateResult | typeof nothing
}

/** One step left: the mail. */
export function pendingView(
  { again }: Extract<SigningState, { kind: 'pending' }>,
  view: OutcomeView,
  locale: Locale,
): TemplateResult {
  const email = html`<bdi class="address">${view.email}</bdi>`
  return html`<div class="outcome">
    <svg class="emblem" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="24" />
      <path d="M13 17.5h22v14H13zM13 18.5l11 8 11-8" />
    </svg>
    <p class="step">${locale.say('pending.step')}</p>
    ${heading(view.level + 1, 'result', locale.say('pending.title'))}
    <p class="lead">
      ${locale.split<TemplateResult>(again === 'sent' ? 'pending.resent' : 'pending.text', { email })}
    </p>
    <p class="quiet">${locale.say(again === 'failed' ? 'pending.resendFailed' : 'pending.spam')}</p>
    <div class="actions">
      <button type="button" part="secondary-button" class="button secondary" @click=${view.change}>
        ${locale.say('pending.change')}
      </button>
      <button
        type="button"
        part="secondary-button"
        class=${again === 'early' ? 'button secondary is-early' : 'button secondary'}
        id="again"
        aria-disabled=${again === 'sending' ? 'true' : nothing}
        @click=${view.again}
      >
        ${locale.say(again === 'sending' ? 'pending.resending' : 'pending.resend')}
      </button>
    </div>
    ${view.share}
    <slot name="after-sign"></slot>
  </div>`
}

/** It counts, or has been passed on. */
export function signedView(
  { outcome }: Extract<SigningState, { kind: 'signed' }>,
  view: OutcomeView,
  locale: Locale,
): TemplateResult {
  return html`<div class="outcome">
    <svg class="emblem" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="24" />
      <path d="M14.5 25l6.5 6.5 13-15" />
    </svg>
    ${heading(view.level + 1, 'result', locale.say('signed.title'))}
    <p class="lead">
      ${
        outcome === 'counted'
          ? locale.say('signed.counted')
          : locale.say('signed.accepted', { owner: view.petition.owner.name })
      }
    </p>
    ${view.share}
    <slot name="after-sign"></slot>
  </div>`
}

function contactView(contact: string): TemplateResult | string {
  const href = linkToContact(contact)
  return href ? html`<a href=${href}>${contact}</a>` : contact
}
