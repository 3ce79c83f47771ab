import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { MessageKey } from '../locales/index.ts'
import { statuses, type Petition, type Tally } from '../schema/index.ts'
import type { Locale, Values } from './locale.ts'
import type { TallyState } from './tally-source.ts'

/** What is shown of a tally, and how. */
export interface TallyView {
  state: TallyState
  /** The page's own goal; `undefined` for the backend's. */
  goal: number | 'auto' | undefined
  /** The petition's own steps, for backends that tell no goal. */
  planned?: Petition['goal']
  variant: 'line' | 'bar' | 'number'
  /** Whether it can be signed now; where it cannot, nobody is asked to be the first. */
  isOpen: boolean
  /** Set when the number moves by itself and can be stopped. */
  pausing?: { isPaused: boolean; toggle: () => void } | undefined
}

/** The count, the bar, and what is missing to the next goal. The bar says nothing that the words do not. */
export function tallyView(view: TallyView, locale: Locale): TemplateResult {
  const { state, variant } = view
  if (state.kind !== 'known') {
    const key = state.kind === 'loading' ? 'tally.loading' : 'tally.unavailable'
    return html`<div class="tally" part="tally"><p class="quiet">${locale.say(key)}</p></div>`
  }
  const { tally } = state
  const next = goalOf(tally, view.goal, view.planned)
  if (tally.count === 0 && !view.isOpen) return html`<div class="tally" part="tally"></div>`
  // What nobody can sign any more has no goal ahead of it.
  const goal = next && isOver(tally) && tally.count < next ? null : next
  const share = goal ? Math.min(1, tally.count / goal) : 0
  return html`<div class="tally is-${variant}" part="tally">
    <div class="count-row">
      <p class="count" part="tally-count">${countView(tally.count, locale)}</p>
      ${pauseButton(view, locale)}
    </div>
    ${
      goal && variant !== 'number'
        ? html`${
              variant === 'bar'
                ? html`<div class="bar" part="bar" aria-hidden="true">
                    <div
                      class="bar-fill"
                      part="bar-fill"
                      .style=${`inline-size:${share * 100}%`}
                    ></div>
                  </div>`
                : nothing
            }
            <p class="quiet" part="tally-goal">
              ${
                tally.count < goal
                  ? numbersIn('tally.togo', { count: goal - tally.count, goal }, locale)
                  : numbersIn('tally.reached', { goal }, locale)
              }
            </p>`
        : nothing
    }
    ${restView('tally.paper', tally.paper, locale)}
    ${restView('tally.pending', tally.pending, locale)}
    ${state.isOld ? html`<p class="quiet">${locale.say('tally.stale')}</p>` : nothing}
  </div>`
}

/** Whether the number has stopped moving: closed, or what comes after. */
export function isOver({ status = 'open' }: Tally): boolean {
  return statuses.indexOf(status) > statuses.indexOf('paused')
}

/** The goal to show: the page's, the next round number, what the backend says or the petition's next step; null for none. */
export function goalOf(
  { count, goal: next }: Tally,
  own: number | 'auto' | undefined,
  planned?: Petition['goal'],
): number | null {
  if (own !== 'auto')
    return (
      own ??
      next ??
      planned?.steps.find((step) => count < step * planned.stretchAt) ??
      planned?.steps.at(-1) ??
      null
    )
  let step = 100
  for (let i = 0; count >= step; i++) step *= i % 3 === 1 ? 2.5 : 2
  return step
}

/** Always three pieces, whatever the sentence, so that a new number adds and removes no node. */
function countView(count: number, locale: Locale): TemplateResult {
  const [before = '', number = '', after = ''] = locale.split('tally.count', { count })
  return html`${before}<bdi class="number">${number}</bdi>${after}`
}

/** How the count is made up, and what may come to it, where the backend tells. */
function restView(
  key: 'tally.paper' | 'tally.pending',
  count: number | undefined,
  locale: Locale,
): TemplateResult | typeof nothing {
  return count ? html`<p class="quiet">${numbersIn(key, { count }, locale)}</p>` : nothing
}

/** Numbers apart from the words around them; like the count, always the same pieces. */
function numbersIn(key: MessageKey, values: Values, locale: Locale): TemplateResult {
  const [before, one, between, other, after] = locale.split(key, values)
  return html`${before ?? ''}<bdi>${one ?? ''}</bdi>${between ?? ''}<bdi>${other ?? ''}</bdi>${after ?? ''}`
}

function pauseButton({ pausing }: TallyView, locale: Locale): TemplateResult | typeof nothing {
  if (!pausing) return nothing
  const label = locale.say(pausing.isPaused ? 'tally.resume' : 'tally.pause')
  return html`<button type="button" class="pause" aria-label=${label} @click=${pausing.toggle}>
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d=${pausing.isPaused ? 'M5 3l8 5-8 5z' : 'M4 3h3v10H4zM9 3h3v10H9z'} />
    </svg>
  </button>`
}
