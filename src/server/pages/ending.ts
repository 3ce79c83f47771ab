import type { Tally } from '../../schema/index.ts'
import type { KnownPetition } from '../petitions.ts'
import { html, type Html, type Part } from './html.ts'
import { prose } from './prose.ts'
import { date, say } from './words.ts'

/** What stands where the form would be while a petition cannot be signed: not a disabled form, but what is the case. */
export function ending(petition: KnownPetition, { status = 'closed' }: Tally): Html {
  const { file } = petition
  const on = (at: string) => date(at, file.timeZone)
  switch (status) {
    case 'upcoming':
      return notice(
        say('status.upcoming.title'),
        file.opensAt ? say('status.upcoming.text', { date: on(file.opensAt) }) : '',
      )
    case 'paused':
      return notice(say('status.paused.title'), say('status.paused.text'))
    case 'delivered':
    case 'answered':
      return html`${notice(say(`status.${status}.title`), '')} ${outcome(petition)}
      ${delivery(petition)}`
    default:
      return notice(
        say('status.closed.title'),
        file.closesAt
          ? say('status.closed.text', { date: on(file.closesAt) })
          : say('status.closed.undated'),
      )
  }
}

function notice(title: string, text: string): Html {
  return html`<h2>${title}</h2>
    ${text && html`<p>${text}</p>`}`
}

function outcome({ file: { outcome: answer, timeZone } }: KnownPetition): Part {
  if (!answer) return ''
  return html`<dl>
      <dt>${say('outcome.at')}</dt>
      <dd>${date(answer.at, timeZone)}</dd>
    </dl>
    ${answer.text && prose(answer.text)}
    ${answer.url && html`<p><a href="${answer.url}">${say('outcome.more')}</a></p>`}`
}

function delivery({ file: { delivery: handIn, timeZone } }: KnownPetition): Part {
  if (!handIn) return ''
  const { at, place, recipient, attendees, text, url } = handIn
  const line = (term: string, value: Part) =>
    value &&
    html`<dt>${term}</dt>
      <dd>${value}</dd> `
  return html`<dl>
      ${line(say('delivery.at'), date(at, timeZone))} ${line(say('delivery.place'), place)}
      ${line(say('delivery.recipient'), recipient)}
      ${line(say('delivery.attendees'), attendees.join(', '))}
    </dl>
    ${text && prose(text)} ${url && html`<p><a href="${url}">${say('delivery.more')}</a></p>`}`
}
