import { isNewer, readTally, statuses, type Tally } from '../schema/index.ts'
import { browserWire, type Wire } from './http.ts'

/** Where a tally comes from: asked for again and again, or streamed. */
export interface LiveSource {
  /** Undefined, or a rejection, when there is no answer. */
  tally: () => Promise<Tally | undefined>
  stream?: {
    url: string
    /** Streams are counted by it. */
    endpoint: string
    /** What the last tally said; undefined when none was heard. */
    offered: boolean | undefined
  }
}

/** How often, and with what; tests bring their own. */
export interface Pace extends Pick<Wire, 'now' | 'sleep' | 'random'> {
  EventSource: typeof globalThis.EventSource | undefined
  /** Between two polls, a quarter more or less. */
  pollMs: number
}

export const browserPace: Pace = {
  ...browserWire,
  EventSource: globalThis.EventSource,
  pollMs: 15_000,
}

/** Browsers allow a page six connections to a host over HTTP/1.1, and signing must never wait for one. */
const mostStreams = 2
const streamsOf = new Map<string, number>()

/**
 * Tells each tally that is not older than the last, until the signal aborts. Streams where that is offered and one of the endpoint's two
 * streams is free, and polls: every {@link Pace.pollMs} without a stream that works, a quarter as often beside one,
 * to notice when it went dead. Being hidden is the caller's business: abort, and follow anew.
 */
export async function live(
  { tally, stream }: LiveSource,
  tell: (tally: Tally) => void,
  signal: AbortSignal,
  pace: Pace = browserPace,
): Promise<void> {
  let known: Tally | undefined
  let source: EventSource | undefined
  /** The stream has brought something since it was opened or last broke. */
  let works = false
  let failures = 0
  let openAt = -Infinity
  let offered = stream?.offered

  const hear = (next: Tally | undefined): boolean => {
    if (!next || signal.aborted) return false
    offered = next.stream
    const newer = isNewer(next, known)
    // The same once more says that it still holds.
    if (newer || next.version === known?.version) tell((known = next))
    return newer
  }
  const close = () => {
    if (!source || !stream) return
    source.close()
    source = undefined
    works = false
    streamsOf.set(stream.endpoint, streamsOf.get(stream.endpoint)! - 1) // counted when it was opened
  }
  const giveUp = () => {
    close()
    openAt = pace.now() + pace.pollMs * Math.min(2 ** failures++, 32) * pace.random()
  }
  const open = () => {
    const count = (stream && streamsOf.get(stream.endpoint)) ?? 0
    if (signal.aborted || !stream || !offered || source || !pace.EventSource) return
    if (count >= mostStreams || pace.now() < openAt) return
    streamsOf.set(stream.endpoint, count + 1)
    const opened = (source = new pace.EventSource(stream.url))
    opened.addEventListener('tally', ({ data }: MessageEvent<string>) => {
      works = true
      failures = 0
      hear(readTally(parse(data)))
    })
    opened.addEventListener('error', () => {
      // The first break is left to the browser, which keeps the wait the server's `retry` asked for.
      if (!works || opened.readyState === opened.CLOSED) giveUp()
      works = false
    })
  }
  signal.addEventListener('abort', close)

  let misses = 0
  for (let turn = 0; !signal.aborted; turn++) {
    open()
    if (works ? turn % 4 === 0 : !source || turn) {
      const next = await tally().catch(() => undefined)
      misses = next ? 0 : Math.min(misses + 1, 4)
      // The stream is behind the poll: the first time it may be a moment late, the second time it is dead.
      if (hear(next) && source) {
        if (!works) giveUp()
        works = false
      }
    }
    open()
    const isOver = statuses.indexOf(known?.status ?? 'open') > 2
    const pauseMs = pace.pollMs * 2 ** Math.max(misses, isOver ? 2 : 0)
    await pace.sleep(pauseMs * (0.75 + pace.random() / 2), signal)
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
