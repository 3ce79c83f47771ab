import {
  approachOf,
  backerKinds,
  comeOf,
  milestoneOf,
  sharesOf,
  type PetitionFile,
  type Tally,
} from '../../schema/index.ts'
import { logoPath } from '../logo.ts'
import { html, type Html, type Part } from './html.ts'
import { langOrAuto } from './layout.ts'
import { link } from './links.ts'
import { prose } from './prose.ts'
import type { Words } from './words.ts'

/** What a page tells of a petition beyond its text. */
export interface Story {
  words: Words
  /** In the language it is shown in. */
  file: PetitionFile
  tally: Tally
  now: number
}

/** Who stands behind a petition, and what has happened with it. */
export function story(told: Story): Part {
  return [backers(told), milestones(told), decision(told), updates(told), partners(told)]
}

/** Who stands behind it, by kind, in the order of the contract. */
function backers(told: Story): Part {
  const { words, file } = told
  const { say } = words
  const hasLogo = ({ logo }: Backer) => logoPath(file.id, logo) !== undefined
  if (file.backers.length === 0) return ''
  return html`<section class="backers" aria-labelledby="backers">
    <h2 id="backers">${say('backers.title')}</h2>
    ${backerKinds.map((kind) => {
      const group = file.backers.filter((backer) => backer.kind === kind)
      return (
        group.length > 0 &&
        html`<h3>${say(`backers.${kind}`)}</h3>
          <ul>
            ${group.map((backer) => backerEntry(backer, told, group.some(hasLogo)))}
          </ul>`
      )
    })}
  </section>`
}

type Backer = PetitionFile['backers'][number]

/** With its logo, or with the place that others of its group have for one. */
function backerEntry(
  { name, role, url, logo, quote }: Backer,
  { words, file: { id, lang } }: Story,
  isAmongLogos: boolean,
): Html {
  const names = html`<bdi class="name">${link(url, name)}</bdi>${
      role && html`<span class="muted role" ${langOrAuto(lang, words)}>${role}</span>`
    }`
  const who = isAmongLogos
    ? html`<div class="who">
        <span class="logo">${picture(logoPath(id, logo))}</span>
        <div>${names}</div>
      </div>`
    : names
  return html`<li>
    ${
      quote
        ? html`<figure>
            <blockquote${langOrAuto(lang, words)}>${prose(quote)}</blockquote>
            <figcaption>${who}</figcaption>
          </figure>`
        : who
    }
  </li> `
}

/**
 * The name beside it says who it is: read out, it would be said twice. Its place has a size and not the picture: browsers
 * show a box for one that did not come and has a size.
 */
function picture(path: string | undefined): Part {
  return path !== undefined && html`<img src="${path}" alt="" loading="lazy" />`
}

/** What has been reached so far, in words and with its date. */
function milestones({ words, file, now }: Story): Part {
  const reached = comeOf(file.milestones, now, 'oldest')
  if (reached.length === 0) return ''
  return html`<section aria-labelledby="milestones">
    <h2 id="milestones">${words.say('milestone.title')}</h2>
    <ol class="dated">
      ${reached.map(({ at, count, text }) => {
        const { how, count: said } = milestoneOf(count)
        return html`<li>
          ${time(at, file, words)}
          ${
            text
              ? html`<span${langOrAuto(file.lang, words)}>${text}</span>`
              : html`<span>${words.sayHtml(`milestone.${how}`, { count: said })}</span>`
          }
        </li> `
      })}
    </ol>
  </section>`
}

/** The day or days on which it is decided, and how far away they are. */
function decision({ words, file, tally, now }: Story): Part {
  const { decision: window, lang, timeZone } = file
  if (!window) return ''
  const { from, until = from, text } = window
  const { say } = words
  const approach = approachOf(window, now, timeZone)
  return html`<section aria-labelledby="decision">
    <h2 id="decision">${say('decision.title')}</h2>
    <p class="when">${words.days(from, until)}</p>
    ${text && html`<p${langOrAuto(lang, words)}>${text}</p>`}
    ${
      // The answer is there, and says more.
      approach &&
      !(approach.how === 'past' && tally.status === 'answered') &&
      html`<p class="muted">${say(`decision.${approach.how}`, { count: approach.count })}</p>`
    }
  </section>`
}

/** What has happened since, the newest first. */
function updates({ words, file, now }: Story): Part {
  const come = comeOf(file.updates, now, 'newest')
  if (come.length === 0) return ''
  const own = langOrAuto(file.lang, words)
  return html`<section class="updates" aria-labelledby="updates">
    <h2 id="updates">${words.say('updates.title')}</h2>
    ${come.map(
      ({ at, title, text, url }) =>
        html`<article>
          ${time(at, file, words)}
          <h3${own}>${title}</h3>
          ${text && html`<div${own}>${prose(text)}</div>`}
          ${
            url &&
            html`<p>
              ${link(url, html`${words.say('updates.more')}<span class="hidden">: ${title}</span>`)}
            </p>`
          }
        </article> `,
    )}
  </section>`
}

/** How many came through each partner's page, where the petition shows it. */
function partners({ words, file, tally }: Story): Part {
  const shares = sharesOf(file.partners, tally.partners)
  if (shares.length === 0) return ''
  return html`<section aria-labelledby="partners">
    <h2 id="partners">${words.say('partners.title')}</h2>
    <ul class="shares">
      ${shares.map(
        ({ name, url, count }) =>
          html`<li>
            <bdi class="name">${link(url, name)}</bdi>
            <span class="muted">${words.sayHtml('partners.count', { count })}</span>
          </li> `,
      )}
    </ul>
    <p class="muted">${words.say('partners.note')}</p>
  </section>`
}

function time(at: string, { timeZone }: PetitionFile, words: Words): Html {
  return html`<time class="muted" datetime="${at}">${words.date(at, timeZone)}</time>`
}
