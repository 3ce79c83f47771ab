import type { FieldName } from '../../schema/index.ts'
import type { TargetFile } from '../relay-file.ts'

/** One signature as it is passed on: everything about a person that the relay keeps, sealed. */
export type Passed = Partial<Record<FieldName, string>> & {
  email: string
  consents: Record<string, boolean>
  declarations?: Record<string, true>
  locale?: string
  source?: string
  partner?: string
  /** The revision that was shown, as the page says. */
  shown: string
  /** Of the page; absent where no browser sent it. */
  origin?: string
}

export interface Job {
  petition: string
  /** The id of the receipt: the same in every try. */
  id: string
  /** Milliseconds since 1970: when it was received. */
  received: number
  signature: Passed
}

/** What one try came to. */
export type Result =
  /** It is there. */
  | { kind: 'sent' }
  /** It is not taken, and sending it again would not help. */
  | { kind: 'refused'; code: string }
  /**
   * Not now. With `maybe` it may have arrived all the same, and only then is there a question whether to send again.
   */
  | { kind: 'later'; code: string; maybe: boolean; afterSeconds?: number }
  /** Nothing gets through, whoever signed: a wrong secret, a wrong address. The operator is to look. */
  | { kind: 'shut'; code: string; afterSeconds?: number }

/** What a look at the other side came to. */
export type Looked = { kind: 'there' | 'absent' | 'unclear' } | Exclude<Result, { kind: 'sent' }>

/** A product that signatures are passed on to. Rejects only for a mistake of ours. */
export interface Target {
  kind: TargetFile['kind']
  /** What is done with a signature of which nobody knows whether it has arrived. */
  unknown: 'send' | 'look' | 'park'
  send(job: Job): Promise<Result>
  look?(job: Job): Promise<Looked>
  /** Hands it a place for what it needs at the next start. */
  keep?(store: TokenStore): void
}

/** Keeps what a product gives for the next start; sealed, and never more than one text a petition. */
export interface TokenStore {
  read(): string | undefined
  write(token: string): Promise<void>
}
