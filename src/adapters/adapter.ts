import type { Petition, Receipt, Refusal, Signature, Tally } from '../schema/index.ts'

/**
 * A way to reach a backend: what the widget needs of it, and nothing more. Failures on the way are thrown (see
 * `errors.ts`); a backend's no is an answer and returned.
 */
export interface Adapter {
  /** What a petition is called there; an `petition` attribute that does not match is a mistake. */
  readonly petitionPattern?: RegExp
  /** Whether `tally` may offer a stream and `follow` reads it. Absent: the page configures the petition inline. */
  petition?(id: string, options: { lang: string; signal: AbortSignal }): Promise<Petition>
  sign(
    signature: Signature,
    options: { petition: string; key: string; signal: AbortSignal },
  ): Promise<Receipt | Refusal>
  tally?(id: string, options: { signal: AbortSignal }): Promise<Tally>
  /** Calls `tell` with each tally that comes until the signal aborts; reconnects by itself. */
  follow?(id: string, tell: (tally: Tally) => void, options: { signal: AbortSignal }): void
}

/** What an adapter is made from: the `endpoint` and the partner's own `backendOptions`. */
export interface BackendOptions {
  endpoint: string
  [option: string]: unknown
}
