import { live, type Adapter } from '../adapters/index.ts'
import { isNewer, type Tally } from '../schema/index.ts'

/** What an element shows of a tally. */
export type TallyState =
  | { kind: 'loading' }
  | { kind: 'known'; tally: Tally; isOld: boolean }
  | { kind: 'unavailable' }

/** One element's interest in a tally. After a change of it the source is told to follow anew. */
export interface Follower {
  readonly live: 'auto' | 'poll' | 'off'
  /** The element can be seen; those that cannot are not worth a stream. */
  readonly isVisible: boolean
  tell(state: TallyState): void
}

/** What two elements share if it is the same. */
export interface Address {
  backend: string | Adapter
  endpoint: string
  petition: string
  backendOptions: object
}

/** How long an answer may take; a shown number moves at most every {@link restMs}; when it counts as old. Milliseconds. */
const patienceMs = 15_000
const restMs = 2_000
const oldMs = 10 * 60_000

const sources: TallySource[] = []

/** The page's one source of a petition's tally. */
export function tallySource(address: Address, adapter: Adapter): TallySource {
  let source = sources.find((known) => isSame(known.address, address))
  if (!source) sources.push((source = new TallySource(address, adapter)))
  return source
}

export function isSame(one: Address, other: Address): boolean {
  return (
    one.petition === other.petition &&
    one.endpoint === other.endpoint &&
    one.backend === other.backend &&
    JSON.stringify(one.backendOptions) === JSON.stringify(other.backendOptions)
  )
}

/** A visitor has stopped the moving numbers, for as long as the page lives. */
let isPaused = false

/** Stops or goes on with every tally of the page. */
export function pauseTallies(paused: boolean): void {
  isPaused = paused
  for (const source of sources) source.pause()
}

export function areTalliesPaused(): boolean {
  return isPaused
}

/** Follows one tally for all elements of the page that show it; quiet while nobody can see it. */
export class TallySource {
  readonly address: Address
  readonly #adapter: Adapter
  readonly #followers = new Set<Follower>()
  #state: TallyState = { kind: 'loading' }
  #how: Follower['live'] = 'off'
  #following: AbortController | undefined
  #asking: Promise<Tally | undefined> | undefined
  #expected: Promise<unknown> | undefined
  /** Why the tally could not be had last. */
  #cause: unknown
  #toldAt = -Infinity
  #heardAt = -Infinity
  #rest: ReturnType<typeof setTimeout> | undefined
  #ageing: ReturnType<typeof setTimeout> | undefined

  constructor(address: Address, adapter: Adapter) {
    this.address = address
    this.#adapter = adapter
  }

  /** Told at once what is known, then each change. */
  join(follower: Follower): void {
    this.#followers.add(follower)
    document.addEventListener('visibilitychange', this.refollow)
    follower.tell(this.#state)
    this.refollow()
  }

  leave(follower: Follower): void {
    this.#followers.delete(follower)
    this.refollow()
    if (this.#followers.size > 0) return
    document.removeEventListener('visibilitychange', this.refollow)
    clearTimeout(this.#rest)
    clearTimeout(this.#ageing)
    this.#rest = undefined
  }

  /** A document is on its way that will bring the tally along: until it is here nobody has to ask for it. */
  expect(document: Promise<unknown>): void {
    this.#expected = document.catch(() => undefined)
  }

  /** Resolves when the first tally is here; rejects with the reason when it could not be had. */
  async first(): Promise<void> {
    await this.#expected
    if (this.#state.kind !== 'known') await this.refresh()
    if (this.#state.kind === 'unavailable') throw this.#cause
  }

  /** Asks now. Never rejects: when it fails, what is known stays. */
  refresh(): Promise<Tally | undefined> {
    return (this.#asking ??= this.#ask().finally(() => (this.#asking = undefined)))
  }

  /** A visitor has stopped the numbers, or let them go on: every element says so. */
  pause(): void {
    this.refollow()
    this.#tellNow()
  }

  /** Starts, stops or changes the way of following, after anything that matters for it has changed. */
  readonly refollow = (): void => {
    const how = this.#wanted()
    if (this.#how === how) return
    this.#how = how
    this.#following?.abort()
    if (how === 'off') return
    // After a pause the number may be old already; it gets the time of one answer to be fresh again.
    this.#age(Math.max(patienceMs, this.#heardAt + oldMs - performance.now()))
    const { signal } = (this.#following = new AbortController())
    const { petition } = this.address
    if (how === 'auto' && this.#adapter.follow)
      this.#adapter.follow(petition, (tally) => !signal.aborted && this.hear(tally), { signal })
    else void live({ tally: () => this.#poll() }, () => {}, signal)
  }

  /** Takes a tally, also one that came another way, such as inside the petition document. */
  hear(tally: Tally): void {
    this.#heardAt = performance.now()
    this.#age(oldMs)
    const known = this.#state.kind === 'known' ? this.#state : undefined
    if (isNewer(tally, known?.tally)) this.#tell({ kind: 'known', tally, isOld: false })
    // Nothing new, and yet fresh.
    else if (known?.isOld) this.#tell({ ...known, isOld: false })
  }

  /** A number that nobody could refresh for a while says so, if it was to be live. */
  #age(ms: number): void {
    clearTimeout(this.#ageing)
    this.#ageing = setTimeout(() => {
      if (this.#state.kind === 'known' && this.#how !== 'off')
        this.#tell({ ...this.#state, isOld: true })
    }, ms)
  }

  #wanted(): Follower['live'] {
    if (isPaused || document.hidden || !this.#adapter.tally) return 'off'
    const wishes = [...this.#followers].map((one) => (one.isVisible ? one.live : 'off'))
    return (['auto', 'poll'] as const).find((how) => wishes.includes(how)) ?? 'off'
  }

  /** What was told just now need not be asked for. */
  #poll(): Promise<Tally | undefined> {
    return this.#state.kind === 'known' && performance.now() - this.#toldAt < restMs
      ? Promise.resolve(this.#state.tally)
      : this.refresh()
  }

  async #ask(): Promise<Tally | undefined> {
    try {
      const signal = AbortSignal.timeout(patienceMs)
      const tally = await this.#adapter.tally?.(this.address.petition, { signal })
      if (tally) this.hear(tally)
      return tally
    } catch (cause) {
      this.#cause = cause
      if (this.#state.kind === 'loading') this.#tell({ kind: 'unavailable' })
      return undefined
    }
  }

  /** Keeps the newest at once, tells it when the last one has been readable for a while. */
  #tell(state: TallyState): void {
    this.#state = state
    const waitMs = this.#toldAt + restMs - performance.now()
    if (waitMs <= 0) this.#tellNow()
    else this.#rest ??= setTimeout(() => this.#tellNow(), waitMs)
  }

  #tellNow(): void {
    clearTimeout(this.#rest)
    this.#rest = undefined
    this.#toldAt = performance.now()
    for (const follower of this.#followers) follower.tell(this.#state)
  }
}
