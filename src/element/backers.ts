import type { Petition } from '../schema/index.ts'
import { logoOf, logoView } from './logo.ts'
import { secureLink } from './secure-link.ts'
import type { StoryPart } from './story.ts'

/**
 * In the order of the contract; a kind of a later version is the last. Written out here too, since the contract's own
 * list is in the script, which parts that are loaded later must not import; a test compares them.
 */
export const kinds = [
  'charity',
  'union',
  'MEP',
  'MP',
  'councillor',
  'company',
  'person',
  'other',
] as const

/** Longer groups are folded. */
const longGroup = 12

/** Who stands behind it, by kind. */
export function backersView(part: StoryPart): unknown {
  const { petition, level, locale, kit } = part
  const { html, nothing, heading } = kit
  if (petition.backers.length === 0) return nothing
  return html`<div part="backers">
    ${heading(level + 1, 'backers', locale.say('backers.title'))}
    ${kinds.map((kind) => {
      const group = petition.backers.filter((backer) => (backer.kind ?? 'other') === kind)
      if (group.length === 0) return nothing
      const title = heading(level + 2, `backers-${kind}`, locale.say(`backers.${kind}`))
      const isAmongLogos = group.some(({ logo }) => logoOf(logo, part))
      const list = html`<ul>
        ${group.map((backer) => backerView(backer, part, isAmongLogos))}
      </ul>`
      return group.length > longGroup
        ? html`<details>
            <summary>${title}</summary>
            ${list}
          </details>`
        : html`${title}${list}`
    })}
  </div>`
}

/** With their logo, or with the place that others of their group have for one. */
function backerView(
  { name, role, url, logo, quote }: Petition['backers'][number],
  part: StoryPart,
  isAmongLogos: boolean,
): unknown {
  const { lang, kit } = part
  const { html, nothing, proseView } = kit
  const names = html`<bdi class="name">${secureLink(url, name, kit)}</bdi>${
      role ? html`<span class="quiet" lang=${lang} dir="auto">${role}</span>` : nothing
    }`
  const who = isAmongLogos
    ? html`<div class="who">
        <div class="logo">${logoView(logoOf(logo, part), part)}</div>
        <div>${names}</div>
      </div>`
    : names
  return html`<li part="backer">
    ${
      quote
        ? html`<figure dir="auto">
            <blockquote class="text" lang=${lang}>${proseView(quote)}</blockquote>
            <figcaption>${who}</figcaption>
          </figure>`
        : who
    }
  </li>`
}
