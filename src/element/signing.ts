import { Failure, failureOf, type FailureCode } from '../adapters/index.ts'
import {
  has,
  isRefusal,
  signatureIssues,
  type Asked,
  type Attention,
  type Outcome,
  type Receipt,
  type Refusal,
  type RefusalCode,
  type Signature,
} from '../schema/index.ts'
import type { Controller, ControllerHost } from './base-element.ts'
import { slips } from './chunk.ts'

/** Why a signature was stopped before it left, or has to be looked at again. */
export type Notice =
  | { why: 'stale' | 'preview' | 'waited' }
  /** The page said no, with or without words of its own. */
  | { why: 'vetoed'; message: string }

/** What went wrong with a signature that was sent, or that could not be. */
export type Mishap =
  | { why: FailureCode | 'stopped' }
  | { why: 'refused'; code: RefusalCode; retryAfterSeconds: number | undefined }

export type SigningState =
  /** `summary` is what the last press found, `issues` what is still marked. */
  | {
      kind: 'editing'
      issues: readonly Attention[]
      summary: readonly Attention[]
      notice?: Notice
    }
  | { kind: 'sending'; pace: 'usual' | 'noted' | 'slow' | 'stoppable' }
  /** `again` is whether another mail can be asked for, `last` what came of asking. */
  | { kind: 'pending'; again: 'early' | 'ready' | 'sending'; last?: 'resent' | 'resendFailed' }
  | { kind: 'signed'; outcome: Exclude<Outcome, 'pending'> }
  | { kind: 'failed'; mishap: Mishap }
  | { kind: 'unavailable'; code: 'not-open' | 'closed' | 'paused' }

/** A signature and what it is checked against. */
export interface Draft {
  signature: Signature
  asked: Asked
}

/** What signing needs of its element. */
export interface SigningHost extends ControllerHost {
  /** Asks the page; resolves to a notice when it said no, else to what it adds. */
  ask(signature: Signature): Promise<Notice | { proof?: string | undefined }>
  /** @param key a UUID, the same for the same values */
  send(signature: Signature, key: string, signal: AbortSignal): Promise<Receipt | Refusal>
  /** Takes the new document; false when there is none to show. */
  renew(refusal: Refusal): boolean
  /** Tells the page what came of it. */
  tell(end: { receipt: Receipt } | { refusal: Refusal } | { failure: Failure }): void
}

/** Time, passed in so that tests need not wait. */
export interface Clock {
  after(ms: number, work: () => void): () => void
  uuid(): string
}

