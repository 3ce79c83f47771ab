import { html, type TemplateResult } from 'lit/html.js'
import type { Petition } from '../schema/index.ts'
import { buttonView } from './button.ts'
import { mishaps } from './chunk.ts'
import { kit } from './kit.ts'
import { contactView } from './links.ts'
import type { Locale } from './locale.ts'
import { panelView } from './panel.ts'
import type { Mishap, Notice } from './signing.ts'

/** What went wrong on the way, and the way on. It takes the place of the error summary. */
export function mishapView(
  mishap: Mishap,
  { controller }: Petition,
  knowsKey: true | undefined,
  level: number,
  retry: (event: Event) => void,
  locale: Locale,
): TemplateResult {
  const { title, text } = mishaps.part?.mishapText(
    mishap,
    contactView(controller.contact),
    knowsKey,
    locale,
    kit,
  ) ?? {
    // True of every one of them.
    title: locale.say('fail.title'),
    text: html`<p>${knowsKey && locale.say('fail.again')}</p>`,
  }
  return panelView(
    'notice',
    level,
    title,
    html`${text} ${buttonView(locale.say('fail.retry'), retry)}`,
  )
}

/** What has to be known before signing, or why a signature was held back. */
export function noticeView(notice: Notice, locale: Locale): TemplateResult {
  // The page's own words, as text.
  const own = notice.why === 'vetoed' && notice.message
  // What is said for want of words is true of every one of them.
  const text = own || locale.say(mishaps.part ? `notice.${notice.why}` : 'fail.again')
  return html`<div
    class="panel"
    part="notice"
    role="group"
    id="panel"
    tabindex="-1"
    aria-labelledby="panel-title"
  >
    <p id="panel-title">${text}</p>
  </div>`
}
