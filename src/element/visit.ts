import { Failure, failureOf, loadBackend, type Adapter } from '../adapters/index.ts'
import {
  has,
  nextChange,
  readPetition,
  statusAt,
  statuses,
  type Petition,
  type Status,
} from '../schema/index.ts'
import { anotherTask } from './another-task.ts'
import type { Controller, ControllerHost } from './base-element.ts'
import { inline } from './chunk.ts'
import { ConfigError, type Config } from './config.ts'
import type { Mistake } from './mistakes.ts'
import {
  isSame,
  tallySource,
  type Follower,
  type TallySource,
  type TallyState,
} from './tally-source.ts'

/** Days that are left and the stage of a petition follow the clock: how often it is looked at, in milliseconds. */
const minuteMs = 60_000

/** What an element has to show. */
export type VisitState =
  /** Nothing was asked for yet: the settings are not complete, or nobody has come near or pressed. */
  | { kind: 'waiting' }
  | { kind: 'loading' }
  | { kind: 'shown'; petition: Petition }
  | { kind: 'unavailable'; failure: Failure }
  | { kind: 'misconfigured'; mistake: Mistake }

/** What a visit needs of its element. */
export interface VisitHost extends ControllerHost {
  readonly isConnected: boolean
  /** The language to ask for. */
  readonly language: string
  /** What is shown became something else. */
  visitChanged(state: VisitState): void
  /** Something is wrong that a form can be shown with. */
  warn(mistake: ConfigError): void
  /** The shown tally or the status changed. */
  tallyChanged(): void
}

/**
 * One petition on one element, from the request for its document to the day it is answered: the document, the
 * status that follows from it and from the clock, and the tally. Another petition, endpoint or backend is another visit.
 */
export class Visit implements Controller, Follower {
  state: VisitState = { kind: 'waiting' }
  tally: TallyState = { kind: 'loading' }
  adapter: Adapter | undefined
  isVisible = false
  readonly #host: VisitHost
  readonly #wantsDocument: boolean
  #config: Config | undefined
  #source: TallySource | undefined
  #loading: AbortController | undefined
  #nextStatus: ReturnType<typeof setTimeout> | undefined
  /** Between the device's clock and the time it was awake. */
  #offset = Date.now() - performance.now()
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

