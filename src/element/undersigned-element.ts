import type { Adapter } from '../adapters/index.ts'
import { english, laterKey, resolve } from '../locales/index.ts'
import type { Status, Tally } from '../schema/index.ts'
import { anotherTask } from './another-task.ts'
import { attributesOf, BaseElement, propertyOf, type Properties } from './base-element.ts'
import { mistakes, motion, ownWords, type Chunk } from './chunk.ts'
import { ConfigError, readConfig, type Config, type Raw } from './config.ts'
import { scriptOrigin } from './default-endpoint.ts'
import { fire, type UndersignedEvents } from './events.ts'
import { isParsed, readInlineScripts, type Inline } from './inline-config.ts'
import { known, languageFile } from './languages.ts'
import { Locale, nearest, standingIn } from './locale.ts'
import type { Mistake } from './mistakes.ts'
import type { Around } from './own-words.ts'
import { areTalliesPaused, pauseTallies } from './tally-source.ts'
import type { Visit, VisitHost, VisitState } from './visit.ts'

/** How long a setting may come late before its absence is a mistake, in milliseconds: frameworks bind after connecting. */
const graceMs = 2_000

/** What both elements share: settings, language, the visit, and events that never come in the task of connecting. */
export abstract class UndersignedElement extends BaseElement implements VisitHost {
  static override properties: Properties = {
    petition: {},
    endpoint: {},
    backend: {},
    goal: {},
    live: {},
    load: {},
    theme: {},
  }

  /** Whether the element shows the petition's document, or nothing but its tally. */
  protected abstract readonly visit: Visit

  declare petition: string | null | undefined
  declare endpoint: string | null | undefined
  declare backend:
    | 'undersigned'
    | 'json'
    | 'form'
    | 'action-network'
    | 'proca'
    | 'actionkit'
    | 'civicrm-inlay'
    | (string & {})
    | Adapter
    | null
    | undefined
  declare goal: number | 'auto' | `${number}` | null | undefined
  declare live: 'auto' | 'poll' | 'off' | boolean | 'true' | 'false' | null | undefined
  declare load: 'eager' | 'visible' | 'click' | null | undefined
  declare theme: 'light' | 'dark' | 'host' | 'auto' | null | undefined

  protected settings: Config | undefined
  protected locale = new Locale('en', undefined)
  /** The words of the first view are on their way. Nothing is said until they have come. */
  protected isMute = true
  /** A language whose words could not be had. */
  protected missed: string | undefined
  /** The language to ask for. */
  language = 'en'
  /** What words are being waited for; what is shown stays until they come. */
  #awaited: Chunk | undefined
  readonly #said = new Set<string>()
  #isUnread = true
  #graceOver = false
  #grace: ReturnType<typeof setTimeout> | undefined
  /** Resolves when the task in which the element was connected is over. */
  #settled: Promise<unknown> = Promise.resolve()
  #shown: { count: number; signature: string } | undefined
  #readyFor: string | undefined
  #mistake = ''
  #seeing: IntersectionObserver | undefined
  #reading: MutationObserver | undefined
  /** Resolves once there is something other than "loading" to see. */
  readonly ready: Promise<void>
  #becomeReady!: () => void // set with the promise, in the constructor

  constructor() {
    super()
    this.ready = new Promise((resolve) => (this.#becomeReady = resolve))
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'dir']
  }

  /** The stage of the petition, once it is known. */
  get status(): Status | undefined {
    return this.visit.status
  }

  /** The shown tally, once it is known. */
  get tally(): Readonly<Tally> | undefined {
    const { tally } = this.visit
    return tally.kind === 'known' ? Object.freeze(tally.tally) : undefined
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#settled = anotherTask()
    this.#seeing = new IntersectionObserver(
      (entries) => this.visit.seen(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: '200px' },
    )
    this.#seeing.observe(this)
    this.#reading = new MutationObserver(this.changed)
    for (const node of standingIn(this))
      this.#reading.observe(node, { attributeFilter: ['lang', 'dir'] })
    // The element itself was among them, and hears of its own attributes anyway.
    this.#reading.observe(this, { childList: true, characterData: true, subtree: true })
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', this.changed)
    this.#isUnread = true
  }

