import { createHmac, timingSafeEqual } from 'node:crypto'

/** A request of the relay, before it is believed. */
export interface Delivery {
  /** `webhook-id`: the same in every try of one signature. */
  id: string
  /** `webhook-timestamp`: seconds since 1970. */
  timestamp: string
  /** `webhook-signature`: one or more of `v1,BASE64`, with spaces between. */
  signature: string
  /** The bytes as they came: parsed and written again, JSON is another text. */
  body: string
}

/** What is older than this may have been recorded and played again. */
const windowSeconds = 300

/**
 * Whether a request comes from the relay, and now. After that look whether `id` was taken before: a try whose answer was
 * lost comes again with the same one.
 */
export function isGenuine(
  { id, timestamp, signature, body }: Delivery,
  secret: string,
  now: number = Date.now(),
): boolean {
  // Not a number is not within the window either.
  if (!(Math.abs(now / 1000 - Number(timestamp)) <= windowSeconds)) return false
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  return signature
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'))
    .some((given) => given.length === wanted.length && timingSafeEqual(given, wanted))
}
