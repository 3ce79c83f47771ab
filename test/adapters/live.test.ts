import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { live, type LiveSource } from '../../src/adapters/index.ts'
import type { Tally } from '../../src/schema/index.ts'

const tallyOf = (version: number, more: Partial<Tally> = {}): Tally => ({
  petition: 'p',
  count: version * 10,
  goal: null,
  stream: true,
  lineage: 'a',
  version,
  ...more,
})

/** A stream that does what the test says. */
class TestSource extends EventTarget {
  static readonly CLOSED = 2
  readonly CLOSED = 2
  readonly url: string
  readyState = 0
  constructor(url: string) {
    super()
    this.url = url
    opened.push(this)
  }
  bring(tally: unknown): void {
    this.readyState = 1
    const data = typeof tally === 'string' ? tally : JSON.stringify(tally)
    this.dispatchEvent(new MessageEvent('tally', { data }))
  }
  /** @param forGood the browser does not connect again by itself */
  break(forGood = false): void {
    this.readyState = forGood ? 2 : 0
    this.dispatchEvent(new Event('error'))
  }
  close(): void {
    this.readyState = 2
  }
}
let opened: TestSource[] = []
const stops: AbortController[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort()
  opened = []
})

/** Follows with time in the test's hands. */
function following(
  options: {
    offered?: boolean | undefined
    endpoint?: string
    random?: number
    first?: Partial<Tally>
  } = {},
) {
  const stop = new AbortController()
  stops.push(stop)
  let time = 0
  let wake = () => {}
  const seen = {
    told: [] as Tally[],
    polls: 0,
    pauses: [] as number[],
    answer: (): Promise<Tally> => Promise.resolve(tallyOf(1, options.first)),
    stop,
    /** Lets the present pause pass, and what follows from it happen. */
    async tick() {
      wake()
      await settled()
    },
  }
  const source: LiveSource = {
    tally: () => {
      seen.polls++
      return seen.answer()
    },
    stream: {
      url: 'https://x.example/stream',
      endpoint: options.endpoint ?? 'https://x.example',
      offered: 'offered' in options ? options.offered : true,
    },
  }
  void live(source, (tally) => seen.told.push(tally), stop.signal, {
    now: () => time,
    random: () => options.random ?? 0.5,
    pollMs: 1000,
    EventSource: TestSource as unknown as typeof EventSource, // as much of one as is used
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        seen.pauses.push(ms)
        wake = () => {
          time += ms
          resolve()
        }
        signal.addEventListener('abort', () => resolve())
      }),
  })
  return seen
}

async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve()
}

