import type { Result } from './target.ts'

export interface Patience {
  timeoutMs: number
}

/** An answer, whatever its status. */
export interface Answer {
  status: number
  /** The body as JSON; undefined when it is none. */
  json: unknown
  /** There is a body, and it is not JSON: a page, as sites show one while they are mended. */
  isPage?: boolean
  /** As the other side asks for, in seconds. */
  afterSeconds: number | undefined
}

/** No whole answer. With `maybe`, the request may have been worked on. */
export interface Miss {
  miss: true
  maybe: boolean
  code: string
}

const mostBytes = 256 * 1024

/** The connection was never there, so nothing can have arrived. */
const neverLeft = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]

/** One bounded exchange. Never rejects: what went wrong is part of the answer. Follows no redirect. */
export async function ask(
  url: string,
  init: { method?: string; headers?: Record<string, string>; json?: unknown; body?: string },
  { timeoutMs }: Patience,
): Promise<Answer | Miss> {
  const { method = 'GET', headers = {}, json } = init
  const body = init.body ?? (json === undefined ? undefined : JSON.stringify(json))
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      signal,
      headers: {
        accept: 'application/json',
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    })
    const text = await readText(response)
    const read = parse(text)
    return {
      status: response.status,
      json: read,
      isPage: read === undefined && text.trim() !== '',
      afterSeconds: afterSeconds(response.headers.get('retry-after')),
    }
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } }
    const code = signal.aborted ? 'timeout' : (cause?.code ?? 'broken off')
    return { miss: true, maybe: !neverLeft.includes(code), code }
  }
}

/** What a status means that the product says nothing special about. */
export function resultOf(answer: Answer | Miss): Result {
  if ('miss' in answer) return { kind: 'later', code: answer.code, maybe: answer.maybe }
  const { status, afterSeconds } = answer
  const code = String(status)
  const after = afterSeconds === undefined ? {} : { afterSeconds }
  if (status >= 200 && status < 300) return { kind: 'sent' }
  if (status === 429) return { kind: 'later', code, maybe: false, ...after }
  if (status >= 500 || status === 408 || status === 425)
    return { kind: 'later', code, maybe: true, ...after }
  // A redirect or a missing page is the address; 401 and 403 are the secret: nobody's signature gets through.
  if (status < 400 || [401, 403, 404, 405].includes(status)) return { kind: 'shut', code, ...after }
  return { kind: 'refused', code }
}

/** The same for a product that answers with JSON or with nothing: a page is no yes, whatever its status says. */
export function resultOfJson(answer: Answer | Miss): Result {
  const result = resultOf(answer)
  return result.kind === 'sent' && 'isPage' in answer && answer.isPage
    ? { kind: 'later', code: 'no json', maybe: true }
    : result
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.byteLength
    if (length > mostBytes) {
      await reader.cancel()
      break
    }
    parts.push(value)
  }
  return Buffer.concat(parts).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function afterSeconds(value: string | null): number | undefined {
  if (value === null) return undefined
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined
}

/** An id inside JSON, which products write as number or text; undefined where there is none. */
export function idAt(value: unknown, ...keys: (string | number)[]): string | undefined {
  const id = at(value, ...keys)
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined
}

/** A value inside JSON, by its keys; undefined where there is none. */
export function at(value: unknown, ...keys: (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  )
}
