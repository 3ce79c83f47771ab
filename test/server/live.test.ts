import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { test, type TestContext } from 'node:test'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Tally } from '../../src/schema/index.ts'
import { createLive, streamLimits, type StreamLimits } from '../../src/server/live.ts'
import { listen } from '../../src/server/node.ts'
import { until } from '../support/until.ts'
import { openBackend, type Backend } from './backend.ts'

const path = '/v1/petitions/keep-the-unit/tally/stream'

async function listening(t: TestContext) {
  const backend = await openBackend(t)
  await backend.put()
  const listener = await listen({ host: '127.0.0.1', port: 0 })
  listener.serve(backend.service.fetch)
  let closed: Promise<void> | undefined
  const close = () => (closed ??= (backend.service.close(), listener.close()))
  t.after(close)
  return { backend, port: listener.port, close }
}

interface Stream {
  response: IncomingMessage
  /** All that has come. */
  text(): string
  ended(): boolean
}

async function open(t: TestContext, port: number): Promise<Stream> {
  const request = get({ port, host: '127.0.0.1', path, agent: false })
  t.after(() => request.destroy())
  request.on('error', () => {})
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  let text = ''
  let ended = false
  response.setEncoding('utf8').on('data', (part: string) => (text += part))
  response.on('end', () => (ended = true)).on('error', () => (ended = true))
  return { response, text: () => text, ended: () => ended }
}

function events(text: string) {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('event: tally'))
    .map((block) => {
      const [, id = '', data = ''] = /\nid: (.*)\ndata: (.*)$/.exec(block) ?? []
      return { id, tally: Tally.parse(JSON.parse(data)) }
    })
}

const counting = async (backend: Backend, email: string) => {
  await backend.count(email)
  await backend.service.tick()
}

test('tells the present tally at once and each later one to all', async (t) => {
  const { backend, port } = await listening(t)
  const streams = await Promise.all([open(t, port), open(t, port)])
  for (const stream of streams)
    await until('the first event', () => events(stream.text()).length === 1)
  assert.equal(streams[0]?.response.headers['content-type'], 'text/event-stream')
  await counting(backend, 'ana@mail.example')
  for (const stream of streams) {
    await until('the second event', () => events(stream.text()).length === 2)
    const [first, second] = events(stream.text())
    assert.deepEqual([first?.tally.count, second?.tally.count], [0, 1])
    assert.equal(second?.id, `${second?.tally.lineage}-${second?.tally.version}`)
    assert.ok((second?.tally.version ?? 0) > (first?.tally.version ?? 0))
  }
  await backend.service.tick()
  assert.equal(events(streams[0]?.text() ?? '').length, 2)
})

test('beats while nothing changes', async (t) => {
  const { backend, port } = await listening(t)
  const stream = await open(t, port)
  await until('the first event', () => events(stream.text()).length === 1)
  backend.clock.now += streamLimits.heartbeatMs
  await backend.service.tick()
  await until('the beat', () => stream.text().endsWith('\n\n:\n\n'))
})

test('beats also when the clock is set back', async (t) => {
  const { backend, port } = await listening(t)
  const stream = await open(t, port)
  await until('the first event', () => events(stream.text()).length === 1)
  const beats = () => stream.text().split('\n\n:').length - 1
  backend.clock.now -= 3_600_000
  await backend.service.tick()
  await until('a beat', () => beats() === 1)
  backend.clock.now += streamLimits.heartbeatMs - 1
  await backend.service.tick()
  backend.clock.now += 1
  await backend.service.tick()
  await until('the beat', () => beats() === 2)
})

test('tells each stream its own moment to come back when the server ends', async (t) => {
  const { port, close } = await listening(t)
  const streams = await Promise.all(Array.from({ length: 5 }, () => open(t, port)))
  for (const stream of streams)
    await until('the first event', () => events(stream.text()).length === 1)
  await close()
  for (const stream of streams) await until('the end', () => stream.ended())
  const waits = streams.map((stream) => Number(/\nretry: (\d+)\n\n$/.exec(stream.text())?.[1]))
  for (const wait of waits) assert.ok(wait >= 1_000 && wait <= 10_000)
  assert.ok(new Set(waits).size > 1)
})

test('counts streams that were left out of the number that are open', async (t) => {
  const { backend, port } = await listening(t)
  const stream = await open(t, port)
  const openNow = () => /\nundersigned_streams (\d+)\n/.exec(backend.parts.metrics.text())?.[1]
  assert.equal(openNow(), '1')
  stream.response.destroy()
  await until('the stream to be let go', () => openNow() === '0')
})