  get live(): Config['live'] {
    return this.#config?.live ?? 'off'
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
    if (this.petition) this.#follow()
    else if (
      this.state.kind === 'loading' ||
      (!this.#wantsDocument && this.state.kind === 'unavailable')
    )
      void this.#load()
  }

  hostDisconnected(): void {
    this.#loading?.abort()
    this.#source?.leave(this)
    clearTimeout(this.#nextStatus)
  }

  /** Says what is to be shown, or what is wrong with what was said. */
  begin(config: Config | ConfigError | undefined): void {
    const known = this.#config
    if (!config || config instanceof ConfigError) {
      this.#forget(undefined)
      this.#become(config ? { kind: 'misconfigured', mistake: config } : { kind: 'waiting' })
    } else if (
      // A page's own document comes anew with each reading; it is the same visit, and the answers stay.
      this.isOther(config) ||
      JSON.stringify(known?.document) !== JSON.stringify(config.document)
    ) {
      this.#forget(config)
      // A tally has nothing that could be pressed.
      const isWanted =
        config.load === 'visible' ? this.isVisible : config.load === 'eager' || !this.#wantsDocument
      this.#become({ kind: 'waiting' })
      if (isWanted) this.open()
    } else {
      this.#config = config
      this.#source?.refollow()
    }
  }

  /** Whether these settings name another petition than the one that was begun; then it is another visit. */
  isOther(config: Config): boolean {
    return !this.#config || !isSame(this.#config, config)
  }

  /** Loads what was left to be loaded until it was wanted, or what could not be loaded before. */
  open(): void {
    const { kind } = this.state
    if (!this.#config || (kind !== 'waiting' && kind !== 'unavailable')) return
    this.#become({ kind: 'loading' })
    void this.#load()
  }

  /** Asks for document and tally again; what is shown stays until they come. */
  async refresh(): Promise<void> {
    await Promise.all([this.#load(), this.#source?.refresh()])
  }

  /** Shows a newer document, such as the one that came with `stale`. */
  renew(petition: Petition): void {
    const { tally } = petition
    this.#heardStatus = tally?.status ?? petition.status ?? this.#heardStatus
    this.state = { kind: 'shown', petition }
    if (tally) this.#source?.hear(tally)
    // Whoever follows asks anyhow; who does not, once.
    else void this.#source?.refresh()
    // The tally first: the page is told of both together.
    this.#follow()
    this.#become(this.state)
  }

  /** Whether the element can be seen; only then is the tally followed. */
  seen(isVisible: boolean): void {
    this.isVisible = isVisible
    if (isVisible && this.#config?.load === 'visible' && this.state.kind === 'waiting') this.open()
    this.#source?.refollow()
  }

  tell(tally: TallyState): void {
    this.tally = tally
    if (tally.kind === 'known' && tally.tally.status) this.#hear(tally.tally.status)
    this.#host.tallyChanged()
  }

  async #load(): Promise<void> {
    const config = this.#config
    if (!config || !this.#host.isConnected) return
    this.#loading?.abort()
    const { signal } = (this.#loading = new AbortController())
    try {
      const adapter = await adapterOf(config)
      if (signal.aborted) return
      this.adapter = adapter
      const source = (this.#source ??= tallySource(config, adapter))
      if (this.#wantsDocument) {
        const coming = documentOf(adapter, config, this.#host.language, signal)
        source.expect(coming)
        const petition = await coming
        if (signal.aborted) return
        this.renew(petition)
        if (!adapter.petition)
          for (const key of inline.part?.unread(config.document, petition) ?? [])
            this.#host.warn(new ConfigError('config.petition', key, 'key'))
      } else {
        try {
          await source.first()
        } finally {
          // It may come later.
          if (!signal.aborted) source.join(this)
        }
      }
    } catch (cause) {
      if (!signal.aborted) this.#miss(cause, config)
    }
  }

  #miss(cause: unknown, { isGuessed, petition }: Config): void {
    // What is shown stays: a document that could not be refreshed is better than none.
    if (this.petition) return
    const failure = failureOf(cause)
    const { code, refusal } = failure
    const mistake =
      // An adapter's mistake has its own class, which the script does not know.
      has(Object(cause), 'setting')
        ? (cause as Mistake)
        : isGuessed && (refusal || code === 'unreadable')
          ? new ConfigError('endpoint', undefined, 'guess')
          : refusal?.code === 'no-petition' && new ConfigError('petition', petition, 'known')
    if (mistake) this.#source?.leave(this)
    this.#become(mistake ? { kind: 'misconfigured', mistake } : { kind: 'unavailable', failure })
  }

  /** The tally is newer than the document: when it tells of another stage, the document has more to say. */
  #hear(status: Status): void {
    this.#heardStatus = status
    if (this.#askedFor === status || status === (this.petition?.status ?? status)) return
    // Once a minute: a document from a cache may lag behind, and must not be asked for again and again.
    this.#askedFor = status
    if (this.adapter?.petition) void this.#load()
  }

  /** Keeps what is shown true: the tally by its source, the status by the clock. */
  #follow(): void {
    clearTimeout(this.#nextStatus)
    const { petition } = this
    if (!petition || !this.#host.isConnected) return
    this.#source?.join(this)
    const waitMs = nextChange(petition, this.now()) - this.now() + 50
    this.#nextStatus = setTimeout(() => this.#look(), Math.min(waitMs, minuteMs))
  }

  /** The clock has moved on, or jumped: then the device has slept, and only the backend knows what time it is. */
  #look(): void {
    const offset = Date.now() - performance.now()
    if (Math.abs(offset - this.#offset) > minuteMs)
      void this.#source?.refresh().then(() => this.#host.requestUpdate())
    this.#offset = offset
    this.#askedFor = undefined
    this.#follow()
  }

  #forget(config: Config | undefined): void {
    this.hostDisconnected()
    this.#config = config
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

/** One adapter a page for the same backend, endpoint and options: its clock and what it knows of streams are shared. */
const made = new Map<string, Adapter>()

async function adapterOf({ backend, endpoint, backendOptions }: Config): Promise<Adapter> {
  if (typeof backend !== 'string') return backend
  const key = JSON.stringify([backend, endpoint, backendOptions])
  // Loaded first: another element may make it while the backend's code comes.
  const make = await loadBackend(backend)
  const adapter = made.get(key) ?? make({ ...backendOptions, endpoint })
  made.set(key, adapter)
  return adapter
}

async function documentOf(
  adapter: Adapter,
  { petition: id, document, fields }: Config,
  lang: string,
  signal: AbortSignal,
): Promise<Petition> {
  const petition = await (adapter.petition?.(id, { lang, signal }) ??
    // Without the part it throws: the petition could not be loaded.
    inline.load().then(() => inline.part!.inlinePetition(document, id, fields, readPetition)))
  if (!petition) throw new ConfigError('config.petition', document, 'document')
  if (!isFor(petition, id))
    throw new Failure('unreadable', `"${petition.id}" of "${petition.controller.name}" for "${id}"`)
  const objection = adapter.objection?.(petition)
  if (objection) throw objection
  // Reading it was one task, drawing it is another: both together are a long one on a phone.
  await anotherTask()
  return petition
}

/** Nobody signs something else than the page's author asked for, or for nobody. */
export function isFor(petition: Petition | undefined, id: string): boolean {
  return petition?.id === id && petition.controller.name !== ''
}
