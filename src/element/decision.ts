import { dateOf } from './date.ts'
import { approachOf } from '../schema/index.ts'
import type { Locale } from './locale.ts'
import type { StoryPart } from './story.ts'

/** The day or days on which it is decided, and how far away they are. */
export function decisionView({ petition, status, level, now, locale, kit }: StoryPart): unknown {
  const { html, nothing, heading } = kit
  const { decision, lang, timeZone } = petition
  if (!decision) return nothing
  const { from, until = from, text } = decision
  const approach = approachOf(decision, now, timeZone)
  return html`<div>
    ${heading(level + 1, 'decision', locale.say('decision.title'))}
    <p class="when">${daysOf(from, until, locale)}</p>
    ${text ? html`<p lang=${lang} dir="auto">${text}</p>` : nothing}
    ${
      // The answer is there, and says more; of what is no day nothing is known.
      !approach || (approach.how === 'past' && status === 'answered')
        ? nothing
        : html`<p class="quiet">
            ${locale.say(`decision.${approach.how}`, { count: approach.count })}
          </p>`
    }
  </div>`
}

/** One day, or from one to another: "16–18 November 2009". */
function daysOf(from: string, until: string, locale: Locale): string {
  try {
    // This browser may not know the language; its own months are put in one date at a time.
    if (locale.file?.months) throw new Error('not by the browser')
    return new Intl.DateTimeFormat([...locale.list], {
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      timeZone: 'UTC',
    }).formatRange(new Date(from), new Date(until))
  } catch {
    const day = (at: string) => dateOf(at, 'UTC', locale)
    return from === until ? day(from) : `${day(from)} – ${day(until)}`
  }
}