describe('a live tally', () => {
  it('is asked for first when nobody knows whether it is streamed', async () => {
    const seen = following({ offered: undefined })
    await settled()
    assert.equal(seen.polls, 1)
    assert.deepEqual(
      seen.told.map(({ version }) => version),
      [1],
    )
    assert.equal(opened.length, 1)
  })

  it('costs one stream and no poll when it is known to be streamed', async () => {
    const seen = following()
    await settled()
    assert.equal(opened.length, 1)
    assert.equal(opened[0]!.url, 'https://x.example/stream')
    opened[0]!.bring(tallyOf(2))
    opened[0]!.bring(tallyOf(3))
    assert.deepEqual(
      seen.told.map(({ count }) => count),
      [20, 30],
    )
    for (let turn = 1; turn < 4; turn++) await seen.tick()
    assert.equal(seen.polls, 0)
    await seen.tick()
    assert.equal(seen.polls, 1)
  })

  it('is polled where it is not streamed', async () => {
    const seen = following({ offered: false, first: { stream: false } })
    for (let turn = 0; turn < 5; turn++) await seen.tick()
    assert.equal(opened.length, 0)
    assert(seen.polls >= 5)
  })

  it('never goes back, except to another lineage', async () => {
    const seen = following()
    await settled()
    const [stream] = opened
    for (const next of [
      tallyOf(5),
      tallyOf(4),
      tallyOf(5),
      tallyOf(6),
      tallyOf(1, { lineage: 'b' }),
      tallyOf(2, { lineage: 'b' }),
    ]) {
      stream!.bring(next)
    }
    assert.deepEqual(
      seen.told.map(({ lineage, version }) => `${lineage}${version}`),
      ['a5', 'a5', 'a6', 'b1', 'b2'],
    )
  })

  it('passes over what it cannot read', async () => {
    const seen = following()
    await settled()
    for (const odd of ['', '<html>', '[]', '{}', '{"petition":"p","count":"many"}'])
      opened[0]!.bring(odd)
    opened[0]!.bring({ ...tallyOf(2), later: true, status: 'frozen' })
    assert.deepEqual(
      seen.told.map(({ version, status }) => [version, status]),
      [[2, undefined]],
    )
  })

  it('leaves the first break to the browser, and polls meanwhile', async () => {
    const seen = following()
    await settled()
    opened[0]!.bring(tallyOf(1))
    opened[0]!.break()
    await seen.tick()
    assert.equal(opened[0]!.readyState, 0)
    assert.equal(seen.polls, 1)
    opened[0]!.bring(tallyOf(2))
    assert.equal(opened.length, 1)
  })

  it('waits longer after each stream that fails, up to 32 times as long', async () => {
    const seen = following({ random: 1 })
    const at: number[] = []
    let time = 0
    for (let turn = 0; turn < 300; turn++) {
      await seen.tick()
      time += 1250
      if (opened.at(-1)?.readyState === 0) {
        at.push(time)
        opened.at(-1)!.break(true)
      }
    }
    const gaps = at.slice(1).map((then, i) => then - at[i]!)
    assert(gaps.length >= 8, String(gaps))
    assert(gaps[0]! <= 2500)
    assert(gaps.at(-1)! >= 32_000 && gaps.at(-1)! <= 34_000, String(gaps))
    assert(seen.polls > 250)
  })

  it('opens a stream that went dead anew, when a poll was ahead of it twice', async () => {
    const seen = following()
    await settled()
    opened[0]!.bring(tallyOf(1))
    let version = 1
    seen.answer = () => Promise.resolve(tallyOf(++version))
    for (let turn = 0; turn < 5; turn++) await seen.tick()
    assert.equal(opened[0]!.readyState, 2)
    for (let turn = 0; turn < 3; turn++) await seen.tick()
    assert(opened.length > 1)
  })

  it('keeps polling a stream that brings nothing', async () => {
    const seen = following()
    await settled()
    seen.answer = () => Promise.resolve(tallyOf(7))
    await seen.tick()
    assert.deepEqual(
      seen.told.map(({ version }) => version),
      [7],
    )
  })

  it('asks less often while the backend fails, and goes on', async () => {
    const seen = following({ offered: false })
    seen.answer = () => Promise.reject(new Error('down'))
    for (let turn = 0; turn < 8; turn++) await seen.tick()
    assert.equal(Math.max(...seen.pauses), 16_000)
    seen.answer = () => Promise.resolve(tallyOf(3, { stream: false }))
    await seen.tick()
    await seen.tick()
    assert.equal(seen.told.at(-1)?.version, 3)
    assert.equal(seen.pauses.at(-1), 1000)
  })

  it('asks less often once the petition is over', async () => {
    const seen = following({ offered: false })
    seen.answer = () => Promise.resolve(tallyOf(3, { stream: false, status: 'delivered' }))
    await seen.tick()
    await seen.tick()
    assert.equal(seen.pauses.at(-1), 4000)
  })

  it('takes two streams of an endpoint and polls for the others, which come after them', async () => {
    const many = [following(), following(), following()]
    await settled()
    assert.equal(opened.length, 2)
    assert.equal(many[2]!.polls, 1)
    following({ endpoint: 'https://y.example' })
    await settled()
    assert.equal(opened.length, 3)
    many[0]!.stop.abort()
    await many[2]!.tick()
    assert.equal(opened.length, 4)
  })

  it('opens no stream after the end, also when a poll was under way and a place becomes free', async () => {
    const many = [following(), following(), following()]
    await settled()
    let fail: ((cause: Error) => void) | undefined
    many[2]!.answer = () => new Promise((_, reject) => (fail = reject))
    await many[2]!.tick()
    for (const one of many) one.stop.abort()
    fail?.(new Error('aborted'))
    await settled()
    assert.deepEqual(
      opened.map(({ readyState }) => readyState),
      [2, 2],
    )
    // Both places are free for those who come back.
    following()
    following()
    await settled()
    assert.equal(opened.length, 4)
  })

  it('ends at once: the stream is closed and nothing more is told', async () => {
    const seen = following()
    await settled()
    seen.stop.abort()
    assert.equal(opened[0]!.readyState, 2)
    opened[0]!.bring(tallyOf(9))
    await seen.tick()
    assert.deepEqual(seen.told, [])
    assert.equal(seen.polls, 0)
  })
})
