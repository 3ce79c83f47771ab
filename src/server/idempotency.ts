import { Refused } from './refused.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Reads the header `Idempotency-Key`: a UUID, in lower case. Throws `malformed`. */
export function idempotencyKey(headers: Headers): string {
  const key = headers.get('idempotency-key')
  if (!key || !uuid.test(key))
    throw new Refused('malformed', { detail: 'The header Idempotency-Key must be a UUID' })
  return key.toLowerCase()
}
