import type { Adapter } from '../adapters/index.ts'
import { isNewer, type Tally } from '../schema/index.ts'

/** What an element shows of a tally. */
export type TallyState =
  | { kind: 'loading' }
  | { kind: 'known'; tally: Tally; isOld: boolean }
  | { kind: 'unavailable' }

/** One element's interest in a tally. */
export interface Follower {
  live: 'auto' | 'poll' | 'off'
  /** The element can be seen; those that cannot are not worth a stream. */
  isVisible: boolean
  tell(state: TallyState): void
}

/** Between two polls of `live="poll"`; a shown number moves at most every {@link restMs}; when it counts as old. Milliseconds. */
const pollMs = 15_000
const restMs = 2_000
const oldMs = 10 * 60_000

const sources = new Map<string, TallySource>()
const adapterIds = new WeakMap<Adapter, number>()
let adapters = 0

/** Names what two elements share: backend, endpoint and petition. */
export function sourceKey(backend: string | Adapter, endpoint: string, petition: string): string {
  if (typeof backend === 'string') return JSON.stringify([backend, endpoint, petition])
  if (!adapterIds.has(backend)) adapterIds.set(backend, ++adapters)
  return JSON.stringify([adapterIds.get(backend), endpoint, petition])
}

/** The page's one source of a petition's tally. */
export function tallySource(key: string, petition: string, adapter: Adapter): TallySource {
  let source = sources.get(key)
  if (!source) sources.set(key, (source = new TallySource(petition, adapter)))
  return source
}

/** A visitor has stopped the moving numbers, for as long as the page lives. */
let isPaused = false
const everywhere = new Set<TallySource>()

/** Stops or goes on with every tally of the page. */
export function pauseTallies(paused: boolean): void {
  isPaused = paused
  for (const source of everywhere) source.refollow()
}

export function areTalliesPaused(): boolean {
  return isPaused
}

/** Follows one tally for all elements of the page that show it; quiet while nobody can see it. */
export class TallySource {
  readonly #petition: string
  readonly #adapter: Adapter
  readonly #followers = new Set<Follower>()
  #state: TallyState = { kind: 'loading' }
  #following: { how: 'auto' | 'poll'; controller: AbortController } | undefined
  #asking: Promise<void> | undefined
  #expected: Promise<unknown> | undefined
  #toldAt = -Infinity
  #rest: ReturnType<typeof setTimeout> | undefined
  #ageing: ReturnType<typeof setTimeout> | undefined

  constructor(petition: string, adapter: Adapter) {
    this.#petition = petition
    this.#adapter = adapter
  }

  get state(): TallyState {
    return this.#state
  }

  /** Told at once what is known, then each change; call the answer to leave. */
  join(follower: Follower): () => void {
    if (this.#followers.size === 0) {
      everywhere.add(this)
      document.addEventListener('visibilitychange', this.refollow)
    }
    this.#followers.add(follower)
    follower.tell(this.#state)
    this.refollow()
    return () => {
      if (!this.#followers.delete(follower)) return
      if (this.#followers.size === 0) {
        everywhere.delete(this)
        document.removeEventListener('visibilitychange', this.refollow)
        clearTimeout(this.#rest)
        clearTimeout(this.#ageing)
        this.#rest = undefined
      }
      this.refollow()
    }
  }

  /** Takes a tally that came another way, such as inside the petition document. */
  offer(tally: Tally): void {
    this.#hear(tally)
  }

  /** A document is on its way that will bring the tally along: until it is here nobody has to ask for it. */
  expect(document: Promise<unknown>): void {
    this.#expected = document.catch(() => undefined)
  }

  /** Resolves when the first tally is here, or could not be had. */
  async first(): Promise<void> {
    await this.#expected
    if (this.#state.kind !== 'known') await this.refresh()
  }

  /** Asks now. Never rejects: when it fails, what is known stays. */
  refresh(): Promise<void> {
    return (this.#asking ??= this.#ask().finally(() => (this.#asking = undefined)))
  }

  /** Starts, stops or changes the way of following, after anything that matters for it has changed. */
  readonly refollow = (): void => {
    const wanted = this.#wanted()
    if (this.#following?.how === wanted) return
    this.#following?.controller.abort()
    this.#following = undefined
    if (!wanted) return
    const controller = new AbortController()
    this.#following = { how: wanted, controller }
    const { signal } = controller
    const tell = (tally: Tally) => !signal.aborted && this.#hear(tally)
    if (wanted === 'auto' && this.#adapter.follow)
      return this.#adapter.follow(this.#petition, tell, { signal })
    if (this.#state.kind !== 'known' || performance.now() - this.#toldAt > restMs)
      void this.refresh()
    this.#poll(signal)
  }

  #wanted(): 'auto' | 'poll' | undefined {
    if (isPaused || document.hidden || !this.#adapter.tally) return undefined
    const awake = [...this.#followers].filter(({ live, isVisible }) => isVisible && live !== 'off')
    return awake.some(({ live }) => live === 'auto')
      ? 'auto'
      : awake.length > 0
        ? 'poll'
        : undefined
  }

  #poll(signal: AbortSignal): void {
    const timer = setInterval(() => void this.refresh(), pollMs * (0.9 + Math.random() / 5))
    signal.addEventListener('abort', () => clearInterval(timer))
  }

  async #ask(): Promise<void> {
    try {
      const tally = await this.#adapter.tally?.(this.#petition, {
        signal: AbortSignal.timeout(pollMs),
      })
      if (tally) this.#hear(tally)
    } catch {
      if (this.#state.kind === 'loading') this.#tell({ kind: 'unavailable' })
    }
  }

  #hear(tally: Tally): void {
    if (this.#state.kind === 'known' && !isNewer(tally, this.#state.tally)) {
      // Nothing new, and yet fresh.
      this.#age()
      if (this.#state.isOld) this.#tell({ ...this.#state, isOld: false })
      return
    }
    this.#age()
    this.#tell({ kind: 'known', tally, isOld: false })
  }

  /** A number that nobody could refresh for a while says so, if it was to be live. */
  #age(): void {
    clearTimeout(this.#ageing)
    this.#ageing = setTimeout(() => {
      if (this.#state.kind === 'known' && this.#following)
        this.#tell({ ...this.#state, isOld: true })
    }, oldMs)
  }

  /** Keeps the newest at once, tells it when the last one has been readable for a while. */
  #tell(state: TallyState): void {
    this.#state = state
    const waitMs = this.#toldAt + restMs - performance.now()
    if (waitMs > 0) {
      this.#rest ??= setTimeout(() => this.#tellNow(), waitMs)
    } else this.#tellNow()
  }

  #tellNow(): void {
    clearTimeout(this.#rest)
    this.#rest = undefined
    this.#toldAt = performance.now()
    for (const follower of [...this.#followers]) follower.tell(this.#state)
  }
}