async function limited(t: TestContext, limits: Partial<StreamLimits>) {
  const backend = await openBackend(t)
  await backend.put({ showPartners: true, closesAt: '2090-01-01T00:00:00Z' })
  const { counts, petitions, metrics } = backend.parts
  const unbelieved: string[] = []
  const live = createLive({
    counts,
    petitions,
    metrics,
    now: () => backend.clock.now,
    limits: { ...streamLimits, ...limits },
    onUnbelieved: () => void unbelieved.push('once'),
  })
  const listener = await listen({ host: '127.0.0.1', port: 0 })
  const refused: string[] = []
  listener.serve((request, { incoming, outgoing }) => {
    try {
      live.follow(backend.petition(), {
        incoming,
        outgoing,
        address: request.headers.get('x-address') ?? '192.0.2.1',
        isUnbelieved: request.headers.has('x-forwarded-for'),
      })
    } catch (error) {
      refused.push((error as { code: string }).code)
      return new Response(null, { status: 503 })
    }
    return RESPONSE_ALREADY_SENT
  })
  t.after(() => (live.close(), listener.close()))
  const ask = async (address: string, method = 'GET', headers = {}) => {
    const request = get({
      port: listener.port,
      host: '127.0.0.1',
      path,
      agent: false,
      method,
      headers: { 'x-address': address, ...headers },
    })
    t.after(() => request.destroy())
    request.on('error', () => {})
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    response.on('error', () => {})
    return response
  }
  return { backend, live, ask, refused, unbelieved, port: listener.port }
}

test('refuses streams over the limits of the process and of a network, so that clients poll', async (t) => {
  const { ask, refused } = await limited(t, { all: 4, network: 2 })
  const statuses = []
  for (const address of [
    '2001:db8::1',
    '2001:db8::2',
    '2001:db8::3',
    '192.0.2.1',
    '192.0.2.2',
    '192.0.2.3',
  ]) {
    statuses.push((await ask(address)).statusCode)
  }
  assert.deepEqual(statuses, [200, 200, 503, 200, 200, 503])
  assert.deepEqual(refused, ['unavailable', 'unavailable'])
})

test('gives a network its place back when a stream ends', async (t) => {
  const { backend, ask } = await limited(t, { network: 1 })
  const openNow = () => /\nundersigned_streams (\d+)\n/.exec(backend.parts.metrics.text())?.[1]
  for (const turn of ['first', 'second', 'third']) {
    const stream = await ask('192.0.2.1')
    assert.equal(stream.statusCode, 200, turn)
    stream.destroy()
    await until('the stream to be let go', () => openNow() === '0')
  }
})

test('takes no stream once it is closed', async (t) => {
  const { live, ask, refused } = await limited(t, {})
  live.close()
  assert.equal((await ask('192.0.2.1')).statusCode, 503)
  assert.deepEqual(refused, ['unavailable'])
})

test('says once that a proxy which is not listed makes one network of its visitors', async (t) => {
  const { ask, unbelieved } = await limited(t, { network: 1 })
  const through = { 'x-forwarded-for': '203.0.113.9' }
  const statuses = []
  for (const [address, headers] of [
    ['192.0.2.1', {}],
    ['192.0.2.1', {}],
    ['192.0.2.2', through],
    ['192.0.2.2', through],
    ['192.0.2.2', through],
  ] as const) {
    statuses.push((await ask(address, 'GET', headers)).statusCode)
  }
  assert.deepEqual(statuses, [200, 503, 200, 503, 503])
  assert.deepEqual(unbelieved, ['once'])
})

test('cuts a reader who lets more than the limit wait', async (t) => {
  const { backend, live, port } = await limited(t, { waitingBytes: 1024 })
  const socket = connect(port, '127.0.0.1')
  t.after(() => socket.destroy())
  socket.pause()
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`)
  let closed = false
  socket.on('close', () => (closed = true)).on('error', () => {})
  const cut = () => /\nundersigned_streams_cut_total (\d+)/.exec(backend.parts.metrics.text())?.[1]
  await until('the stream', () => /\nundersigned_streams 1\n/.test(backend.parts.metrics.text()))
  // An event each hour fills what the kernel keeps for a reader who does not read.
  for (let i = 0; i % 500 !== 0 || cut() !== '1'; i += 1) {
    backend.clock.now += 3_600_000
    live.tick()
    if (i % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
    assert.ok(i < 200_000)
  }
  assert.equal(cut(), '1')
  socket.resume()
  await until('the connection to end', () => closed)
})
