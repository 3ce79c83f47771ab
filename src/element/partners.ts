import { sharesOf } from '../schema/index.ts'
import { secureLink } from './secure-link.ts'
import type { StoryPart } from './story.ts'

/** How many came through each partner's page, where the petition shows it. */
export function partnersView({ petition, tally, level, locale, kit }: StoryPart): unknown {
  const { html, nothing, heading } = kit
  const shares = sharesOf(petition.partners, tally?.partners)
  if (!tally || shares.length === 0) return nothing
  return html`<div>
    ${heading(level + 1, 'partners', locale.say('partners.title'))}
    <ul class="shares">
      ${shares.map(({ name, url, count }) => {
        const [before = '', number = '', after = ''] = locale.split('partners.count', { count })
        const part = Math.min(1, count / Math.max(1, tally.count))
        return html`<li>
          <bdi class="name">${secureLink(url, name, kit)}</bdi>
          <span class="quiet">${before}<bdi>${number}</bdi>${after}</span>
          <div class="bar" aria-hidden="true">
            <div class="bar-fill" .style=${`inline-size:${part * 100}%`}></div>
          </div>
        </li>`
      })}
    </ul>
    <p class="quiet">${locale.say('partners.note')}</p>
  </div>`
}
