import * as headers from './headers.ts'
import { Refused, refusalTitles } from './refused.ts'
import { StoreUnavailable } from './store/store.ts'

/**
 * The refusal that a thrown thing amounts to; undefined for what nobody foresaw, which becomes a plain 500 with
 * nothing inside.
 */
export function refusalOf(thrown: unknown): Refused | undefined {
  if (thrown instanceof Refused) return thrown
  if (thrown instanceof StoreUnavailable) {
    return new Refused('unavailable', { retryAfterSeconds: thrown.retryAfterSeconds })
  }
  return undefined
}

/** A problem document (RFC 9457) for a refusal, or for a failure when there is none. */
export function problemResponse(refused: Refused | undefined): Response {
  if (!refused) {
    const body = { type: 'about:blank', title: 'Something failed here', status: 500 }
    return new Response(JSON.stringify(body), { status: 500, headers: headers.problem })
  }
  const { code, status, details } = refused
  const body = {
    type: `urn:undersigned:problem:${code}`,
    title: refusalTitles[code],
    status,
    code,
    detail: details.detail,
    issues: details.issues,
    retryAfterSeconds: details.retryAfterSeconds,
    petition: details.petition,
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers.problem, ...extraHeaders(refused) },
  })
}

/** `Allow` and `Retry-After`, where there are any. */
export function extraHeaders({ details }: Refused): Record<string, string> {
  return {
    ...(details.allow && { allow: details.allow.join(', ') }),
    ...(details.retryAfterSeconds !== undefined && {
      'retry-after': String(details.retryAfterSeconds),
    }),
  }
}
