import { outboxOptions, rowsOf, withOutbox } from './relay-outbox.ts'
import { WorkError, type Verb } from './verb.ts'

export const relayDrop: Verb = {
  name: 'relay drop',
  summary: 'Takes a signature out of the outbox and deletes it here',
  positionals: ['ID'],
  options: [{ name: 'arrived', help: 'It is on the other side: count it' }, ...outboxOptions],
  about: `ID is the number that "relay status" shows. What was passed on stays there: this deletes it here only, before its time.
With --arrived it counts first, as one that was passed on.`,
  examples: ['undersigned relay drop 42', 'undersigned relay drop 42 --arrived'],
  run: (call) =>
    withOutbox(call, async (outbox) => {
      const typed = call.positionals[0] ?? ''
      const [row] = typed === 'all' ? [] : rowsOf(outbox, typed)
      if (!row) throw new WorkError('Name one signature by its number.', 'Nothing was deleted.')
      const arrived = call.flag('arrived')
      if (!(await outbox.drop(row.n, call.now(), { arrived })))
        throw row.state === 'held'
          ? new WorkError(
              `Signature ${row.n} was sent by a bot and never passed on.`,
              'Drop it without --arrived.',
            )
          : new WorkError(`Signature ${row.n} is on its way just now.`, 'Try again in a moment.')
      return {
        json: { dropped: row.n, arrived },
        text: `Signature ${row.n} is deleted here${arrived ? ', and counted' : ''}.`,
      }
    }),
}
