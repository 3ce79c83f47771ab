import { Failure, loadBackend, type Adapter } from '../adapters/index.ts'
import { nextChange, statusAt, statuses, type Petition, type Status } from '../schema/index.ts'
import type { Controller, ControllerHost } from './base-element.ts'
import { ConfigError, type Config } from './config.ts'
import { sourceKey, tallySource, type TallySource, type TallyState } from './tally-source.ts'

/** What an element has to show. */
export type VisitState =
  /** Nothing was asked for yet: the settings are not complete, or nobody has come near or pressed. */
  | { kind: 'waiting' }
  | { kind: 'loading' }
  | { kind: 'shown'; petition: Petition }
  | { kind: 'unavailable'; failure: Failure }
  | { kind: 'misconfigured'; mistake: ConfigError }

/** What a visit needs of its element. */
export interface VisitHost extends ControllerHost {
  /** The language to ask for. */
  readonly language: string
  /** What is shown became something else. */
  visitChanged(state: VisitState): void
  /** The shown tally or the status changed. */
  tallyChanged(): void
}

/**
 * One petition on one element, from the request for its document to the day it is answered: the document, the
 * status that follows from it and from the clock, and the tally. Another petition, endpoint or backend is another visit.
 */
export class Visit implements Controller {
  state: VisitState = { kind: 'waiting' }
  tally: TallyState = { kind: 'loading' }
  adapter: Adapter | undefined
  readonly #host: VisitHost
  readonly #wantsDocument: boolean
  #config: Config | undefined
  #source: TallySource | undefined
  #leave: (() => void) | undefined
  #loading: AbortController | undefined
  #isConnected = false
  #isVisible = false
  #nextStatus: ReturnType<typeof setTimeout> | undefined
  /** The status the tally told last; the document's own until then. */
  #heardStatus: Status | undefined
  #askedFor: Status | undefined

  /** @param options `document: false` for elements that show nothing but the tally */
  constructor(host: VisitHost, options: { document: boolean }) {
    this.#host = host
    this.#wantsDocument = options.document
    host.addController(this)
  }

  get petition(): Petition | undefined {
    return this.state.kind === 'shown' ? this.state.petition : undefined
  }

  /** The backend's time, else the device's; milliseconds since 1970. */
  now(): number {
    return this.adapter?.now?.() ?? Date.now()
  }

  /** The stage of the petition: what the backend said last, unless the clock has passed a date since. */
  get status(): Status | undefined {
    const { petition } = this
    const heard = this.#heardStatus ?? petition?.status
    if (!petition) return heard
    const counted = statusAt({ ...petition, paused: heard === 'paused' }, this.now())
    return heard && statuses.indexOf(heard) > statuses.indexOf(counted) ? heard : counted
  }

