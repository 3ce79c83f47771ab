import { html, type TemplateResult } from 'lit/html.js'
import type { Properties } from './base-element.ts'
import { misconfiguredView } from './lifecycle.ts'
import { isOver, tallyView } from './tally-view.ts'
import { UndersignedElement } from './undersigned-element.ts'
import { tallyStyles } from './undersigned-tally.styles.ts'
import { Visit } from './visit.ts'

/**
 * The tally of a petition alone, for a sidebar or a header.
 *
 * @tagname undersigned-tally
 *
 * @attr petition - what the backend calls the petition; required
 * @attr endpoint - where the backend is: an `https:` URL, `http:` on loopback, or a path on the same origin
 * @attr {'undersigned' | string} backend - which kind of backend, `undersigned` by default, or a reader of a count: `uk-parliament`, `eci`, `json-count`; the property also takes an adapter
 * @attr {'auto' | number} goal - the number to reach; the petition's by default
 * @attr {'auto' | 'poll' | 'off'} live - how the tally is kept fresh; `auto`, the default, streams while visible and polls else
 * @attr {'eager' | 'visible' | 'click'} load - when the first request is made; `eager` by default, and `click` is the same here
 * @attr {'light' | 'dark' | 'host' | 'auto'} theme - colours; `host` follows the page, `auto` the visitor; `light` by default
 * @attr {'line' | 'bar' | 'number'} variant - a sentence, with a bar, or the bare number; `line` by default
 * @attr lang - language of the words; else the nearest ancestor's, the document's, the browser's
 * @attr {'ltr' | 'rtl' | 'auto'} dir - direction of the words; else the nearest ancestor's
 *
 * @fires {CustomEvent} undersigned-ready - once for each petition shown
 * @fires {CustomEvent} undersigned-error - a failure on the way, or a mistake of the embedder
 * @fires {CustomEvent} undersigned-tallied - the shown tally changed
 *
 * @csspart root - everything
 * @csspart tally - count, bar and goal
 * @csspart tally-count - the count
 * @csspart tally-goal - the sentence on the next goal
 * @csspart bar - the bar to the goal
 * @csspart bar-fill - its filled part
 */
export class UndersignedTally extends UndersignedElement {
  static override styles = tallyStyles

  static override properties: Properties = { ...UndersignedElement.properties, variant: {} }

  protected readonly visit = new Visit(this, { document: false })

  declare variant: 'line' | 'bar' | 'number' | null | undefined

  override tallyChanged(): void {
    const { tally } = this
    if (tally) this.tellReady(tally.petition)
    super.tallyChanged()
  }

  protected override render(): TemplateResult {
    const { locale, settings, visit } = this
    const view = {
      state: visit.tally,
      goal: settings?.goal,
      variant: settings?.variant ?? 'line',
      isOpen: (this.status ?? 'open') === 'open',
      pausing: this.tally && isOver(this.tally) ? undefined : this.pausing,
    }
    return html`<div
      class="root theme-${settings?.theme ?? 'light'}"
      part="root"
      lang=${locale.tag}
      dir=${locale.dir}
    >
      ${this.isMute ? html`<slot></slot>` : visit.state.kind === 'misconfigured' ? misconfiguredView(locale, 'tally.unavailable') : tallyView(view, locale)}
    </div>`
  }
}
