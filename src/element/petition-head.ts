import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Petition } from '../schema/index.ts'
import { heading } from './heading.ts'
import { linkView } from './links.ts'
import type { Locale } from './locale.ts'

/** Title, who is asked, who asks. */
export function petitionHead(petition: Petition, level: number, locale: Locale): TemplateResult {
  const { title, target, owner, summary, lang } = petition
  return html`<header class="head">
    <p class="quiet target" part="target">
      ${locale.split<TemplateResult>('petition.to', { target: html`<strong><bdi>${nameOf(target)}</bdi></strong>` })}
    </p>
    ${heading(level, 'title', html`<slot name="heading"><span lang=${lang} dir="auto">${title}</span></slot>`, 'heading')}
    ${summary ? html`<p class="lead" lang=${lang} dir="auto">${summary}</p>` : nothing}
    <p class="quiet">${locale.split<TemplateResult>('petition.by', { owner: ownerView(owner) })}</p>
  </header>`
}

function nameOf({ name, role, organisation }: Petition['target']): string {
  return [name, role, organisation].filter(Boolean).join(', ')
}

function ownerView({ name, role, url }: Petition['owner']): TemplateResult {
  return html`<bdi>${linkView(url, name)}${role ? `, ${role}` : nothing}</bdi>`
}

/** How long there is to sign, when it is not long any more. */
export function timeLeft(
  { closesAt, timeZone }: Petition,
  now: number,
  locale: Locale,
): string | undefined {
  if (!closesAt) return undefined
  const days = (Date.parse(closesAt) - now) / 86_400_000
  if (!(days > 0 && days < 60)) return undefined
  const day = (at: string) => locale.moment(at, { dateStyle: 'long', timeZone })
  const clock = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short', timeZone } as const
  // Midnight is the end of the day before, and told as its last minute: 00:00 reads as the one that has passed.
  const last = new Date(Date.parse(closesAt) - 1).toISOString()
  return days < 2 && day(last) === day(new Date(now).toISOString())
    ? locale.say('time.today', {
        time: locale.moment(day(closesAt) === day(last) ? closesAt : last, clock),
      })
    : locale.say('time.left', { count: Math.ceil(days) })
}
