import type { Kit } from './kit.ts'

/** One request to a backend that is not of our protocol. */
export interface Asked {
  url: string
  /** Absent: a document is asked for. Pairs travel as a form, which asks for no permission beforehand. */
  body?: URLSearchParams | object
  signal: AbortSignal
  /** The answer cannot be read: all that is heard is that one came. */
  isOpaque?: boolean
}

/** What came back, read within bounds. */
export interface Heard {
  /** 0 for an answer that cannot be read. */
  status: number
  /** What the JSON says; undefined when it is none, or too much. */
  value: unknown
  isEmpty: boolean
  /** Asked for by the backend, where its header may be read. */
  retryAfterSeconds: number | undefined
}

/** More than this is not read of any answer. */
const limitBytes = 64 * 1024

// As `http.ts` has it: a browser without any network says offline, and yet reaches its own machine.
const loopback = /^https?:\/\/(localhost|127\.|\[::1])/

/**
 * One request, never repeated: such a backend does not know that two are the same signature.
 * @throws {Failure} when no whole answer came
 */
export async function ask({ url, body, signal, isOpaque }: Asked, kit: Kit): Promise<Heard> {
  const { wire, Failure, reach } = kit
  signal.throwIfAborted()
  if (!wire.isOnline() && !loopback.test(url))
    throw new Failure('offline', 'The browser is offline; nothing was sent')

  const init: RequestInit = {
    // Browsers refuse any other redirect together with `no-cors`.
    ...(isOpaque && { mode: 'no-cors', redirect: 'follow' }),
    ...(body &&
      (body instanceof URLSearchParams
        ? { body }
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })),
  }
  try {
    return await reach({ url, signal, limitMs: wire.tryMs, init }, wire, async (response) => {
      const text = isOpaque ? '' : await read(response)
      return {
        status: response.status,
        value: parse(text),
        isEmpty: text === '',
        retryAfterSeconds: Number(response.headers.get('retry-after')) || undefined,
      }
    })
  } catch (cause) {
    signal.throwIfAborted()
    // Without the query: a page may have keys of its own in it.
    const { code } = cause as InstanceType<Kit['Failure']> // `reach` throws nothing else
    throw new Failure(code, `No whole answer from ${url.split('?')[0]}`, { cause })
  }
}

/** The text of an answer; undefined when it is too much. Throws when the way breaks off. */
async function read({ body }: Response): Promise<string | undefined> {
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true }
    if (!value || done) return text + decoder.decode()
    bytes += value.length
    if (bytes > limitBytes) {
      // Not waited for: what is given up may never end.
      void reader?.cancel().catch(() => {})
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