  hostConnected(): void {
    this.#isConnected = true
    this.#join()
    this.#watchClock()
    if (this.state.kind === 'loading' && !this.#loading) void this.#load()
  }

  hostDisconnected(): void {
    this.#isConnected = false
    clearTimeout(this.#nextStatus)
    this.#leave?.()
    this.#leave = undefined
    this.#loading?.abort()
    this.#loading = undefined
  }

  /** Says what is to be shown, or what is wrong with what was said. */
  begin(config: Config | ConfigError | undefined): void {
    if (config instanceof ConfigError) {
      this.#forget()
      this.#become({ kind: 'misconfigured', mistake: config })
    } else if (!config) {
      this.#forget()
      this.#become({ kind: 'waiting' })
    } else {
      const known = this.#config
      const isOther = this.isOther(config)
      this.#config = config
      // A page's own document comes anew with each reading; it is the same visit, and the answers stay.
      if (isOther || JSON.stringify(known?.document) !== JSON.stringify(config.document)) {
        this.#forget()
        this.#config = config
        const isWanted = config.load === 'eager' || (config.load === 'visible' && this.#isVisible)
        this.#become({ kind: isWanted ? 'loading' : 'waiting' })
        if (isWanted) void this.#load()
      } else if (known?.live !== config.live) this.#join()
    }
  }

  /** Whether these settings name another petition than the one that was begun; then it is another visit. */
  isOther(config: Config): boolean {
    return !this.#config || keyOf(this.#config) !== keyOf(config)
  }

  /** Loads what was left to be loaded until it was wanted, or what could not be loaded before. */
  open(): void {
    if (!this.#config || (this.state.kind !== 'waiting' && this.state.kind !== 'unavailable'))
      return
    this.#become({ kind: 'loading' })
    void this.#load()
  }

  /** Asks for document and tally again; what is shown stays until they come. */
  async refresh(): Promise<void> {
    await Promise.all([this.#load(), this.#source?.refresh()])
  }

  /** Shows a newer document, such as the one that came with `stale`. */
  renew(petition: Petition): void {
    this.#show(petition)
  }

  /** Whether the element can be seen; only then is the tally followed. */
  seen(isVisible: boolean): void {
    if (this.#isVisible === isVisible) return
    this.#isVisible = isVisible
    // The first loading joins when it is done; before that, following would ask for the same once more.
    if (!this.#loading || this.petition) this.#join()
  }

  async #load(): Promise<void> {
    const config = this.#config
    if (!config || !this.#isConnected) return
    this.#loading?.abort()
    const controller = (this.#loading = new AbortController())
    const { signal } = controller
    try {
      const adapter = (this.adapter ??= await adapterOf(config, signal))
      if (signal.aborted || !adapter) return
      this.#source ??= tallySource(keyOf(config), config.petition, adapter)
      if (this.#wantsDocument) {
        const coming = documentOf(adapter, config, this.#host.language, signal)
        this.#source.expect(coming)
        const petition = await coming
        if (signal.aborted) return
        this.#show(petition)
      } else {
        await this.#source.first()
        if (signal.aborted) return
      }
      this.#join()
    } catch (cause) {
      if (signal.aborted) return
      this.#miss(cause, config)
    } finally {
      if (this.#loading === controller) this.#loading = undefined
    }
  }

  #show(petition: Petition): void {
    const { tally } = petition
    this.#heardStatus = tally?.status ?? petition.status ?? this.#heardStatus
    this.state = { kind: 'shown', petition }
    if (tally) this.#source?.offer(tally)
    this.#watchClock()
    // The tally first: the page is told of both together.
    this.#join()
    this.#become(this.state)
  }

  #miss(cause: unknown, config: Config): void {
    // What is shown stays: a document that could not be refreshed is better than none.
    if (this.state.kind === 'shown') return
    if (cause instanceof ConfigError) return this.#become({ kind: 'misconfigured', mistake: cause })
    const failure =
      cause instanceof Failure ? cause : new Failure('unreadable', 'the adapter failed', { cause })
    if (config.isGuessed && (failure.refusal || failure.code === 'unreadable')) {
      const mistake = new ConfigError('endpoint', undefined, 'guess')
      return this.#become({ kind: 'misconfigured', mistake })
    }
    if (failure.refusal?.code === 'no-petition') {
      const mistake = new ConfigError(
        'petition',
        config.petition,
        `a petition known to ${config.endpoint || 'the backend'}`,
      )
      return this.#become({ kind: 'misconfigured', mistake })
    }
    this.#become({ kind: 'unavailable', failure })
  }

  #join(): void {
    this.#leave?.()
    this.#leave = undefined
    const source = this.#source
    if (!source || !this.#isConnected || (this.#wantsDocument && !this.petition)) return
    this.#leave = source.join({
      live: this.#config?.live ?? 'auto',
      isVisible: this.#isVisible,
      tell: (tally) => {
        this.tally = tally
        if (tally.kind === 'known' && tally.tally.status) this.#hear(tally.tally.status)
        this.#host.tallyChanged()
      },
    })
  }

  /** The tally is newer than the document: when it tells of another stage, the document has more to say. */
  #hear(status: Status): void {
    const before = this.status
    this.#heardStatus = status
    if (before === status || this.#askedFor === status) return
    // Once a stage: a document from a cache may lag behind, and must not be asked for again and again.
    this.#askedFor = status
    if (this.petition && this.adapter?.petition) void this.#load()
  }

  #watchClock(): void {
    clearTimeout(this.#nextStatus)
    if (!this.petition || !this.#isConnected) return
    const waitMs = nextChange(this.petition, this.now()) - this.now()
    // A timer beyond 24 days would fire at once; until then somebody reloads the page.
    if (waitMs < 2 ** 31) {
      this.#nextStatus = setTimeout(() => {
        this.#watchClock()
        this.#host.tallyChanged()
      }, waitMs + 50)
    }
  }

  #forget(): void {
    this.#loading?.abort()
    this.#loading = undefined
    this.#leave?.()
    this.#leave = undefined
    clearTimeout(this.#nextStatus)
    this.#config = undefined
    this.#source = undefined
    this.#heardStatus = undefined
    this.#askedFor = undefined
    this.adapter = undefined
    this.tally = { kind: 'loading' }
  }

  #become(state: VisitState): void {
    this.state = state
    this.#host.visitChanged(state)
    this.#host.requestUpdate()
  }
}

function keyOf({ backend, endpoint, petition }: Config): string {
  return sourceKey(backend, endpoint, petition)
}

/** One adapter a page for the same backend, endpoint and options: its clock and what it knows of streams are shared. */
const made = new Map<string, Promise<Adapter>>()

async function adapterOf(
  { backend, endpoint, backendOptions }: Config,
  signal: AbortSignal,
): Promise<Adapter | undefined> {
  if (typeof backend !== 'string') return backend
  const key = JSON.stringify([backend, endpoint, backendOptions])
  const make = made.has(key) ? undefined : await loadBackend(backend, signal)
  // Asked again: another element may have made it while the backend's code was loaded.
  if (make && !made.has(key)) made.set(key, Promise.resolve(make({ ...backendOptions, endpoint })))
  return made.get(key)
}

async function documentOf(
  adapter: Adapter,
  { petition: id, document }: Config,
  lang: string,
  signal: AbortSignal,
): Promise<Petition> {
  if (adapter.petition) return adapter.petition(id, { lang, signal })
  if (document) return { ...document, id }
  throw new ConfigError('config', undefined, 'absent')
}
