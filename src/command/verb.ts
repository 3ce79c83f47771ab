import type { Settings } from '../server/index.ts'

/** The world around a command. */
export interface Surroundings {
  /** Rejects with {@link OutputError}. */
  out(text: string): Promise<void>
  /** Never rejects: who cannot be told of a failure cannot be told of that either. */
  err(text: string): Promise<void>
  env: Record<string, string | undefined>
  now(): number
}

/** An option as it is typed, without its dashes: `public-url` is also `UNDERSIGNED_PUBLIC_URL`. */
export interface Option {
  name: string
  /** What stands for its value in the help; a flag has none. */
  value?: string
  help: string
}

/** One thing the command does. */
export interface Verb {
  /** As it is typed: `petition put`. */
  name: string
  /** Begins with a verb, fits on a line. */
  summary: string
  /** `ID`, or `[ID]` when it may be left out. */
  positionals: string[]
  options: Option[]
  /** What a newcomer wants to know beyond the summary. */
  about?: string
  /** Whole lines that work. */
  examples: string[]
  run(call: Call): Promise<Outcome>
}

/** One use of a verb, checked as far as that is the same for all. */
export interface Call extends Surroundings {
  /** The positionals in their order; the optional ones may be missing. */
  positionals: string[]
  /** The value of an option, from the command line or the environment. */
  option(name: string): string | undefined
  flag(name: string): boolean
  /** What the verb's options say about the server: where its data is, what it listens to. */
  settings(): Settings
}

/** What came of it: the same for people and for programs. */
export interface Outcome {
  /** Printed as it is; ends without a newline. Empty when everything was said on the way. */
  text: string
  /** Printed with `--json`. */
  json: unknown
  /** When the work was done and its answer is no, as with `verify`. */
  exitCode?: 1
}

/** The call was wrong: exit code 2. */
export class CallError extends Error {
  override readonly name: string = 'CallError'
  /** How to put it right. */
  readonly hint: string | undefined
  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

/** The call was right and the work failed: exit code 1. */
export class WorkError extends Error {
  override readonly name: string = 'WorkError'
  readonly hint: string | undefined
  /** For programs: what exactly is wrong, with `--json`. */
  readonly details: unknown
  constructor(message: string, hint?: string, details?: unknown) {
    super(message)
    this.hint = hint
    this.details = details
  }
}

/** What was said could not be written: the disk is full, or whoever read it has left. */
export class OutputError extends Error {
  override readonly name: string = 'OutputError'
  /** A reader who has left has seen enough. */
  readonly isUnread: boolean
  constructor(cause: NodeJS.ErrnoException) {
    super(`The output could not be written (${cause.code}).`, { cause })
    this.isUnread = cause.code === 'EPIPE'
  }
}
