import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Petition } from '../schema/index.ts'
import { buttonView } from './button.ts'
import { refusals } from './chunk.ts'
import { kit } from './kit.ts'
import { contactView } from './links.ts'
import type { Locale } from './locale.ts'
import { panelView } from './panel.ts'
import type { Mishap, Notice } from './signing.ts'

/** What went wrong on the way, and the way on. It takes the place of the error summary. */
export function mishapView(
  mishap: Mishap,
  { controller }: Petition,
  level: number,
  retry: (event: Event) => void,
  locale: Locale,
): TemplateResult {
  const { why } = mishap
  const again = locale.say('fail.retry')
  // 503: not acknowledged, perhaps stored.
  const isRefused = why === 'refused' && mishap.code !== 'unavailable'
  const title = isRefused ? 'refused.title' : why === 'offline' ? 'offline.title' : 'fail.title'
  const contact = contactView(controller.contact)
  const text =
    why !== 'refused'
      ? html`<p>${locale.say(`fail.${why}`, { button: again })}</p>
          <p>${why === 'offline' ? nothing : locale.say('fail.again')}</p>`
      : refusals.part
        ? refusals.part.refusalView(mishap, contact, locale, kit)
        : html`<p>${locale.split<unknown>('refused.text', { contact })}</p>`
  return panelView('notice', level, locale.say(title), html`${text} ${buttonView(again, retry)}`)
}

/** What has to be known before signing, or why a signature was held back. */
export function noticeView(notice: Notice, locale: Locale): TemplateResult {
  // The page's own words, as text.
  const own = notice.why === 'vetoed' && notice.message
  const text = own || locale.say(`notice.${notice.why}`)
  return html`<div class="panel" part="notice" id="panel" tabindex="-1"><p>${text}</p></div>`
}
