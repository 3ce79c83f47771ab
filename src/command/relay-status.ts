import type { Listed, RowState } from '../relay/index.ts'
import { outboxOptions, withOutbox } from './relay-outbox.ts'
import type { Verb } from './verb.ts'

const words: Record<RowState, string> = {
  due: 'waiting to be passed on',
  sending: 'on their way',
  sent: 'passed on, not erased yet',
  parked: 'not taken by the other side',
  unknown: 'perhaps passed on, perhaps not',
  held: 'sent by a bot, never passed on',
}

export const relayStatus: Verb = {
  name: 'relay status',
  summary: 'Shows what waits in the outbox of a relay',
  positionals: [],
  options: outboxOptions,
  about: `Those that wait for you are listed with their number, without anything about the person: "parked" was refused by the
other side, which said why by a code; "unknown" may have arrived, and only a look there can tell.
Send one again with "relay retry", or take it out with "relay drop". A running relay is not disturbed.`,
  examples: ['undersigned relay status', 'undersigned relay status --config relay.json --json'],
  run: (call) =>
    withOutbox(call, async (outbox) => {
      const numbers = outbox.numbers()
      const waiting = outbox.list(['parked', 'unknown'])
      const failing = outbox.list(['due', 'sending']).filter(({ code }) => code !== null)
      const instant = (at: number) => new Date(at).toISOString()
      const told = (row: Listed) => ({ ...row, received: instant(row.received) })
      return {
        json: {
          numbers: numbers.map((one) => ({ ...one, oldest: instant(one.oldest) })),
          waiting: waiting.map(told),
          failing: failing.length,
        },
        text: [
          ...(numbers.length === 0 ? ['The outbox is empty.'] : []),
          ...numbers.map(
            ({ petition, state, count, oldest }) =>
              `${petition}: ${count} ${words[state]}${state === 'due' ? `, the oldest since ${instant(oldest)}` : ''}`,
          ),
          ...(failing.length > 0
            ? [
                `${failing.length} were tried before; the last answer was ${failing.at(-1)?.code ?? 'none'}.`,
              ]
            : []),
          ...(waiting.length > 0 ? ['', 'These wait for you:'] : []),
          ...waiting.map(
            ({ n, petition, state, code, tries, received }) =>
              `  ${n}  ${petition}  ${state} (${code ?? 'no code'}) after ${tries} ${tries === 1 ? 'try' : 'tries'}, received ${instant(received)}`,
          ),
        ].join('\n'),
      }
    }),
}
