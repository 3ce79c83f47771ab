import type { TemplateResult } from 'lit/html.js'
import { comeOf, milestoneOf, type Petition, type Status, type Tally } from '../schema/index.ts'
import { backersView } from './backers.ts'
import type { Config } from './config.ts'
import { dateOf } from './date.ts'
import { decisionView } from './decision.ts'
import type { Kit } from './kit.ts'
import type { Locale } from './locale.ts'
import { partnersView } from './partners.ts'
import { updatesView } from './updates.ts'
import type { Visit } from './visit.ts'

export { enStory as words } from '../locales/en-story.ts'
export { storyStyles as styles } from './story.styles.ts'

/** A part of who stands behind a petition and what has happened with it, and what it is made with. */
export interface StoryPart {
  petition: Petition
  /** Of what is not translated with a petition: roles, quotes, milestones, updates. */
  lang: string
  status: Status
  tally: Tally | undefined
  level: number
  /** Milliseconds since 1970. */
  now: number
  /** Where the petition comes from. */
  endpoint: string | undefined
  locale: Locale
  kit: Kit
}

/**
 * All of it that the petition has, below the form: it comes later, and moves nothing that was there.
 * @param petition in the language it is shown in
 */
export function storyView(
  petition: Petition,
  level: number,
  locale: Locale,
  kit: Kit,
  visit: Visit,
  settings: Config | undefined,
): TemplateResult {
  const { lang } = visit.petition ?? petition
  const { status = 'open' } = visit
  const tally = visit.tally.kind === 'known' ? visit.tally.tally : undefined
  const now = visit.now()
  const endpoint = settings?.endpoint
  const part: StoryPart = { petition, lang, status, tally, level, now, endpoint, locale, kit }
  return kit.html`<div class="further">
    ${backersView(part)} ${milestonesView(part)} ${decisionView(part)} ${updatesView(part)} ${partnersView(part)}
  </div>`
}

/** What has been reached so far, in words and with its date. */
function milestonesView({ petition, lang, level, now, locale, kit }: StoryPart): unknown {
  const { html, nothing, heading } = kit
  const { timeZone } = petition
  const reached = comeOf(petition.milestones, now, 'oldest')
  if (reached.length === 0) return nothing
  return html`<div part="milestones">
    ${heading(level + 1, 'milestones', locale.say('milestone.title'))}
    <ol class="dated">
      ${reached.map(({ at, count, text }) => {
        const { how, count: said } = milestoneOf(count)
        return html`<li>
          <time class="quiet" datetime=${at}>${dateOf(at, timeZone, locale)}</time>
          ${text ? html`<p lang=${lang} dir="auto">${text}</p>` : html`<p>${locale.say(`milestone.${how}`, { count: said })}</p>`}
        </li>`
      })}
    </ol>
  </div>`
}
