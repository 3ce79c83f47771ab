import * as headers from './headers.ts'
import type { Store } from './store/store.ts'

/** `GET /healthz`: this process answers. */
export function healthResponse(): Response {
  return new Response('ok\n', { headers: textHeaders })
}

/** `GET /readyz`: a signature would be stored now. */
export async function readyResponse(store: Pick<Store, 'ready'>): Promise<Response> {
  const ready = await store.ready().catch(() => false)
  return ready
    ? new Response('ready\n', { headers: textHeaders })
    : new Response('the store takes no signatures\n', {
        status: 503,
        headers: { ...textHeaders, 'retry-after': '5' },
      })
}

const textHeaders = { ...headers.operational, 'content-type': 'text/plain; charset=utf-8' }
