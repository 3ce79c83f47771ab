import {
  isRefusal,
  readPetition,
  readReceipt,
  readTally,
  slugPattern,
  type Reader,
} from '../schema/index.ts'
import type { Adapter, BackendOptions } from './adapter.ts'
import { Failure } from './errors.ts'
import { browserWire, exchange, type Wire } from './http.ts'
import { browserPace, live, type Pace } from './live.ts'
import { serverClock } from './server-clock.ts'

/**
 * Our own server (contract, section 3). `endpoint` is its public URL, before `/v1/`.
 * @param outside for tests: the network and the waiting
 */
export function undersigned(
  { endpoint }: BackendOptions,
  outside: Partial<Wire & Pace> = {},
): Required<Omit<Adapter, 'objection'>> {
  const clock = serverClock(outside.now ?? browserWire.now)
  const wire = { ...browserWire, heard: clock.heard, ...outside }
  /** Petitions whose last tally said that it is streamed too. */
  const streamed = new Map<string, boolean>()

  const urlOf = (id: string) =>
    `${endpoint.replace(/\/$/, '')}/v1/petitions/${encodeURIComponent(id)}`
  const get = async <T extends object>(url: string, read: Reader<T>, signal: AbortSignal) => {
    const answer = await exchange({ url, signal }, read, wire)
    if (!isRefusal(answer)) return answer
    throw new Failure('unreachable', `"${answer.code}" from ${url}`, { refusal: answer })
  }
  const tally = async (id: string, { signal }: { signal: AbortSignal }) => {
    const answer = await get(`${urlOf(id)}/tally`, readTally, signal)
    streamed.set(id, answer.stream)
    return answer
  }

  return {
    petitionPattern: slugPattern,
    knowsKey: true,
    now: clock.now,
    async petition(id, { signal }) {
      const answer = await get(urlOf(id), readPetition, signal)
      if (answer.tally) streamed.set(id, answer.tally.stream)
      return answer
    },
    sign: (body, { petition, key, signal }) =>
      exchange({ url: `${urlOf(petition)}/signatures`, body, key, signal }, readReceipt, wire),
    tally,
    follow(id, tell, { signal }) {
      const streamUrl = `${urlOf(id)}/tally/stream`
      const source = {
        tally: () => tally(id, { signal }),
        stream: { url: streamUrl, endpoint, offered: streamed.get(id) },
      }
      void live(source, tell, signal, { ...browserPace, ...wire })
    },
  }
}
