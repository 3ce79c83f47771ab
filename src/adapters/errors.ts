import type { Refusal } from '../schema/index.ts'

/**
 * Where it failed. `offline`: before any request, so nothing was sent. `timeout`: no answer in time. `unreachable`:
 * no answer, or one of something in between, or a fault at the other end. `unreadable`: an answer nobody understands.
 * After the last three a signature may have been stored all the same.
 */
export type FailureCode = 'offline' | 'timeout' | 'unreachable' | 'unreadable'

/** A failure on the way to a backend or back. Decide by `code`; `message` is for developers and holds nothing personal. */
export class Failure extends Error {
  override name = 'Failure'
  readonly code: FailureCode
  /** The refusal in place of the document that was asked for, such as `no-petition`. */
  readonly refusal: Refusal | undefined

  constructor(
    code: FailureCode,
    message: string,
    options?: { cause?: unknown; refusal?: Refusal },
  ) {
    super(message, options)
    this.code = code
    this.refusal = options?.refusal
  }
}

/**
 * What was thrown, as a failure: a fault of an adapter is an answer nobody understands. By name, since an adapter may
 * bring a copy of the class.
 */
export function failureOf(cause: unknown): Failure {
  return (cause as Error | undefined)?.name === 'Failure'
    ? (cause as Failure) // as its name says
    : new Failure('unreadable', 'the adapter failed', { cause })
}
