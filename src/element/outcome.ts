import type { TemplateResult } from 'lit/html.js'
import type { MessageKey } from '../locales/index.ts'
import type { Kit } from './kit.ts'
import type { Locale, Values } from './locale.ts'
import { Sharing, type SharingView } from './sharing.ts'
import type { Signing, SigningState } from './signing.ts'

export { enOutcome as words } from '../locales/en-outcome.ts'
export { outcomeStyles as styles } from './outcome.styles.ts'

/** What the thank-you panels show, and what can be done there. */
export interface OutcomeView extends SharingView {
  email: string
}

type Say = (key?: MessageKey, values?: Values) => void

const letter = 'M13 17.5h22v14H13zM13 18.5l11 8 11-8'
const tick = 'M14.5 25l6.5 6.5 13-15'

/** What follows on one element's signature. */
export class Outcome {
  readonly #kit: Kit
  readonly #signing: Signing
  readonly #say: Say
  readonly #sharing: Sharing

  /**
   * @param say reads a sentence out, and renders the element again
   * @param tell hears of every way somebody shared
   */
  constructor(kit: Kit, signing: Signing, say: Say, tell: (network: string) => void) {
    this.#kit = kit
    this.#signing = signing
    this.#say = say
    this.#sharing = new Sharing(kit, say, tell)
  }

  view(
    state: Extract<SigningState, { kind: 'pending' | 'signed' }>,
    view: OutcomeView,
    locale: Locale,
  ): TemplateResult {
    const { html, nothing, heading } = this.#kit
    const isPending = state.kind === 'pending'
    return html`<div class="status outcome">
      <svg class="emblem" viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="24" />
        <path d=${isPending ? letter : tick} />
      </svg>
      ${isPending ? html`<p class="step">${locale.say('pending.step')}</p>` : nothing}
      ${heading(view.level + 1, 'result', locale.say(`${state.kind}.title`))}
      ${isPending ? this.#mail(state, view, locale) : html`<p class="lead">${thanks(state, view, locale)}</p>`}
      ${this.#sharing.view(view, locale)}
      <slot name="after-sign"></slot>
    </div>`
  }

  /** Where the mail goes, and what can be done when it does not come. */
  #mail(
    { again, last }: Extract<SigningState, { kind: 'pending' }>,
    view: OutcomeView,
    locale: Locale,
  ): TemplateResult {
    const { html, nothing, buttonView } = this.#kit
    const email = html`<bdi class="address">${view.email}</bdi>`
    return html`<p class="lead">
        ${locale.split<TemplateResult>(last === 'resent' ? 'pending.resent' : 'pending.text', { email })}
      </p>
      <p class="quiet">
        ${locale.say(last === 'resendFailed' ? 'pending.resendFailed' : 'pending.spam')}
      </p>
      <div class="actions">
        ${buttonView(locale.say('pending.change'), () => this.#change())}
        <button
          type="button"
          part="secondary-button"
          class="button"
          id="again"
          aria-disabled=${again === 'ready' ? nothing : 'true'}
          @click=${() => again === 'ready' && this.#again(view.email)}
        >
          ${locale.say(again === 'sending' ? 'pending.resending' : 'pending.resend')}
        </button>
      </div>`
  }

  /** What was said of another mail was said of an address that is not meant any more. */
  #change(): void {
    this.#say()
    this.#signing.change()
  }

  async #again(email: string): Promise<void> {
    this.#say()
    await this.#signing.again()
    const { state } = this.#signing
    if (state.kind === 'pending' && state.last) this.#say(`pending.${state.last}`, { email })
  }
}

function thanks(
  { outcome }: Extract<SigningState, { kind: 'signed' }>,
  { petition }: OutcomeView,
  locale: Locale,
): string {
  return outcome === 'counted'
    ? locale.say('signed.counted')
    : locale.say('signed.accepted', { owner: petition.owner.name })
}
