import { notListening } from './not-listening.ts'
import { stopSignal } from './stop-signal.ts'
import { OutputError, type Call, type Outcome } from './verb.ts'

/** Something that goes on by itself. */
interface Running {
  /** Settles when it cannot be trusted any more. */
  failed: Promise<Error>
  close(): Promise<void>
}

/**
 * Starts something, says so, and closes it in order when it is told to stop or has failed.
 * @param failure what is said then
 */
export async function runUntilStopped<T extends Running>(
  call: Call,
  {
    start,
    announce,
    failure,
  }: {
    start(): Promise<T>
    announce(running: T): Promise<void>
    failure: string
  },
): Promise<Outcome> {
  // Listened for before anything is open: an impatient Ctrl+C then still closes in order.
  const stopped = stopSignal()
  const running = await start().catch((error: unknown) => {
    throw notListening(error) ?? error
  })
  // Where it runs is said for convenience; it runs whether or not that can be written.
  await announce(running).catch((error: unknown) => {
    if (!(error instanceof OutputError)) throw error
  })
  const ended = await Promise.race([stopped, running.failed])
  await running.close()
  const failed = ended instanceof Error
  if (failed)
    await call.err(
      call.flag('json') ? `${JSON.stringify({ error: failure })}\n` : `undersigned: ${failure}\n`,
    )
  return { text: '', json: undefined, ...(failed && { exitCode: 1 as const }) }
}
