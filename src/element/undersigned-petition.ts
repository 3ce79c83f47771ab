import { html, noChange, nothing, type TemplateResult } from 'lit/html.js'
import type { Failure } from '../adapters/index.ts'
import { translatedTo, type MessageKey } from '../locales/index.ts'
import {
  has,
  type Petition,
  type Receipt,
  type Refusal,
  type Signature,
  type Status,
} from '../schema/index.ts'
import type { LargeChanges } from './announcing.ts'
import { anotherTask } from './another-task.ts'
import { fieldsIn, fieldsOf, signatureOf, withPresets } from './answers.ts'
import { bannersView } from './banners.ts'
import type { Properties } from './base-element.ts'
import {
  announcing,
  breath,
  mishaps,
  outcome,
  plainForm,
  slips,
  standing,
  story,
  translation,
  type Chunk,
} from './chunk.ts'
import type { Config, InlineConfig } from './config.ts'
import { countries, fillCountries } from './countries.ts'
import { fire, keepInside, permission, type Permission } from './events.ts'
import { Filling } from './filling.ts'
import { focusAfter } from './focus-after.ts'
import { formView, type FormView } from './form.ts'
import { hasStory } from './has-story.ts'
import type { AskedInWords } from './issue-text.ts'
import { kit } from './kit.ts'
import { wordsApart } from './languages.ts'
import { loadingView, misconfiguredView, plainView, unloadedView } from './lifecycle.ts'
import { mishapView, noticeView } from './mishap.ts'
import type { Outcome } from './outcome.ts'
import type { Values } from './locale.ts'
import type { Messages } from './own-words.ts'
import { Parts } from './parts.ts'
import { petitionHead, timeLeft } from './petition-head.ts'
import { Signing, type Draft, type SigningHost, type SigningState } from './signing.ts'
import { summaryView } from './summary.ts'
import { goalOf, tallyView } from './tally-view.ts'
import { textView } from './text-view.ts'
import { UndersignedElement } from './undersigned-element.ts'
import { petitionStyles } from './undersigned-petition.styles.ts'
import { isFor, Visit, type VisitState } from './visit.ts'

/** What the element is doing. */
export type PetitionState =
  | 'loading'
  | 'editing'
  | 'sending'
  | 'pending'
  | 'signed'
  | 'failed'
  | 'unavailable'
  | 'misconfigured'

/** A document that came from the cache may be this much older than a refusal, in milliseconds. */
const cachedMs = 15_000

