import { createHmac } from 'node:crypto'
import type { TargetFile } from '../relay-file.ts'
import { ask, resultOf, type Patience } from './exchange.ts'
import type { Target } from './target.ts'

type WebhookFile = Extract<TargetFile, { kind: 'webhook' }>

/**
 * A server of the campaigner's own. Signed as Standard Webhooks does it (https://www.standardwebhooks.com), so that
 * receivers find a library: HMAC-SHA-256 over `id.timestamp.body`. The id stays the same in every try: by it the receiver
 * drops what comes twice.
 */
export function webhook(
  { url, unknown }: Pick<WebhookFile, 'unknown'> & { url: string },
  secret: string,
  patience: Patience,
  now: () => number = Date.now,
): Target {
  const key = keyOf(secret)
  return {
    kind: 'webhook',
    unknown,
    async send({ petition, id, received, signature }) {
      const body = JSON.stringify({
        type: 'petition.signed',
        timestamp: new Date(received).toISOString(),
        data: { petition, id, ...signature },
      })
      const timestamp = String(Math.floor(now() / 1000))
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${sign(key, `${id}.${timestamp}.${body}`)}`,
      }
      return resultOf(await ask(url, { method: 'POST', headers, body }, patience))
    },
  }
}

function sign(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64')
}

/** A secret of the form `whsec_…` is base64, as that standard writes it; any other is taken as it is. */
function keyOf(secret: string): Uint8Array {
  return secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret)
}
