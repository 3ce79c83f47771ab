import { expect } from '@open-wc/testing'
import { browserPace, live, undersigned } from '../../src/adapters/index.ts'
import type { Tally } from '../../src/schema/index.ts'

const tally: Tally = { petition: 'p', count: 7, goal: null, stream: true, lineage: 'a', version: 1 }
const stops: AbortController[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort()
})

/** A stream as a server would send it; it ends after its last event. */
function streamOf(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'text/event-stream' }))
}

function readsBlobs(): Promise<boolean> {
  const source = new EventSource(streamOf(':\n\n'))
  return new Promise<boolean>((resolve) => {
    source.onopen = () => resolve(true)
    source.onerror = () => resolve(false)
  }).finally(() => source.close())
}

function heard(text: string, count: number): Promise<number> {
  const stop = new AbortController()
  stops.push(stop)
  return new Promise((resolve) => {
    const source = {
      tally: () => Promise.reject(new Error('not to be polled')),
      stream: { url: streamOf(text), endpoint: text, offered: true },
    }
    const tell = (told: Tally) => told.count === count && resolve(told.count)
    void live(source, tell, stop.signal, { ...browserPace, pollMs: 50 })
  })
}

describe("a live tally in the browser's own EventSource", () => {
  it('is read, heartbeats and all, and again when the stream broke off', async function () {
    // Firefox streams from servers only; there the end-to-end tests follow a real one.
    if (!(await readsBlobs())) this.skip()
    const event = `:\n\nevent: tally\nid: a-1\ndata: ${JSON.stringify(tally)}\n\n`
    const later = `event: tally\nid: a-2\ndata: ${JSON.stringify({ ...tally, count: 8, version: 2 })}\n\n`
    expect(await heard(event, 7)).to.equal(7)
    expect(await heard(`retry: 10\n\n${event}:\n\n${later}`, 8)).to.equal(8)
  })

  it('is polled when what comes is no stream', async () => {
    const stop = new AbortController()
    stops.push(stop)
    const url = URL.createObjectURL(new Blob(['<h1>Busy</h1>'], { type: 'text/html' }))
    const told = await new Promise<Tally>((resolve) => {
      const source = { tally: async () => tally, stream: { url, endpoint: url, offered: true } }
      void live(source, resolve, stop.signal, { ...browserPace, pollMs: 20 })
    })
    expect(told.count).to.equal(7)
  })
})

describe('our server from a browser', () => {
  it('that shows a page of its own instead is a failure, never a yes', async () => {
    // The test server itself: it answers, but not as a petition backend.
    const adapter = undersigned({ endpoint: location.origin })
    const { signal } = new AbortController()
    let code: unknown
    try {
      await adapter.sign({ shown: 'r' }, { petition: 'p', key: crypto.randomUUID(), signal })
    } catch (error) {
      code = (error as { code?: string }).code
    }
    expect(code).to.equal('unreadable')
  })
})
