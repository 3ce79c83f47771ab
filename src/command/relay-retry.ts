import { outboxOptions, rowsOf, withOutbox } from './relay-outbox.ts'
import { WorkError, type Verb } from './verb.ts'

export const relayRetry: Verb = {
  name: 'relay retry',
  summary: 'Sends a signature again that is parked or of which nobody knows',
  positionals: ['ID'],
  options: outboxOptions,
  about: `ID is the number that "relay status" shows, or all. It is sent at once, and without looking first whether it is there:
for an "unknown" one look at the other side yourself.`,
  examples: ['undersigned relay retry 42', 'undersigned relay retry all'],
  run: (call) =>
    withOutbox(call, async (outbox) => {
      const rows = rowsOf(outbox, call.positionals[0] ?? '')
      const done: number[] = []
      for (const { n } of rows) if (await outbox.retry(n, call.now())) done.push(n)
      const [first] = rows
      if (first && done.length === 0)
        throw new WorkError(
          `Signature ${first.n} is ${first.state}: there is nothing to send again.`,
        )
      return {
        json: { retried: done },
        text:
          done.length === 0
            ? 'None is parked or unknown.'
            : `${done.length === 1 ? `Signature ${done[0]} is` : `${done.length} signatures are`} due again.`,
      }
    }),
}
