import { html, nothing, type TemplateResult } from 'lit/html.js'
import { buttonView } from './button.ts'
import { heading } from './heading.ts'
import type { Locale } from './locale.ts'

/** Before anything is known. The page's own link stays visible. */
export function loadingView(locale: Locale, open: (() => void) | undefined): TemplateResult {
  return open
    ? lobbyView(buttonView(locale.say('load.open'), open, 'button'))
    : lobbyView(lineView(locale.say('loading'), 'quiet'))
}

/** The document did not come; the page's own link is the way on, and so is another try. */
export function unloadedView(locale: Locale, retry: () => void): TemplateResult {
  return lobbyView(lineView(locale.say('load.error')), buttonView(locale.say('load.retry'), retry))
}

/** A mistake of the page; visitors can do nothing about it but follow the page's own link. */
export function misconfiguredView(
  locale: Locale,
  key: 'load.config' | 'tally.unavailable' = 'load.config',
): TemplateResult {
  return lobbyView(lineView(locale.say(key)))
}

/** What became of it, in a heading and at most a sentence, where the part that says more could not be loaded. */
export function plainView(level: number, title: string, text?: string): TemplateResult {
  return html`<div class="status" part="status">
    ${heading(level + 1, 'result', title)}
    <p>${text}</p>
    <slot name="after-sign"></slot>
  </div>`
}

/** One and the same line all along, so that it can keep the focus. */
function lineView(text: string, kind?: 'quiet'): TemplateResult {
  return html`<p
    part=${kind ? nothing : 'notice'}
    class=${kind ?? nothing}
    id="lobby"
    tabindex="-1"
  >
    ${text}
  </p>`
}

function lobbyView(first: TemplateResult, last?: TemplateResult): TemplateResult {
  return html`<div class="lobby">${first}<slot></slot>${last}</div>`
}
