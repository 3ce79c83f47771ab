import type { Petition, Receipt, Refusal, Signature, Tally } from '../schema/index.ts'
import type { OptionError } from './option-error.ts'

/**
 * A way to reach a backend: what the widget needs of it, and nothing more. Failures on the way are thrown (see
 * `errors.ts`); a backend's no is an answer and returned.
 */
export interface Adapter {
  /** What a petition is called there; a `petition` attribute that does not match is a mistake. */
  readonly petitionPattern?: RegExp
  /** The backend knows a signature by its key: sent again with the same one, a person never counts twice. */
  readonly knowsKey?: true
  /** The backend's clock, in milliseconds since 1970. Absent: the device's is all there is. */
  now?(): number
  /** Absent: the page configures the petition inline. Throws for every no, with the refusal in the failure. */
  petition?(id: string, options: { lang: string; signal: AbortSignal }): Promise<Petition>
  /** Why this backend could not take signatures as the petition asks for them; looked at before a form is shown. */
  objection?(petition: Petition): OptionError | undefined
  /** Resolves to the yes or the no. When the signal aborts it rejects with its reason, and may be stored all the same. */
  sign(
    signature: Signature,
    options: { petition: string; key: string; signal: AbortSignal },
  ): Promise<Receipt | Refusal>
  tally?(id: string, options: { signal: AbortSignal }): Promise<Tally>
  /** Calls `tell` with each tally that is not older than the last until the signal aborts; streams or polls, and
   * reconnects by itself. */
  follow?(id: string, tell: (tally: Tally) => void, options: { signal: AbortSignal }): void
}

/** What an adapter is made from: the `endpoint` and the partner's own `backendOptions`. */
export interface BackendOptions {
  endpoint: string
  [option: string]: unknown
}
