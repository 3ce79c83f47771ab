import { comeOf } from '../schema/index.ts'
import { dateOf } from './date.ts'
import { isSecure } from './secure-link.ts'
import type { StoryPart } from './story.ts'

/** So many are open from the start. */
const openUpdates = 3

/** What has happened since, the newest first. */
export function updatesView({ petition, lang, level, now, locale, kit }: StoryPart): unknown {
  const { html, nothing, heading, linkView, proseView } = kit
  const { timeZone } = petition
  const come = comeOf(petition.updates, now, 'newest')
  if (come.length === 0) return nothing
  return html`<div class="updates">
    ${heading(level + 1, 'updates', locale.say('updates.title'))}
    ${come.map(({ at, title, text, url }, i) => {
      const head = html`<time class="quiet" datetime=${at}>${dateOf(at, timeZone, locale)}</time>
        <strong lang=${lang} dir="auto">${title}</strong>`
      const isLink = isSecure(url)
      const more = html`${locale.say('updates.more')}<span class="unseen">: ${title}</span>`
      if (!text && !isLink) return html`<p class="update">${head}</p>`
      return html`<details ?open=${i < openUpdates}>
        <summary>${head}</summary>
        ${text ? html`<div class="text" lang=${lang} dir="auto">${proseView(text)}</div>` : nothing}
        ${isLink ? html`<p>${linkView(url, more)}</p>` : nothing}
      </details>`
    })}
  </div>`
}
