import { html, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { Raw } from './config.ts'
import { misconfiguredView } from './lifecycle.ts'
import { areTalliesPaused, pauseTallies } from './tally-source.ts'
import { tallyView } from './tally-view.ts'
import { UndersignedElement } from './undersigned-element.ts'
import { tallyStyles } from './undersigned-tally.styles.ts'
import { Visit } from './visit.ts'

/**
 * The tally of a petition alone, for a sidebar or a header.
 */
export class UndersignedTally extends UndersignedElement {
  static override styles = tallyStyles

  static override properties: PropertyDeclarations = { variant: {} }

  protected readonly visit = new Visit(this, { document: false })

  declare variant: string | null | undefined

  protected override raw(): Raw {
    const { petition, endpoint, backend, goal, live, load, theme, variant } = this
    return { petition, endpoint, backend, goal, live, load, theme, variant }
  }

  readonly #togglePause = (): void => {
    pauseTallies(!areTalliesPaused())
    this.requestUpdate()
  }

  protected override render(): TemplateResult {
    const { locale, settings, visit } = this
    const isMoving =
      settings !== undefined && settings.live !== 'off' && visit.adapter?.tally !== undefined
    const view = {
      state: visit.tally,
      goal: settings?.goal,
      variant: settings?.variant ?? 'line',
      pausing: isMoving ? { isPaused: areTalliesPaused(), toggle: this.#togglePause } : undefined,
    }
    return html`<div
      class="root theme-${settings?.theme ?? 'light'}"
      part="root"
      lang=${locale.tag}
      dir=${locale.dir}
    >
      ${visit.state.kind === 'misconfigured' ? misconfiguredView(locale) : tallyView(view, locale)}
    </div>`
  }
}
