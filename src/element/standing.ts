import type { TemplateResult } from 'lit/html.js'
import { isolated, type Petition, type Status } from '../schema/index.ts'
import { dateOf } from './date.ts'
import type { Kit } from './kit.ts'
import type { Locale } from './locale.ts'

export { enStanding as words } from '../locales/en-standing.ts'
export { standingStyles as styles } from './standing.styles.ts'

/** What is shown in place of the form while a petition cannot be signed. */
export interface StandingView {
  petition: Petition
  /** `open` never gets here: it has the form. */
  status: Exclude<Status, 'open'>
  /** Only the refusal says so: the backend goes by another date than its document, so that one is not told. */
  isRefused: boolean
  level: number
  /** The final number, where it is known. */
  count: number | undefined
  /** Why a signature on its way was too late or too early. */
  refused: 'not-open' | 'closed' | 'paused' | undefined
}

type View = TemplateResult | Kit['nothing']

/** Not open yet, paused, closed, handed in, answered: each says what happened and what comes next. */
export function standingView(view: StandingView, locale: Locale, kit: Kit): TemplateResult {
  const { html, nothing, heading } = kit
  const { petition, status, level, refused } = view
  const isHandedIn = status === 'delivered' || status === 'answered'
  return html`<div class="status is-${status}" part="status">
    ${
      isHandedIn
        ? html`<svg class="emblem" viewBox="0 0 48 48" aria-hidden="true">
            <circle cx="24" cy="24" r="24" />
            <path d="M14.5 25l6.5 6.5 13-15" />
          </svg>`
        : nothing
    }
    ${heading(level + 1, 'result', locale.say(`status.${status}.title`))}
    ${refused ? html`<p class="panel is-error" part="notice">${locale.say(`refused.${refused}`)}</p>` : nothing}
    ${status === 'answered' ? outcomeView(petition, locale, kit) : nothing}
    ${isHandedIn ? deliveryView(view, locale, kit) : html`<p>${statusText(view, locale)}</p>`}
  </div>`
}

function statusText({ petition, status, isRefused }: StandingView, locale: Locale): string {
  const { timeZone } = petition
  const [opensAt, closesAt] = isRefused ? [] : [petition.opensAt, petition.closesAt]
  if (status === 'upcoming')
    return opensAt
      ? locale.say('status.upcoming.text', { date: dateOf(opensAt, timeZone, locale) })
      : ''
  if (status === 'paused') return locale.say('status.paused.text')
  return closesAt
    ? locale.say('status.closed.text', { date: dateOf(lastOf(closesAt), timeZone, locale) })
    : locale.say('status.closed.undated')
}

/** The last moment to sign: midnight is the end of the day before. What is no instant stays as it is written. */
function lastOf(closesAt: string): string {
  const end = closesAt.length > 10 ? Date.parse(closesAt) : NaN
  return Number.isNaN(end) ? closesAt : new Date(end - 1).toISOString()
}

/** The hand-in: how many, where, to whom, when. Pairs rather than a sentence: no language has to bend around names. */
function deliveryView({ petition, count }: StandingView, locale: Locale, kit: Kit): View {
  const { html, nothing } = kit
  const { delivery, lang, timeZone } = petition
  if (!delivery) return nothing
  const handed = delivery.count ?? count
  const facts = [
    ['delivery.place', delivery.place && isolated(delivery.place, locale)],
    ['delivery.recipient', delivery.recipient && isolated(delivery.recipient, locale)],
    ['delivery.at', dateOf(delivery.at, timeZone, locale)],
    ['delivery.attendees', listOf(delivery.attendees, locale)],
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
    ${textView(delivery.text, lang, kit)}
    ${moreView(delivery.url, locale.say('delivery.more'), kit)}
  </div>`
}

function outcomeView({ outcome, lang, timeZone }: Petition, locale: Locale, kit: Kit): View {
  const { html, nothing } = kit
  if (!outcome) return nothing
  return html`<div class="answer">
    ${textView(outcome.text, lang, kit)}
    <p class="quiet">${locale.say('outcome.at')}: ${dateOf(outcome.at, timeZone, locale)}</p>
    ${moreView(outcome.url, locale.say('outcome.more'), kit)}
  </div>`
}

function moreView(url: string | undefined, label: string, { html, nothing, linkView }: Kit): View {
  return url ? html`<p>${linkView(url, label)}</p>` : nothing
}

/** In the petition's own language. */
function textView(text: string | undefined, lang: string, kit: Kit): View {
  const { html, nothing, proseView } = kit
  return text ? html`<div class="text" lang=${lang} dir="auto">${proseView(text)}</div>` : nothing
}

/** "A, B and C"; where the browser does not know the language, without its "and". */
function listOf(names: readonly string[], locale: Locale): string {
  const { list, tag } = locale
  const isKnown = Intl.ListFormat.supportedLocalesOf(tag).length > 0
  return new Intl.ListFormat(list, { type: isKnown ? 'conjunction' : 'unit' }).format(
    names.map((name) => isolated(name, locale)),
  )
}
