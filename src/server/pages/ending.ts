import type { PetitionFile, Tally } from '../../schema/index.ts'
import { html, type Html, type Part } from './html.ts'
import { lastMoment } from './last-moment.ts'
import { langOrAuto } from './layout.ts'
import { link } from './links.ts'
import { prose } from './prose.ts'
import type { Words } from './words.ts'

/** What stands where the form would be while a petition cannot be signed: not a disabled form, but what is the case. */
export function ending(
  words: Words,
  file: PetitionFile,
  { status = 'closed', count }: Tally,
): Html {
  const { say } = words
  const on = (at: string) => words.date(at, file.timeZone)
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
      return html`<h2 id="sign-title">${say(`status.${status}.title`)}</h2>
        ${status === 'answered' && outcome(words, file)} ${delivery(words, file, count)}`
    default:
      return notice(
        say('status.closed.title'),
        file.closesAt
          ? say('status.closed.text', { date: on(lastMoment(file.closesAt, file.timeZone)) })
          : say('status.closed.undated'),
      )
  }
}

function notice(title: string, text: string): Html {
  return html`<h2 id="sign-title">${title}</h2>
    ${text && html`<p>${text}</p>`}`
}

function outcome(words: Words, { outcome: answer, timeZone, lang }: PetitionFile): Part {
  if (!answer) return ''
  const { say } = words
  return html`<div class="answer">
    ${answer.text && html`<div${langOrAuto(lang, words)}>${prose(answer.text)}</div>`}
    <p class="muted">${say('outcome.at')}: ${words.date(answer.at, timeZone)}</p>
    ${answer.url && html`<p>${link(answer.url, say('outcome.more'))}</p>`}
  </div>`
}

/** Pairs rather than a sentence: no language has to bend around names. */
function delivery(
  words: Words,
  { delivery: handIn, timeZone, lang }: PetitionFile,
  count: number,
): Part {
  if (!handIn) return ''
  const { say, sayHtml } = words
  const { at, place, recipient, attendees, text, url } = handIn
  const line = (term: string, value: Part) =>
    value &&
    html`<div>
      <dt>${term}</dt>
      <dd>${value}</dd>
    </div> `
  const own = (value: string | undefined) =>
    value && html`<span${langOrAuto(lang, words)}>${value}</span>`
  return html`<p class="count">${sayHtml('delivery.count', { count: handIn.count ?? count })}</p>
    <dl class="facts">
      ${line(say('delivery.place'), own(place))} ${line(say('delivery.recipient'), own(recipient))}
      ${line(say('delivery.at'), words.date(at, timeZone))}
      ${line(say('delivery.attendees'), words.enumeration(attendees))}
    </dl>
    ${text && html`<div${langOrAuto(lang, words)}>${prose(text)}</div>`}
    ${url && html`<p>${link(url, say('delivery.more'))}</p>`}`
}
