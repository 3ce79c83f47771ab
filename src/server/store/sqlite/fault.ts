/** What an error of SQLite means for a batch. */
export interface Fault {
  message: string
  /** Not one command's affair: the whole batch goes. */
  spoilsAll: boolean
  /** The disk or the database cannot be trusted any more: acknowledge nothing, stop the process. */
  fatal: boolean
}

// Primary result codes, https://www.sqlite.org/rescode.html
const busy = 5
const locked = 6
const noMemory = 7
const interrupted = 9
const full = 13
const passing = [busy, locked, noMemory, interrupted, full]
const ioError = 10
const corrupt = 11
const cannotOpen = 14
const noDatabase = 26
const broken = [ioError, corrupt, cannotOpen, noDatabase]

/**
 * A COMMIT that fails is fatal: its rows were there after reopening although the sync had reported an error, so what
 * is on disk is not known. Except where the disk was full or the database busy: those come from before the sync, the
 * frame that makes the transaction valid was not written, and the next one overwrites the rest.
 */
export function faultOf(error: unknown, { committing }: { committing: boolean }): Fault {
  const code = Number((error as { errcode?: unknown } | null)?.errcode ?? 0) & 0xff
  const isPassing = passing.includes(code)
  const isBroken = broken.includes(code)
  const message = error instanceof Error ? error.message : String(error)
  return {
    message,
    spoilsAll: isPassing || isBroken,
    fatal: isBroken || (committing && !isPassing),
  }
}
