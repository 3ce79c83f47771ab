import { openOutbox, type Listed, type Outbox } from '../relay/index.ts'
import { configOption, outboxPlace } from './relay-config.ts'
import { CallError, WorkError, type Call, type Option } from './verb.ts'

/** Where the outbox is. */
export const outboxOptions: Option[] = [
  configOption,
  {
    name: 'keys-file',
    value: 'FILE',
    help: "The keyring, keys.json in the file's data folder unless said otherwise",
  },
]

/** Opens the outbox for the time of the work, also while a relay runs. */
export async function withOutbox<T>(call: Call, work: (outbox: Outbox) => Promise<T>): Promise<T> {
  const outbox = await openOutbox(await outboxPlace(call), { create: false })
  try {
    return await work(outbox)
  } finally {
    await outbox.close()
  }
}

/** The rows that ID names: a number, or `all` of those that wait for the operator. */
export function rowsOf(outbox: Outbox, typed: string): Listed[] {
  if (typed === 'all') return outbox.list(['parked', 'unknown'])
  if (!/^[1-9]\d{0,14}$/.test(typed))
    throw new CallError(
      `"${typed}" is no number of a signature.`,
      'See the numbers with: undersigned relay status',
    )
  const row = outbox.row(Number(typed))
  if (row) return [row]
  throw new WorkError(
    `There is no signature ${typed} in the outbox.`,
    'See the numbers with: undersigned relay status',
  )
}