  override disconnectedCallback(): void {
    document.removeEventListener('DOMContentLoaded', this.changed)
    this.#reading?.disconnect()
    this.#seeing?.disconnect()
    clearTimeout(this.#grace)
    this.#grace = undefined
    super.disconnectedCallback()
  }

  /** Asks for the document and the tally again; resolves when both have come or could not be had. */
  async refresh(): Promise<void> {
    await this.visit.refresh()
    await this.updateComplete
  }

  visitChanged(state: VisitState): void {
    if (state.kind === 'waiting' || state.kind === 'loading') {
      this.#readyFor = undefined
      return
    }
    this.#isReady()
    if (state.kind === 'misconfigured') void this.#complain(state.mistake)
    else if (state.kind === 'unavailable')
      this.#tellError(state.failure.code, state.failure.message)
    else this.tellReady(state.petition.id)
  }

  /** Tells the page that a petition is shown, once. */
  protected tellReady(petition: string): void {
    if (this.#readyFor === petition) return
    this.#readyFor = petition
    this.#shown = undefined
    this.showTally()
    // A document tells the status, and so may a tally.
    const { status = 'open', tally } = this
    this.emit('undersigned-ready', { petition, status, tally })
  }

  tallyChanged(): void {
    this.requestUpdate()
    if (this.visit.tally.kind !== 'loading') this.#isReady()
    this.showTally()
  }

  #isReady(): void {
    void Promise.all([this.updateComplete, this.#settled]).then(() => this.#becomeReady())
  }

  /** Fires an event, not before the task in which the element was connected is over. */
  protected emit<K extends keyof UndersignedEvents>(name: K, detail: UndersignedEvents[K]): void {
    void this.#settled.then(() => fire(this, name, detail))
  }

  /** How a visitor stops and resumes the numbers of the page; undefined where this one does not move. */
  protected get pausing(): { isPaused: boolean; toggle: () => void } | undefined {
    const { adapter, live } = this.visit
    if (!adapter?.tally || live === 'off') return undefined
    const isPaused = areTalliesPaused()
    const toggle = () => {
      pauseTallies(!isPaused)
      this.requestUpdate()
    }
    return { isPaused, toggle }
  }

  /** Tells the page when the shown number, goal or status is another than before. */
  protected showTally(): void {
    const { tally, status = 'open' } = this
    if (!tally) return
    const { petition, count, goal } = tally
    const signature = `${count} ${goal} ${status}`
    const before = this.#shown
    if (before?.signature === signature) return
    this.#shown = { count, signature }
    if (!before) return
    this.emit('undersigned-tallied', { petition, count, goal, status })
    if (before.count !== count && this.visit.isVisible) void this.#run(before.count, count)
  }

  /** Also waits for words. */
  protected override async getUpdateComplete(): Promise<void> {
    await super.getUpdateComplete()
    if (!this.#awaited) return
    await this.#awaited.load()
    return this.updateComplete
  }

  protected override willUpdate(): void {
    if (!this.#isUnread) return
    this.#isUnread = false
    this.#read()
  }

  override readonly changed = (): void => {
    this.#isUnread = true
    this.requestUpdate()
  }

  /** Settings were read; what they name may be another petition than before. */
  protected begin(_config: Config): void {}

  readonly warn = (mistake: Mistake): void => void this.#say(mistake, 'warn')

  /** Says a mistake to the page's author, once. */
  async #say(mistake: Mistake, how: 'warn' | 'error'): Promise<string | undefined> {
    if (this.#said.has(mistake.message)) return undefined
    this.#said.add(mistake.message)
    await mistakes.load()
    const message = mistakes.part?.explain(mistake) ?? mistake.message
    console[how](`<${this.localName}> ${message}`)
    return message
  }

  #read(): void {
    const isWhole = isParsed(this)
    const refuse: Around['refuse'] = (...wrong) => this.warn(new ConfigError(...wrong))
    try {
      const inline: Inline = isWhole ? readInlineScripts(this) : {}
      // Nothing that a page has given to every object is a setting.
      const said: Raw = { __proto__: null, ...inline, ...this.values } as Raw
      this.#speak([inline.messages, this.values['messages']].flat(2).filter(Boolean), refuse)
      const around = {
        // The document's own may be an element of that name.
        url: this.baseURI,
        origin: self.origin,
        scriptOrigin: scriptOrigin(),
      }
      // First: a name that is nearly right may be why another is missing.
      this.#lookForSlips()
      this.settings = readConfig(said, around, this.warn)
      // Made once more, it is said once more.
      this.#said.delete(this.#mistake)
      this.begin(this.settings)
      this.visit.begin(this.settings)
    } catch (mistake) {
      if (!(mistake instanceof ConfigError)) throw mistake
      // What is wrong may be before the words, and is said in words.
      if (!this.#awaited) this.#speak([], refuse)
      this.#misread(mistake, isWhole)
    }
  }

  /** An attribute that means nothing is no mistake, unless it is nearly one of ours. */
  #lookForSlips(): void {
    const odd = this.getAttributeNames().filter(
      (name) => !(propertyOf(name) in this) && !/^(data-|class$|tabindex$)|[^a-z-]/.test(name),
    )
    if (!odd[0]) return
    const ours = attributesOf(this.constructor as typeof UndersignedElement) // or one made of it
    void mistakes.load().then(() => {
      for (const name of odd)
        if (mistakes.part?.attributeMeant(name, ours))
          this.warn(new ConfigError('attribute', name, ours))
    })
  }

  /** Says everything from now on in the language the element stands in, once its words have come. */
  #speak(messages: readonly unknown[], refuse: Around['refuse']): void {
    const lang = nearest(this, 'lang')
    const { language, tag } = resolve(lang ? [lang] : navigator.languages, known)
    this.language = tag
    const file = language === 'en' ? undefined : languageFile(language)
    const needed: (Chunk | undefined)[] = [file, messages[0] ? ownWords : undefined]
    this.#awaited = needed.find((chunk) => chunk && chunk.part === undefined)
    if (this.#awaited) {
      for (const chunk of needed) void chunk?.load()
      // What is told to the page is there to be seen.
      this.#settled = Promise.all([this.#settled, this.#awaited.load().then(this.changed)])
      return
    }
    this.isMute = false
    // Without what else a tag may say: no browser names that.
    this.missed = file && !file.part ? language : undefined
    // The direction goes with the words: English words on a Persian page still run from left to right.
    const isTheirs = file ? file.part : /^en/i.test(lang ?? 'en')
    this.locale = new Locale(
      this.missed ? 'en' : tag,
      isTheirs ? nearest(this, 'dir') : undefined,
      {
        file: file?.part,
        tone: this.values['tone'],
        own: ownWords.part?.overridesFrom(messages, { english, laterKey, tag, refuse }),
      },
    )
  }

  #misread(mistake: ConfigError, isWhole: boolean): void {
    // What a framework binds late and what the parser has not reached is no mistake yet.
    const mayCome = !isWhole || (!this.#graceOver && mistake.isMissing)
    this.settings = undefined
    if (mayCome) {
      this.visit.begin(undefined)
      this.#grace ??= setTimeout(() => {
        this.#graceOver = true
        this.changed()
      }, graceMs)
      return
    }
    this.visit.begin(mistake)
  }

  async #complain(mistake: Mistake): Promise<void> {
    this.#mistake = mistake.message
    const message = await this.#say(mistake, 'error')
    if (message) this.#tellError('config', message)
  }

  #tellError(code: UndersignedEvents['undersigned-error']['code'], message: string): void {
    this.emit('undersigned-error', { petition: String(this.petition ?? ''), code, message })
  }

  async #run(from: number, to: number): Promise<void> {
    await Promise.all([motion.load(), this.updateComplete])
    const number = this.renderRoot.querySelector<HTMLElement>('.tally .number')
    if (number) motion.part?.runNumber(number, from, to, (value) => this.locale.number(value))
  }
}
