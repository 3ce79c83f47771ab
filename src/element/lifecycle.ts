import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Petition, Status } from '../schema/index.ts'
import { heading } from './heading.ts'
import { linkTo } from './links.ts'
import type { Locale } from './locale.ts'
import { proseView } from './text-view.ts'

/** Before anything is known. The page's own link stays visible. */
export function loadingView(locale: Locale, open: (() => void) | undefined): TemplateResult {
  return html`<div class="lobby">
    ${
      open
        ? html`<button type="button" part="button" class="button" @click=${open}>
            ${locale.say('load.open')}
          </button>`
        : html`<p class="quiet">${locale.say('loading')}</p>`
    }
    <slot></slot>
  </div>`
}

/** The document did not come; the page's own link is the way on, and so is another try. */
export function unloadedView(locale: Locale, retry: () => void): TemplateResult {
  return html`<div class="lobby" part="notice">
    <p>${locale.say('load.error')}</p>
    <slot></slot>
    <button type="button" part="secondary-button" class="button secondary" @click=${retry}>
      ${locale.say('load.retry')}
    </button>
  </div>`
}

/** A mistake of the page; visitors can do nothing about it but follow the page's own link. */
export function misconfiguredView(locale: Locale): TemplateResult {
  return html`<div class="lobby" part="notice">
    <p>${locale.say('load.config')}</p>
    <slot></slot>
  </div>`
}

/** What is shown in place of the form while a petition cannot be signed. */
export interface StatusView {
  petition: Petition
  /** `open` never gets here: it has the form. */
  status: Exclude<Status, 'open'>
  level: number
  /** The final number, where it is known. */
  count: number | undefined
  /** Why a signature on its way was too late or too early. */
  refused: 'not-open' | 'closed' | 'paused' | undefined
}

/** Not open yet, paused, closed, handed in, answered: each says what happened and what comes next. */
export function statusView(view: StatusView, locale: Locale): TemplateResult {
  const { petition, status, level, refused } = view
  return html`<div class="status is-${status}" part="status">
    ${refused ? html`<p class="panel is-error" part="notice">${locale.say(`refused.${refused}`)}</p>` : nothing}
    ${
      status === 'delivered' || status === 'answered'
        ? html`<svg class="emblem is-done" viewBox="0 0 48 48" aria-hidden="true">
            <circle cx="24" cy="24" r="24" />
            <path d="M14.5 25l6.5 6.5 13-15" />
          </svg>`
        : nothing
    }
    ${heading(level + 1, 'result', locale.say(`status.${status}.title`))}
    ${status === 'answered' ? outcomeView(petition, locale) : nothing}
    ${status === 'delivered' || status === 'answered' ? deliveryView(view, locale) : html`<p>${statusText(view, locale)}</p>`}
    ${status === 'closed' ? decisionView(view, locale) : nothing}
  </div>`
}

/** Told above the form to somebody who is typing while the petition stops being open. */
export function statusNotice(status: Exclude<Status, 'open'>, locale: Locale): TemplateResult {
  return html`<p class="panel is-error" part="notice">${locale.say(`status.${status}.title`)}</p>`
}

function statusText({ petition, status }: StatusView, locale: Locale): string {
  const { opensAt, closesAt, timeZone } = petition
  if (status === 'upcoming')
    return opensAt
      ? locale.say('status.upcoming.text', { date: locale.date(opensAt, timeZone) })
      : ''
  if (status === 'paused') return locale.say('status.paused.text')
  return closesAt
    ? locale.say('status.closed.text', { date: locale.date(closesAt, timeZone) })
    : locale.say('status.closed.undated')
}

/** The hand-in: how many, where, to whom, when. Pairs rather than a sentence: no language has to bend around names. */
function deliveryView(
  { petition, count }: StatusView,
  locale: Locale,
): TemplateResult | typeof nothing {
  const { delivery, timeZone } = petition
  if (!delivery) return nothing
  const handed = delivery.count ?? count
  const facts = [
    ['delivery.place', delivery.place],
    ['delivery.recipient', delivery.recipient],
    ['delivery.at', locale.date(delivery.at, timeZone)],
    [
      'delivery.attendees',
      delivery.attendees.length > 0 ? locale.names(delivery.attendees) : undefined,
    ],
  ] as const
  const [before = '', number = '', after = ''] = locale.split('delivery.count', {
    count: handed ?? 0,
  })
  return html`<div class="delivery" part="delivery">
    ${handed === undefined ? nothing : html`<p class="count">${before}<bdi class="number">${number}</bdi>${after}</p>`}
    <dl>
      ${facts.map(([key, fact]) =>
        fact
          ? html`<div>
              <dt>${locale.say(key)}</dt>
              <dd>${fact}</dd>
            </div>`
          : nothing,
      )}
    </dl>
    ${proseView(delivery.text)} ${moreView(delivery.url, locale.say('delivery.more'))}
  </div>`
}

function outcomeView(
  { outcome, timeZone }: Petition,
  locale: Locale,
): TemplateResult | typeof nothing {
  if (!outcome) return nothing
  return html`<div class="answer">
    ${proseView(outcome.text)}
    <p class="quiet">${locale.say('outcome.at')}: ${locale.date(outcome.at, timeZone)}</p>
    ${moreView(outcome.url, locale.say('outcome.more'))}
  </div>`
}

function decisionView(
  { petition: { decision, timeZone }, level }: StatusView,
  locale: Locale,
): TemplateResult | typeof nothing {
  if (!decision) return nothing
  const from = locale.date(decision.from, timeZone)
  const until = decision.until && locale.date(decision.until, timeZone)
  return html`${heading(level + 2, 'decision', locale.say('decision.title'))}
    <p>
      ${until ? `${from} – ${until}` : from}${decision.text ? html`<br />${decision.text}` : nothing}
    </p>`
}

function moreView(url: string | undefined, label: string): TemplateResult | typeof nothing {
  const href = linkTo(url)
  return href ? html`<p><a href=${href} target="_blank" rel="noopener">${label}</a></p>` : nothing
}
