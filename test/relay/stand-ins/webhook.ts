import type { TestContext } from 'node:test'
import { isGenuine } from '../../../demo/relay/receiver.ts'
import { startStandIn, type StandIn } from './stand-in.ts'

export interface Receiver extends StandIn {
  /** What was taken, by id. */
  taken: Map<string, Record<string, unknown>>
  /** How many came again and were dropped. */
  repeated: number
}

/** A receiver as the documentation shows one: it checks the signature and drops what comes twice. */
export async function startReceiver(t: TestContext, secret: string): Promise<Receiver> {
  const standIn = await startStandIn(t, ({ headers, body, json }) => {
    const id = String(headers['webhook-id'])
    const delivery = {
      id,
      timestamp: String(headers['webhook-timestamp']),
      signature: String(headers['webhook-signature']),
      body,
    }
    if (!isGenuine(delivery, secret)) return { status: 401 }
    if (receiver.taken.has(id)) receiver.repeated += 1
    else receiver.taken.set(id, json)
    return { status: 204 }
  })
  const receiver: Receiver = Object.assign(standIn, {
    taken: new Map<string, Record<string, unknown>>(),
    repeated: 0,
  })
  return receiver
}
