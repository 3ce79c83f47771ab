import { has, readRefusal, type Reader, type Refusal } from '../schema/index.ts'
import { Failure } from './errors.ts'

/** What is asked: a document, or with a body that something is done. */
export interface Question {
  url: string
  /** Sent as JSON by POST, the same bytes on each try. */
  body?: object
  /** A UUID that makes the tries one. */
  key?: string
  /** Stops tries and waits; the promise then rejects with the signal's reason. */
  signal: AbortSignal
}

/** The outside world and the patience with it; tests bring their own. All times are milliseconds. */
export interface Wire {
  fetch: typeof globalThis.fetch
  /** Monotonic. */
  now: () => number
  /** Resolves after that time, earlier when the signal aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** From 0 to 1. */
  random: () => number
  isOnline: () => boolean
  /** Told of each answer that came, for its `Date`. */
  heard: (headers: Headers) => void
  tries: number
  tryMs: number
  /** All tries and the waits between them. */
  allMs: number
}

/** More than this is not read of any answer. */
export const answerLimitBytes = 64 * 1024

/** The browser's, with the contract's limits (section 2, "Sending"). */
export const browserWire: Wire = {
  // Looked up at the call, so that a page's later replacement counts.
  fetch: (input, init) => fetch(input, init),
  now: () => performance.now(),
  sleep,
  random: Math.random,
  // Only a clear no: Node has a navigator that does not say.
  isOnline: () => globalThis.navigator?.onLine !== false,
  heard: () => {},
  tries: 3,
  tryMs: 15_000,
  allMs: 40_000,
}

// A browser without any network says offline, and yet reaches its own machine.
const loopback = /^https?:\/\/(localhost|127\.|\[::1])/

/** What one try came to when there is no answer to return. */
interface Miss {
  /** Returned or thrown when it was the last try. */
  end: Refusal | Failure
  again?: boolean
  /** Asked for by the backend. */
  waitMs?: number
}

/**
 * One JSON exchange within bounds. Returns what `read` makes of a yes, or the backend's refusal; throws a
 * {@link Failure} for everything else. Tries again on network failure, 502, 504 and 503 other than `paused`.
 */
export async function exchange<T extends object>(
  question: Question,
  read: Reader<T>,
  wire: Wire = browserWire,
): Promise<T | Refusal> {
  const { url, body, signal } = question
  const start = wire.now()
  const left = () => start + wire.allMs - wire.now()
  signal.throwIfAborted()
  if (body && !wire.isOnline() && !loopback.test(url)) {
    throw new Failure('offline', 'offline, nothing was sent')
  }

  for (let tried = 1; ; tried++) {
    const result = await once(question, read, wire, Math.min(wire.tryMs, left()))
    if (has(result, 'yes')) return result.yes
    signal.throwIfAborted()

    const { end, again, waitMs = 0 } = result
    // Half a second, then twice that, and up to as much again, so that a crowd does not come back at once.
    const pauseMs = Math.max(waitMs, 500 * tried) * (1 + wire.random() / 2)
    if (!again || tried >= wire.tries || pauseMs >= left()) {
      if (end instanceof Failure) throw end
      return end
    }
    await wire.sleep(pauseMs, signal)
    signal.throwIfAborted()
  }
}

async function once<T>(
  { url, body, key, signal }: Question,
  read: Reader<T>,
  wire: Wire,
  limitMs: number,
): Promise<{ yes: T } | Miss> {
  const init = body && {
    headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  }
  try {
    return await reach({ url, signal, limitMs, init }, wire, async (response) =>
      judge(response, await readJson(response), read, wire),
    )
  } catch (cause) {
    return { end: cause as Failure, again: true } // `reach` throws nothing else
  }
}

/** One request. Without a body it asks for a document; else it is a POST. */
export interface Reaching {
  url: string
  signal: AbortSignal
  /** How long it may take until the answer is heard to its end, in milliseconds. */
  limitMs: number
  init?: RequestInit | undefined
}

/**
 * Asks once, with what every request of ours keeps to, and hands the answer over while the time lasts.
 * @throws {Failure} when no whole answer came, also when the signal aborted
 */
export async function reach<T>(
  { url, signal, limitMs, init }: Reaching,
  wire: Wire,
  hear: (response: Response) => Promise<T>,
): Promise<T> {
  const end = new AbortController()
  void wire.sleep(limitMs, end.signal).then(() => end.abort())

  let response: Response | undefined
  try {
    // Without a prototype: browsers would look there too, and a page may have given anything to every object.
    const whole: RequestInit & { __proto__: null } = {
      __proto__: null,
      signal: AbortSignal.any([signal, end.signal]),
      mode: 'cors',
      credentials: 'omit',
      redirect: 'error',
      // The site, never the page: its address may hold what was in the link of a mail.
      referrerPolicy: 'strict-origin',
      // A request that sends outlives the page: leaving it must not lose a signature.
      ...(init?.body && { method: 'POST', keepalive: true }),
      ...init,
    }
    response = await wire.fetch(url, whole)
    return await hear(response)
  } catch (cause) {
    const code = end.signal.aborted
      ? 'timeout'
      : response
        ? 'unreadable'
        : init || wire.isOnline()
          ? 'unreachable'
          : 'offline'
    throw new Failure(code, `No whole answer from ${url}`, { cause })
  } finally {
    end.abort()
  }
}

/** A yes of the right shape, a no with a known code, or nothing to build on. */
function judge<T>(
  { ok, status, headers, url }: Response,
  value: unknown,
  read: Reader<T>,
  wire: Wire,
): { yes: T } | Miss {
  wire.heard(headers)
  const yes = ok ? read(value) : undefined
  if (yes) return { yes }

  const refusal = ok ? undefined : readRefusal(value)
  const again = status === 502 || status === 504 || (status === 503 && refusal?.code !== 'paused')
  const waitMs = retryAfterMs(headers.get('retry-after'))
  if (refusal && waitMs) refusal.retryAfterSeconds ??= waitMs / 1000
  const end =
    refusal ??
    new Failure(status < 500 ? 'unreadable' : 'unreachable', `Status ${status} from ${url}`)
  return { end, again, waitMs: waitMs || (refusal?.retryAfterSeconds ?? 0) * 1000 }
}

/** The JSON of an answer; undefined when it is something else or too much. Throws when the way breaks off. */
async function readJson({ body, headers }: Response): Promise<unknown> {
  if (!body || !/^application\/(problem\+)?json\b/i.test(headers.get('content-type') ?? ''))
    return undefined
  const reader = body.getReader()
  // Not by way of a `Blob`: its bytes go through another process, which takes longer than all the rest.
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value, { stream: true })
    bytes += value.length
    // The rest is given up with the try.
    if (bytes > answerLimitBytes) return undefined
  }
  try {
    return JSON.parse(text + decoder.decode()) as unknown
  } catch {
    return undefined
  }
}

/** Seconds or a date (RFC 9110, 10.2.3); 0 when it says neither. */
function retryAfterMs(value: string | null): number {
  const ms = Number(value) * 1000 || Date.parse(value ?? '') - Date.now()
  return ms > 0 ? ms : 0
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
