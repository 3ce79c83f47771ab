import type { Tally } from '../../schema/index.ts'
import { html, type Html } from './html.ts'
import type { Words } from './words.ts'

/** How many have signed, how many are missing, and until when one can sign. */
export function tallyBlock({ say, sayHtml, number }: Words, tally: Tally, closes: string): Html {
  const { count, goal, paper, pending, status } = tally
  const isFinal = isHandedIn(tally)
  const toGo = goal !== null && !isFinal ? goal - count : 0
  const width = goal ? Math.min(100, (count / goal) * 100) : 0
  return html`<section class="tally" aria-label="${say('page.signatures')}">
    <p class="count">${countLine({ sayHtml }, tally)}</p>
    ${
      goal !== null &&
      !isFinal &&
      html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          <rect width="100" height="4" class="bar-rest" />
          <rect width="${width.toFixed(2)}" height="4" class="bar-fill" />
        </svg>
        <p>
          ${
            toGo > 0
              ? sayHtml('tally.togo', { count: toGo, goal: number(goal) })
              : sayHtml('tally.reached', { goal: number(goal) })
          }
        </p>`
    }
    ${paper ? html`<p class="muted">${sayHtml('tally.paper', { count: paper })}</p>` : ''}
    ${pending ? html`<p class="muted">${sayHtml('tally.pending', { count: pending })}</p>` : ''}
    ${status === 'open' && closes && html`<p class="muted">${closes}</p>`}
    ${status === 'open' && html`<p class="jump"><a href="#sign">${say('page.sign')}</a></p>`}
  </section>`
}

/** How many have signed, or how many signatures were handed in. */
export function countLine({ sayHtml }: Pick<Words, 'sayHtml'>, tally: Tally): Html {
  return sayHtml(isHandedIn(tally) ? 'delivery.count' : 'tally.count', { count: tally.count })
}

/** Whether the number is the one that was handed in. */
export function isHandedIn({ status }: Tally): boolean {
  return status === 'delivered' || status === 'answered'
}
