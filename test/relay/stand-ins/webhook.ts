import { createHmac, timingSafeEqual } from 'node:crypto'
import type { TestContext } from 'node:test'
import { startStandIn, type StandIn } from './stand-in.ts'

/** A receiver as the documentation of the relay shows one: it checks the signature and drops what comes twice. */
export async function startReceiver(
  t: TestContext,
  secret: string,
): Promise<StandIn & { taken: Map<string, Record<string, unknown>>; repeated: number }> {
  const taken = new Map<string, Record<string, unknown>>()
  const standIn = await startStandIn(t, ({ headers, body, json }) => {
    const [id, timestamp] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])]
    if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return { status: 401 }
    const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret
    const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
    const given = String(headers['webhook-signature'])
      .split(' ')
      .filter((one) => one.startsWith('v1,'))
      .map((one) => Buffer.from(one.slice(3), 'base64'))
    if (!given.some((one) => one.length === wanted.length && timingSafeEqual(one, wanted)))
      return { status: 401 }
    if (taken.has(id)) receiver.repeated += 1
    else taken.set(id, json)
    return { status: 204 }
  })
  const receiver = Object.assign(standIn, { taken, repeated: 0 })
  return receiver
}