/**
 * A petition with its form and its tally. What stands inside it is shown while it loads and when it cannot be used.
 *
 * @tagname undersigned-petition
 *
 * @attr petition - what the backend calls the petition; for `undersigned` a slug; required
 * @attr endpoint - where the backend is: an `https:` URL, `http:` on loopback, or a path on the same origin
 * @attr {'undersigned' | string} backend - which kind of backend, `undersigned` by default; the property also takes an adapter
 * @attr partner - slug of the site that embeds the petition
 * @attr source - slug of how the visitor came; else the page's `source` or `utm_source`
 * @attr fields - fields in their order, `?` marks optional ones: `name email country postcode?`; the petition's by default
 * @attr {'auto' | number} goal - the number to reach; the petition's by default
 * @attr {1 | 2 | 3 | 4 | 5 | 6} heading-level - level of the first heading; 2 by default
 * @attr {'auto' | 'poll' | 'off'} live - how the tally is kept fresh; `auto`, the default, streams while visible and polls else
 * @attr {'eager' | 'visible' | 'click'} load - when the first request is made; `eager` by default
 * @attr {boolean} announce-tally - tell screen readers when the tally moves
 * @attr {boolean} preview - show and check everything, send nothing, and say so
 * @attr share-url - what is shared; else the page's canonical URL, or its own without query and hash
 * @attr {'light' | 'dark' | 'host' | 'auto'} theme - colours; `host` follows the page, `auto` the visitor; `light` by default
 * @attr {'formal' | 'informal'} tone - how visitors are addressed; the language's own by default
 * @attr lang - language of the words; else the nearest ancestor's, the document's, the browser's
 * @attr {'ltr' | 'rtl' | 'auto'} dir - direction of the words; else the nearest ancestor's
 *
 * @fires {CustomEvent} undersigned-ready - once for each petition shown
 * @fires {CustomEvent} undersigned-sign - before sending; cancelable, and `detail.waitUntil` takes a promise
 * @fires {CustomEvent} undersigned-signed - the backend said yes
 * @fires {CustomEvent} undersigned-refused - the backend answered with a refusal
 * @fires {CustomEvent} undersigned-error - a failure on the way, or a mistake of the embedder
 * @fires {CustomEvent} undersigned-tallied - the shown tally changed
 * @fires {CustomEvent} undersigned-shared - a person shared the petition
 *
 * @slot - shown while loading, misconfigured or unavailable, and when the backend refuses signatures from this page: a
 * link to the petition, or a plain form that works without script and is taken over, with what was typed, when ours is there
 * @slot config - `<script type="application/json">` with the petition and options of the backend
 * @slot messages - `<script type="application/json">` with texts by key
 * @slot heading - phrasing content instead of the title, inside our heading
 * @slot before-form - between the petition's text and the form
 * @slot legal - below our own notice on data
 * @slot after-sign - below the thanks
 * @slot challenge - a proof that the visitor is no robot
 *
 * @csspart root - everything
 * @csspart heading - every heading
 * @csspart target - whom the petition is addressed to
 * @csspart statement - the petition's text
 * @csspart tally - count, bar and goal
 * @csspart tally-count - the count
 * @csspart tally-goal - the sentence on the next goal
 * @csspart bar - the bar to the goal
 * @csspart bar-fill - its filled part
 * @csspart form - the form
 * @csspart row - a field with label, hint and error
 * @csspart label - a field's label
 * @csspart hint - a field's hint
 * @csspart input - a text field
 * @csspart select - a choice from a list
 * @csspart textarea - a field of several lines
 * @csspart checkbox - a box to tick, or one of two answers
 * @csspart error - what is wrong with a field
 * @csspart error-summary - the list of what is wrong
 * @csspart button - the main button
 * @csspart secondary-button - every other button
 * @csspart share-list - the ways to share
 * @csspart share-button - one of them
 * @csspart legal - the notice on data
 * @csspart status - the stage of the petition, where it takes no signatures
 * @csspart notice - a message
 * @csspart backers - who stands behind the petition
 * @csspart backer - one of them
 * @csspart milestones - what the petition has reached
 * @csspart delivery - how it was handed in
 *
 * @cssprop --undersigned-brand - colour of the main button, the bar and the marks; the text on it is computed
 * @cssprop --undersigned-surface - background
 * @cssprop --undersigned-on-surface - text
 * @cssprop --undersigned-muted - less important text
 * @cssprop --undersigned-border - lines and the edges of fields
 * @cssprop --undersigned-error - errors
 * @cssprop --undersigned-success - good news
 * @cssprop --undersigned-radius - roundness of corners
 * @cssprop --undersigned-border-width - thickness of edges
 * @cssprop --undersigned-gap - the space everything else is a multiple of
 * @cssprop --undersigned-control-height - least height of fields and buttons
 * @cssprop --undersigned-font - font of text
 * @cssprop --undersigned-font-heading - font of headings
 * @cssprop --undersigned-font-size - size of text
 * @cssprop --undersigned-line-height - height of a line of text
 * @cssprop --undersigned-max-width - greatest width
 * @cssprop --undersigned-shadow - shadow around everything
 * @cssprop --undersigned-bar-height - height of the bar
 * @cssprop --undersigned-scroll-margin - space kept above what is scrolled to, for sticky headers
 * @cssprop --undersigned-reserve - height kept free before the script has come; set in the page's own style sheet
 */
export class UndersignedPetition extends UndersignedElement implements SigningHost {
  static override styles = petitionStyles

  static override properties: Properties = {
    ...UndersignedElement.properties,
    partner: {},
    source: {},
    fields: {},
    headingLevel: { attribute: 'heading-level' },
    announceTally: { attribute: 'announce-tally' },
    preview: {},
    shareUrl: { attribute: 'share-url' },
    tone: {},
    config: { attribute: false },
    messages: { attribute: false },
  }