const browserClock: Clock = {
  after: (ms, work) => {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
  uuid,
}

/** When the words change while a signature is on its way, and when a mail may be asked for again; milliseconds. */
const patience = { noted: 1_000, slow: 5_000, stoppable: 10_000, again: 30_000 } as const

/**
 * One person's signing: one press, one key, one request under way. Nothing is sent without a press; changed values
 * make a new key, unchanged ones keep it, so that pressing again never counts twice.
 */
export class Signing implements Controller {
  state: SigningState = blank()
  readonly #host: SigningHost
  readonly #clock: Clock
  #timers: (() => void)[] = []
  #flight: AbortController | undefined
  #key: { body: string; key: string } | undefined
  #wasStale = false
  /** The person was already told "check your email": what follows is the same signing, not another. */
  #isAgain = false
  #last: Signature | undefined

  constructor(host: SigningHost, clock: Clock = browserClock) {
    this.#host = host
    this.#clock = clock
    host.addController(this)
  }

  hostConnected(): void {
    // Coming back to the page: the words go on from where they were.
    if (this.state.kind === 'sending') this.#watch()
    if (this.state.kind === 'pending' && this.state.again === 'early') this.#allowAgain()
  }

  /** Stops the timers, never a request under way. */
  hostDisconnected(): void {
    for (const stop of this.#timers.splice(0)) stop()
  }

  /** One press: checks, asks the page, sends. A second press while one is under way does nothing. */
  async sign({ signature, asked }: Draft, options: { preview?: boolean } = {}): Promise<void> {
    if (this.state.kind === 'sending') return
    const issues = signatureIssues(signature, asked, slips.part?.postcodes)
    if (issues.length > 0) return this.#become({ kind: 'editing', issues, summary: issues })
    if (options.preview) return this.#notice({ why: 'preview' })

    this.#become({ kind: 'sending', pace: 'usual' })
    const flight = (this.#flight = new AbortController())
    this.#watch()
    const answer = this.#isAgain ? {} : await this.#host.ask(signature)
    if (this.#flight !== flight) return
    if (has(answer, 'why')) return this.#notice(answer)
    const proven = answer.proof === undefined ? signature : { ...signature, proof: answer.proof }
    await this.#deliver({ signature: proven, asked }, flight)
  }

  /** The person does not want to wait any longer; the signature may have arrived all the same. */
  stop(): void {
    const flight = this.#flight
    if (this.state.kind !== 'sending' || !flight) return
    this.#flight = undefined
    flight.abort()
    this.#become({ kind: 'failed', mishap: { why: 'stopped' } })
    this.#host.tell({
      failure: new Failure('timeout', 'stopped by the person'),
    })
  }

  /** Asks for another mail: a new attempt of the same signature. */
  async again(): Promise<void> {
    const signature = this.#last
    if (this.state.kind !== 'pending' || !signature || this.state.again !== 'ready') return
    this.#become({ kind: 'pending', again: 'sending' })
    const flight = (this.#flight = new AbortController())
    this.#key = undefined
    const answer = await this.#send(signature, flight).catch(() => undefined)
    if (this.#flight !== flight) return
    this.#flight = undefined
    const last = answer && !isRefusal(answer) ? 'resent' : 'resendFailed'
    this.#become({ kind: 'pending', again: 'early', last })
    this.#allowAgain()
  }

  /** Back to the form to change the address; the other answers stay. */
  change(): void {
    if (this.state.kind !== 'pending') return
    this.#isAgain = true
    // Another mail that is asked for just now is no news any more.
    this.#flight = undefined
    // Also with the same address it is another attempt.
    this.#key = undefined
    this.#become(blank())
  }

  /** Marks one answer again after it was left: clears what is mended, adds what is wrong. */
  review(field: string, issue: Attention | undefined): void {
    if (this.state.kind !== 'editing') return
    const { issues } = this.state
    const old = issues.find((known) => known.field === field)
    if (old?.code === issue?.code) return
    const others = issues.filter((known) => known !== old)
    this.#set({ ...this.state, issues: issue ? [...others, issue] : others })
  }

  /** Signing was not possible and is again: the answers are as they were. */
  reopen(): void {
    if (this.state.kind === 'unavailable') this.#become(blank())
  }

  /** Forgets this signing; a request under way goes on unheard. */
  reset(): void {
    this.#flight = undefined
    this.#key = undefined
    this.#last = undefined
    this.#wasStale = false
    this.#isAgain = false
    this.#become(blank())
  }

  async #deliver({ signature, asked }: Draft, flight: AbortController): Promise<void> {
    try {
      let answer = await this.#send(signature, flight)
      if (this.#flight === flight && isRefusal(answer) && answer.code === 'key-reused') {
        // The key belongs to other values: a fault of ours, mended once with a new key.
        this.#key = undefined
        answer = await this.#send(signature, flight)
      }
      if (this.#flight !== flight) return
      this.#flight = undefined
      if (isRefusal(answer)) this.#refuse(answer, asked)
      else this.#succeed(answer, signature)
    } catch (cause) {
      if (this.#flight !== flight) return
      this.#flight = undefined
      this.#fail(failureOf(cause))
    }
  }

  #send(signature: Signature, { signal }: AbortController): Promise<Receipt | Refusal> {
    const body = JSON.stringify(signature)
    if (this.#key?.body !== body) this.#key = { body, key: this.#clock.uuid() }
    return this.#host.send(signature, this.#key.key, signal)
  }

  #succeed(receipt: Receipt, signature: Signature): void {
    this.#last = signature
    const { outcome } = receipt
    if (outcome === 'pending') {
      this.#become({ kind: 'pending', again: 'early' })
      this.#allowAgain()
    } else this.#become({ kind: 'signed', outcome })
    if (!this.#isAgain) this.#host.tell({ receipt })
  }

  #refuse(refusal: Refusal, { fields, consents, declarations }: Asked): void {
    const { code, retryAfterSeconds } = refusal
    // In the order of the form; what was never asked cannot be mended in it.
    const names = [
      ...fields.map(({ name }) => String(name)),
      ...declarations.map(({ id }) => `declarations.${id}`),
      ...consents.map(({ id }) => `consents.${id}`),
    ]
    const issues = names.flatMap((name) => {
      const issue = refusal.issues.find(({ field }) => field === name)
      return issue ? [{ field: name, code: issue.code }] : []
    })
    if (code === 'invalid' && issues.length > 0) {
      this.#become({ kind: 'editing', issues, summary: issues })
    } else if (code === 'stale' && !this.#wasStale && this.#host.renew(refusal)) {
      this.#wasStale = true
      this.#notice({ why: 'stale' })
    } else if (code === 'not-open' || code === 'closed' || code === 'paused') {
      this.#become({ kind: 'unavailable', code })
    } else this.#become({ kind: 'failed', mishap: { why: 'refused', code, retryAfterSeconds } })
    this.#host.tell({ refusal })
  }

  #fail(failure: Failure): void {
    this.#become({ kind: 'failed', mishap: { why: failure.code } })
    this.#host.tell({ failure })
  }

  #notice(notice: Notice): void {
    this.#flight = undefined
    this.#become({ ...blank(), notice })
  }

  #watch(): void {
    for (const pace of ['noted', 'slow', 'stoppable'] as const) {
      this.#after(patience[pace], () => {
        if (this.state.kind === 'sending') this.#set({ kind: 'sending', pace })
      })
    }
  }

  #allowAgain(): void {
    this.#after(patience.again, () => {
      if (this.state.kind === 'pending') this.#set({ ...this.state, again: 'ready' })
    })
  }

  #after(ms: number, work: () => void): void {
    this.#timers.push(this.#clock.after(ms, work))
  }

  #become(state: SigningState): void {
    this.hostDisconnected()
    this.#set(state)
  }

  /** Another shade of the same state: its timers go on. */
  #set(state: SigningState): void {
    this.state = state
    this.#host.requestUpdate()
  }
}

function blank(): Extract<SigningState, { kind: 'editing' }> {
  return { kind: 'editing', issues: [], summary: [] }
}

/** A random UUID; `crypto.randomUUID` is missing on pages without TLS. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40 // sixteen bytes: these exist
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
