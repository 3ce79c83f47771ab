import { html, type TemplateResult } from 'lit/html.js'
import { buttonView } from './button.ts'
import { heading } from './heading.ts'
import type { Locale } from './locale.ts'

/** Before anything is known. The page's own link stays visible. */
export function loadingView(locale: Locale, open: (() => void) | undefined): TemplateResult {
  return lobbyView(
    open
      ? buttonView(locale.say('load.open'), open, 'button')
      : html`<p class="quiet">${locale.say('loading')}</p>`,
  )
}

/** The document did not come; the page's own link is the way on, and so is another try. */
export function unloadedView(locale: Locale, retry: () => void): TemplateResult {
  return lobbyView(
    noticeLine(locale.say('load.error')),
    buttonView(locale.say('load.retry'), retry),
  )
}

/** A mistake of the page; visitors can do nothing about it but follow the page's own link. */
export function misconfiguredView(locale: Locale): TemplateResult {
  return lobbyView(noticeLine(locale.say('load.config')))
}

/** What became of it, in a heading and at most a sentence, where the part that says more could not be loaded. */
export function plainView(level: number, title: string, text?: string): TemplateResult {
  return html`<div class="status" part="status">
    ${heading(level + 1, 'result', title)}
    <p>${text}</p>
    <slot name="after-sign"></slot>
  </div>`
}

function noticeLine(text: string): TemplateResult {
  return html`<p part="notice">${text}</p>`
}

function lobbyView(first: TemplateResult, last?: TemplateResult): TemplateResult {
  return html`<div class="lobby">${first}<slot></slot>${last}</div>`
}