  protected readonly visit = new Visit(this, { document: true })
  readonly #parts = new Parts(this, () => this.#filling.press)
  readonly #signing = new Signing(this)
  readonly #filling = new Filling(
    this,
    this.#signing,
    () => this.#draft(),
    (key, values) => this.#say(key, values),
  )
  #changes: LargeChanges | undefined

  declare partner: string | null | undefined
  declare source: string | null | undefined
  declare fields: string | readonly string[] | null | undefined
  declare headingLevel: 1 | 2 | 3 | 4 | 5 | 6 | '1' | '2' | '3' | '4' | '5' | '6' | null | undefined
  declare announceTally: boolean | '' | 'true' | 'false' | null | undefined
  declare preview: boolean | '' | 'true' | 'false' | null | undefined
  declare shareUrl: string | null | undefined
  declare tone: 'formal' | 'informal' | null | undefined
  /** the petition itself, for backends that have no documents, and options of the backend; no attribute */
  declare config: InlineConfig | null | undefined
  /** texts by key, or a list of such sets, each for its `lang`; no attribute */
  declare messages: Messages | readonly Messages[] | null | undefined

  readonly #internals = this.attachInternals()
  #outcome: Outcome | undefined
  /** The story as it was drawn last, and what it was made of. */
  #told: { of: readonly unknown[]; view: unknown } = { of: [], view: nothing }
  #announcement = ''
  /** The person asked for the form, so focus goes there when it has come. */
  #isOpened = false
  #refusedAt = -Infinity
  #rendered: SigningState = this.#signing.state
  #hadFocus = false
  /** Of the petition whose form is shown. */
  #stage: Status | undefined = 'open'

  /** What the element is doing; also as `:state()`. */
  get state(): PetitionState {
    const { kind } = this.visit.state
    if (kind === 'waiting' || this.isMute) return 'loading'
    if (kind !== 'shown') return kind
    if (this.#isHeld) return 'loading'
    const signing = this.#signing.state.kind
    // What somebody has begun to type is not taken away; the server has the last word.
    if (signing !== 'editing' || this.#filling.isBegun || this.status === 'open') return signing
    return standing.part === undefined ? 'loading' : 'unavailable'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('online', this.#onOnline)
  }

  override disconnectedCallback(): void {
    removeEventListener('online', this.#onOnline)
    super.disconnectedCallback()
  }

  /** Empties the form and forgets what was sent; moves no focus. */
  reset(): void {
    this.#filling.reset()
    this.#signing.reset()
    // What was typed is known to the controls alone.
    this.renderRoot?.querySelector('form')?.reset()
    this.#rendered = this.#signing.state
  }

  /** Focuses what matters now: the error summary, else the result, else the first empty field, else the heading. */
  override focus(options?: FocusOptions): void {
    const { renderRoot } = this
    const controls = '.rows :is(input, select, textarea)'
    const empty = [...renderRoot.querySelectorAll<HTMLInputElement>(controls)].find(
      ({ value }) => !value,
    )
    const target =
      renderRoot.querySelector<HTMLElement>('#panel, #result') ??
      empty ??
      renderRoot.querySelector<HTMLElement>('#title')
    target?.focus(options)
  }

  ask({ partner, consents }: Signature): Promise<Permission> {
    const petition = this.#id
    return permission(this, { petition, partner, consents: Object.freeze({ ...consents }) })
  }

  send(signature: Signature, key: string, signal: AbortSignal): Promise<Receipt | Refusal> {
    const { adapter } = this.visit
    if (!adapter) return Promise.reject(new Error('no petition'))
    return adapter.sign(signature, { petition: this.#id, key, signal })
  }

  renew({ petition }: Refusal): boolean {
    const isOurs = isFor(petition, this.#id)
    if (isOurs) this.visit.renew(petition!) // it has our name
    return isOurs
  }

  override visitChanged(state: VisitState): void {
    if (state.kind === 'shown') this.#filling.ask(state.petition)
    super.visitChanged(state)
  }

  tell(end: { receipt: Receipt } | { refusal: Refusal } | { failure: Failure }): void {
    const petition = this.#id
    if (has(end, 'receipt')) {
      const { outcome, receipt } = end.receipt
      const partner = this.settings?.partner
      this.emit('undersigned-signed', { petition, partner, outcome, at: receipt.at })
      // No mail is to come first: the number may be another by now.
      if (outcome === 'counted') void this.visit.refresh()
    } else if (has(end, 'refusal')) {
      const { code, issues } = end.refusal
      this.#refusedAt = performance.now()
      // Something else may have filled in what only robots see: the next press is the person's own.
      this.#filling.answers['trap'] = ''
      const fields = issues.map(({ field }) => field)
      this.emit('undersigned-refused', { petition, code, fields })
    } else {
      const { code, message } = end.failure
      this.emit('undersigned-error', { petition, code, message })
    }
  }

  override tallyChanged(): void {
    super.tallyChanged()
    if (this.status === 'open' && performance.now() - this.#refusedAt > cachedMs)
      this.#signing.reopen()
    if (this.settings?.announceTally) void this.#announceTally()
  }

  protected override begin(config: Config): void {
    if (this.visit.isOther(config)) this.reset()
  }

  protected override willUpdate(): void {
    super.willUpdate()
    const { activeElement } = document
    this.#hadFocus =
      Boolean(this.shadowRoot?.activeElement) || !activeElement || activeElement === document.body
  }

  /** Also waits for the part of the script that is to be shown. */
  protected override async getUpdateComplete(): Promise<void> {
    await super.getUpdateComplete()
    if (this.#petition && breath.part === undefined) await breath.load()
    else if (this.#isWaiting) await this.#needed?.load()
    else return
    return this.updateComplete
  }

  protected override updated(): void {
    this.#fillCountries()
    this.#showState()
    if (this.#isOpened) this.#keepPlace()
    if (this.#isWaiting) return
    const stage = this.renderRoot.querySelector('form') ? this.status : 'open'
    if (stage !== this.#stage && stage !== 'open')
      void Promise.all(this.#withWords(standing).map((part) => part.load())).then(() =>
        this.#announce(this.#meanwhile),
      )
    this.#stage = stage
    if (this.#isOpened && this.#petition) {
      this.#isOpened = false
      if (this.#hadFocus) this.focus()
    }
    const before = this.#rendered
    this.#rendered = this.#signing.state
    const target = focusAfter(before, this.#rendered)
    const element = target && this.renderRoot.querySelector<HTMLElement>(target)
    if (!element) return
    // Somebody who went on elsewhere in the page is told, and not dragged back.
    if (this.#hadFocus) {
      if (target !== '#submit' || !this.shadowRoot?.activeElement) element.focus()
    } else
      this.#announce(
        element.querySelector('h1,h2,h3,h4,h5,h6')?.textContent ?? element.textContent ?? '',
      )
  }

  /** The names of countries come when all the rest is there. */
  #fillCountries(): void {
    const select = this.renderRoot.querySelector<HTMLSelectElement>('#country')
    const petition = select && this.#petition
    if (!petition) return
    void this.#parts.want(countries(this.locale))
    const { country = '', fields } = this.#asked(petition)
    const field = fields.find(({ name }) => name === 'country')
    fillCountries(select, country, field?.common, this.locale)
  }

  /** The button that was pressed is gone: what it led to is where the person is, and is read out with the focus. */
  #keepPlace(): void {
    const { kind } = this.visit.state
    if (kind === 'loading' && this.#hadFocus)
      this.renderRoot.querySelector<HTMLElement>('#lobby')?.focus()
    if (kind !== 'unavailable' && kind !== 'misconfigured') return
    this.#isOpened = false
    this.#say('load.error')
  }

  /** The petition in the language of the form, once there are words to show it with. */
  get #petition(): Petition | undefined {
    const { petition } = this.visit
    if (this.isMute || this.#isHeld || !petition) return undefined
    const language = translatedTo(petition, this.locale.tag)
    return translation.part?.inLanguage(petition, language) ?? petition
  }

  /** The page's own form is on the screen, and what is typed into it cannot be taken over yet. */
  get #isHeld(): boolean {
    const form = this.querySelector('form')
    if (!form || this.visit.state.kind === 'waiting') return false
    void this.#parts.want(plainForm)
    return !plainForm.part?.takeOver(this, form)
  }

  /** The page's own form is all that is needed for the time being. */
  get #isPlain(): boolean {
    const { kind } = this.visit.state
    const isTold = kind === 'unavailable' || kind === 'misconfigured' || this.#isToBeOpened
    return !isTold && this.querySelector('form') !== null
  }

  get #isToBeOpened(): boolean {
    return this.visit.state.kind === 'waiting' && this.settings?.load === 'click'
  }

  get #id(): string {
    return this.visit.petition?.id ?? ''
  }

  /** The part of the script that what is to be shown now is in, if it is not in the script itself. */
  get #needed(): Chunk | undefined {
    const { state } = this.#signing
    const petition = this.#petition
    if (!petition) return undefined
    if (translation.part === undefined && translatedTo(petition, this.locale.tag))
      return translation
    if (state.kind === 'pending' || state.kind === 'signed') return outcome
    if (state.kind === 'failed' || (state.kind === 'editing' && state.notice)) return mishaps
    if (this.state === 'loading' || this.state === 'unavailable') {
      const words = wordsApart(this.locale.file)
      return standing.part && words && words.part === undefined ? words : standing
    }
    // What was chosen in a plain form has to be there to be taken over.
    return this.querySelector('form') ? countries(this.locale) : undefined
  }

  /** It is on its way; until then, what was shown before stays. */
  get #isWaiting(): boolean {
    const needed = this.#needed
    return needed !== undefined && needed.part === undefined
  }

  readonly #onSubmit = (event: Event): void => {
    // The page's own form may stand inside ours, and goes its own way.
    if ((event.target as Element).getRootNode() !== this.renderRoot) return
    event.preventDefault()
    // What was said before is not said again with what comes of it.
    this.#announcement = ''
    const draft = this.#draft()
    if (draft) void this.#signing.sign(draft, { preview: this.settings?.preview ?? false })
  }

  readonly #onOnline = async (): Promise<void> => {
    await this.#parts.again()
    // What was under way when the network came back may have failed with the old one.
    await this.#parts.again()
    const { state } = this.#signing
    if (state.kind === 'failed' && state.mishap.why === 'offline') this.#say('online.text')
  }

  readonly #goTo = (field: string): void => {
    const control = this.shadowRoot?.getElementById(field)
    control?.closest('.row')?.scrollIntoView()
    control?.focus({ preventScroll: true })
  }

  /** Somebody begins to fill in the form: what may be wanted next is loaded meanwhile. */
  readonly #onBegin = (): void => {
    void this.#parts.again()
    for (const part of [slips, outcome, mishaps]) void this.#parts.want(part)
  }

  #asked(petition: Petition): AskedInWords & { fields: Petition['fields'] } {
    const { consents, declarations } = petition
    const fields = fieldsOf(petition, this.settings?.fields)
    const country = withPresets(this.#filling.answers, fields)['country'] ?? ''
    return { fields: fieldsIn(country, fields), consents, declarations, country }
  }

  #draft(): Draft | undefined {
    const { petition } = this.visit
    if (!petition) return undefined
    const { partner, source } = this.settings ?? {}
    const asked = this.#asked(petition)
    const about = { locale: this.locale.tag, partner, source, shown: petition.revision }
    return { asked, signature: signatureOf(this.#filling.answers, asked, about) }
  }

  async #announceTally(): Promise<void> {
    await announcing.load()
    const { tally, visit, settings } = this
    if (!tally || !announcing.part) return
    this.#changes ??= new announcing.part.LargeChanges()
    const { count } = tally
    const goal = goalOf(tally, settings?.goal, visit.petition?.goal)
    const isQuiet = !this.shadowRoot?.activeElement && !this.renderRoot.querySelector('#panel')
    if (this.#changes.isLarge(count, goal, performance.now(), isQuiet))
      this.#say('tally.count', { count })
  }

  #say(key?: MessageKey, values?: Values): void {
    this.#announce(key ? this.locale.say(key, values) : '')
  }

  #announce(text: string): void {
    this.#announcement = text
    this.requestUpdate()
  }

  #showState(): void {
    const { states } = this.#internals
    const { state } = this.#signing
    states.clear()
    states.add(this.state)
    if (state.kind === 'editing' && state.issues.length > 0) states.add('errors')
    if (['closed', 'delivered', 'answered'].includes(this.status ?? '')) states.add('closed')
  }

  protected override render(): TemplateResult | typeof noChange {
    const { locale } = this
    const petition = this.#petition
    const needed = this.#needed
    if (needed) void this.#parts.want(needed)
    if (this.#isWaiting) return noChange
    // The page's own form stays as it is, with nothing around it, until ours comes in its place.
    if (!petition && this.#isPlain) return html`<slot></slot>`
    return html`<div
      class="root theme-${this.settings?.theme ?? 'light'}"
      part="root"
      lang=${locale.tag}
      dir=${locale.dir}
      @keydown=${keepInside}
      @keyup=${keepInside}
      @keypress=${keepInside}
      @beforeinput=${keepInside}
      @input=${keepInside}
      @compositionstart=${keepInside}
      @compositionupdate=${keepInside}
      @compositionend=${keepInside}
      @paste=${keepInside}
      @copy=${keepInside}
      @cut=${keepInside}
      @drop=${keepInside}
      @pointerdown=${this.#filling.onPress}
    >
      <section aria-labelledby=${petition ? 'title' : nothing}>
        ${petition ? this.#petitionView(petition) : this.#lobbyView()}
      </section>
      <p class="unseen" role="status">${this.#spoken()}</p>
    </div>`
  }

  #lobbyView(): TemplateResult {
    const { kind } = this.visit.state
    const open = () => {
      this.#isOpened = true
      this.#announcement = ''
      this.visit.open()
    }
    // The page's own link, until there are words.
    if (this.isMute) return html`<slot></slot>`
    if (kind === 'misconfigured') return misconfiguredView(this.locale)
    if (kind === 'unavailable') return unloadedView(this.locale, open)
    return loadingView(this.locale, this.#isToBeOpened ? open : undefined)
  }

  #petitionView(petition: Petition): TemplateResult {
    const { locale, missed, settings } = this
    const level = settings?.headingLevel ?? 2
    // Once there is nothing to sign, what became of it comes before the text; the number handed in is told there.
    const isOver = this.state === 'unavailable'
    const isHandedIn = ['delivered', 'answered'].includes(this.status ?? '')
    const hasNumbers = !isOver || !isHandedIn || !petition.delivery
    const text = html`<div class="story">${textView(petition.text, petition.lang, locale)}</div>`
    const act = html`<div class="act">${this.#actView(petition, level)}</div>`
    return html`${bannersView(missed, settings?.preview, locale)}
      <div class="layout">
        ${petitionHead(petition, level, locale)}
        ${hasNumbers ? this.#numbersView(petition) : nothing} ${isOver ? act : text}
        ${isOver ? text : act} ${this.#storyView(petition, level)}
      </div>`
  }

  #numbersView(petition: Petition): TemplateResult {
    const { locale, settings, visit } = this
    const isOpen = this.status === 'open' && this.state !== 'unavailable'
    const left = isOpen ? timeLeft(petition, visit.now(), locale) : undefined
    const tally = {
      state: visit.tally,
      goal: isOpen ? settings?.goal : undefined,
      planned: petition.goal,
      variant: isOpen ? ('bar' as const) : ('number' as const),
      isOpen,
      pausing: isOpen ? this.pausing : undefined,
    }
    // A backend that counts nothing has no number that could be missing.
    const hasTally = visit.adapter?.tally || visit.tally.kind === 'known'
    return html`<div class="numbers">
      ${hasTally ? tallyView(tally, locale) : nothing}
      ${left ? html`<p class="quiet">${left}</p>` : nothing}
    </div>`
  }

  /** Loaded once the form is there; it comes below all the rest. */
  #storyView(petition: Petition, level: number): unknown {
    if (!hasStory(petition)) return nothing
    const parts = this.#withWords(story)
    void this.updateComplete.then(() => {
      for (const part of parts) void this.#parts.want(part)
    })
    if (parts.some(({ part }) => part === undefined)) return nothing
    const { locale, settings, visit, status } = this
    // Its dates take a phone longer than all the rest of a drawing, and stay the same for a minute.
    const minute = Math.floor(visit.now() / 60_000)
    const of = [visit.petition, visit.tally, status, locale, settings, minute]
    if (of.some((one, i) => one !== this.#told.of[i])) {
      const { view: before } = this.#told
      const view = story.part?.storyView(petition, level, locale, kit, visit, settings)
      this.#told = { of, view }
      // The first of it is drawn in a task after the one of its dates.
      if (before === nothing) {
        void anotherTask().then(() => this.requestUpdate())
        return nothing
      }
    }
    return this.#told.view
  }

  /** The form, or what came of it, or why there is none. */
  #actView(petition: Petition, level: number): TemplateResult {
    const { state } = this.#signing
    if (state.kind === 'pending' || state.kind === 'signed')
      return this.#outcomeView(state, petition, level)
    if (this.state === 'unavailable') return this.#standingView(petition, level)
    // At first the form is a task of its own, unless somebody waits for it or has begun in another.
    if (breath.part === undefined && !this.#isOpened && !this.querySelector('form')) {
      void this.#parts.want(breath)
      return html``
    }
    return this.#formView(petition, level)
  }

  #outcomeView(
    state: Extract<SigningState, { kind: 'pending' | 'signed' }>,
    petition: Petition,
    level: number,
  ): TemplateResult {
    const { locale } = this
    const email = this.#filling.answers['email'] ?? ''
    if (!outcome.part) {
      const text = state.kind === 'pending' ? 'pending.text' : (`signed.${state.outcome}` as const)
      const owner = petition.owner.name
      return plainView(level, locale.say(`${state.kind}.title`), locale.say(text, { email, owner }))
    }
    this.#outcome ??= new outcome.part.Outcome(
      kit,
      this.#signing,
      (key, values) => this.#say(key, values),
      (network) => fire(this, 'undersigned-shared', { petition: this.#id, network }),
    )
    const shareUrl = () => this.settings?.shareUrl
    return this.#outcome.view(state, { petition, level, email, shareUrl }, locale)
  }

  #standingView(petition: Petition, level: number): TemplateResult {
    const { locale } = this
    const { state } = this.#signing
    const refused = state.kind === 'unavailable' ? state.code : undefined
    const known = this.status === 'open' ? undefined : this.status
    const status = known ?? (refused === 'not-open' ? 'upcoming' : (refused ?? 'closed'))
    if (!standing.part) return plainView(level, locale.say(`status.${status}.title`))
    const isRefused = !known
    const view = { petition, status, isRefused, level, count: this.tally?.count, refused }
    return standing.part.standingView(view, locale, kit)
  }

  #formView(petition: Petition, level: number): TemplateResult {
    const asked = this.#asked(petition)
    // How a signature is withdrawn where no mail is sent.
    if (petition.confirmation !== 'email')
      for (const part of this.#withWords(standing)) void this.#parts.want(part)
    const view: FormView = {
      petition,
      asked,
      answers: withPresets(this.#filling.answers, asked.fields),
      state: this.#signing.state,
      level,
      filling: this.#filling,
      begin: this.#onBegin,
      sign: this.#onSubmit,
      stop: () => this.#signing.stop(),
      panel: html`${this.#meanwhileView()}${this.#panelView(petition, asked, level)}`,
    }
    return html`<slot name="before-form"></slot>${formView(view, this.locale)}`
  }

  /** Somebody is typing while the petition stops being open: what was typed stays. */
  #meanwhileView(): TemplateResult | typeof nothing {
    if (this.status === 'open') return nothing
    for (const part of this.#withWords(standing)) void this.#parts.want(part)
    return html`<p class="panel is-error" part="notice">${this.#meanwhile}</p>`
  }

  /** In another language the words of these parts are a file of their own. */
  #withWords(part: typeof story | typeof standing): Chunk[] {
    const words = wordsApart(this.locale.file)
    return words ? [part, words] : [part]
  }

  get #meanwhile(): string {
    const stage = this.status === 'paused' ? 'paused' : 'closed'
    const isHere = this.#withWords(standing).every(({ part }) => part)
    return this.locale.say(`status.${stage}.${isHere ? 'meanwhile' : 'title'}`)
  }

  #panelView(
    petition: Petition,
    asked: AskedInWords,
    level: number,
  ): TemplateResult | typeof nothing {
    const { locale } = this
    const { state } = this.#signing
    if (state.kind === 'failed')
      return mishapView(
        state.mishap,
        petition,
        this.visit.adapter?.knowsKey,
        level,
        this.#onSubmit,
        locale,
      )
    if (state.kind !== 'editing') return nothing
    // In another country a field may not be asked any more, and nothing is to be led to.
    const summary = state.summary.filter(
      ({ field }) => /[.]/.test(field) || asked.fields.some(({ name }) => name === field),
    )
    if (summary.length > 0) return summaryView(summary, asked, level, this.#goTo, locale)
    if (state.notice) return noticeView(state.notice, locale)
    return nothing
  }

  /** What is read out: only what focus does not already tell. */
  #spoken(): string {
    const { state } = this.#signing
    if (state.kind !== 'sending') return this.#announcement
    if (state.pace === 'usual') return ''
    return this.locale.say(state.pace === 'noted' ? 'sending' : 'sending.slow')
  }
}
