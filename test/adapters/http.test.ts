import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Socket } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { browserWire, exchange, Failure, type Wire } from '../../src/adapters/index.ts'
import { readReceipt, refusalStatus, type RefusalCode } from '../../src/schema/index.ts'
import { serve, type TestServer } from './server.ts'

const receipt = { outcome: 'pending', receipt: { id: 'r', at: '2026-06-01T12:00:00Z' } }
const body = { name: 'Ada', email: 'ada@example.org' }
const key = '0b5a0a52-9d0c-4b5e-8f2e-0d9a4c0b7b11'

/** Time that passes only in waits: pauses end at once, a try's limit only when `late` says so. */
function testWire(changes: Partial<Wire> & { late?: boolean } = {}) {
  const pauses: number[] = []
  let time = 0
  const wire: Wire = {
    ...browserWire,
    now: () => time,
    random: () => 0,
    sleep: async (ms, signal) => {
      // The limits of tries are told from pauses by their length, or by nobody else waiting.
      if (ms >= 9000) {
        if (!changes.late)
          return new Promise((ended) => signal.addEventListener('abort', () => ended()))
      } else pauses.push(ms)
      time += ms
    },
    ...changes,
  }
  return { wire, pauses, elapsed: () => time }
}

let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

interface Heard {
  key: string | undefined
  body: string
}

/** A server that hears each request and then does as it is told. */
async function serving(
  act: (response: ServerResponse, request: IncomingMessage, nth: number) => void,
) {
  const heard: Heard[] = []
  server = await serve(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    heard.push({ key: request.headers['idempotency-key'] as string | undefined, body: text })
    act(response, request, heard.length)
  })
  return heard
}

function post(wire: Wire, signal = new AbortController().signal) {
  return exchange({ url: `${server!.url}/x`, body, key, signal }, readReceipt, wire)
}

async function failure(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    (value) => assert.fail(`took ${JSON.stringify(value)} for an answer`),
    (error: unknown) => error,
  )
  assert(error instanceof Failure, String(error))
  return error
}

const json = (response: ServerResponse, status: number, value: unknown, headers = {}) => {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(JSON.stringify(value))
}

function assertSame(heard: Heard[], count: number) {
  assert.equal(heard.length, count)
  for (const one of heard) assert.deepEqual(one, { key, body: JSON.stringify(body) })
}

describe('an exchange', () => {
  it('sends JSON with the key, and nothing that tells who is asking', async () => {
    let asked: RequestInit = {}
    const { wire } = testWire({
      fetch: async (_url, init) => {
        asked = init!
        return Response.json(receipt)
      },
    })
    const { signal } = new AbortController()
    assert.deepEqual(
      await exchange({ url: 'https://x.example/', body, key, signal }, readReceipt, wire),
      receipt,
    )
    const { signal: own, ...rest } = asked
    assert(own)
    assert.deepEqual(rest, {
      method: 'POST',
      mode: 'cors',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'strict-origin',
      keepalive: true,
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    })
    await exchange({ url: 'https://x.example/', signal }, readReceipt, wire)
    assert.equal(asked.method, undefined)
    assert.equal(asked.headers, undefined)
  })

  for (const status of [200, 201, 202]) {
    it(`takes ${status} with a receipt for a yes`, async () => {
      const heard = await serving((response) => json(response, status, { ...receipt, more: 1 }))
      assert.deepEqual(await post(testWire().wire), receipt)
      assertSame(heard, 1)
    })
  }

  for (const [code, status] of Object.entries(refusalStatus)) {
    it(`returns the refusal ${code}`, async () => {
      const heard = await serving((response) =>
        json(response, status, { code, status, title: 't' }),
      )
      const said = await post(testWire().wire)
      assert('code' in said)
      assert.equal(said.code, code as RefusalCode)
      assertSame(heard, code === 'unavailable' ? 3 : 1)
    })
  }

  it('tells the wait of a refusal, from the document or the header', async () => {
    for (const [extra, headers, wait] of [
      [{ retryAfterSeconds: 5 }, { 'retry-after': '9' }, 5],
      [{}, { 'retry-after': '9' }, 9],
      [{}, {}, undefined],
    ] as const) {
      await serving((response) => json(response, 429, { code: 'slow-down', ...extra }, headers))
      const said = await post(testWire().wire)
      assert('code' in said)
      assert.equal(said.retryAfterSeconds, wait)
      await server!.close()
    }
  })
})

describe('answers nobody can build on', () => {
  const whole = JSON.stringify(receipt)
  const page = '<!doctype html><title>Sign in to the Wi-Fi</title><script>top.pwned=1</script>'
  const cases: [string, number, string, string | Buffer, Failure['code']][] = [
    ['an HTML page with 200', 200, 'text/html', page, 'unreadable'],
    ['an HTML page that says JSON', 200, 'application/json', page, 'unreadable'],
    ['a receipt that says HTML', 200, 'text/html', whole, 'unreadable'],
    ['a receipt that says text', 201, 'text/plain', whole, 'unreadable'],
    ['a receipt that says nothing', 201, '', whole, 'unreadable'],
    ['a receipt that says JSON lines', 201, 'application/jsonl', whole, 'unreadable'],
    ['an empty 200', 200, 'application/json', '', 'unreadable'],
    ['{}', 200, 'application/json', '{}', 'unreadable'],
    ['null', 200, 'application/json', 'null', 'unreadable'],
    ['[]', 200, 'application/json', '[]', 'unreadable'],
    [
      'a receipt without an outcome',
      201,
      'application/json',
      '{"receipt":{"id":"a","at":"b"}}',
      'unreadable',
    ],
    [
      'a receipt without its id',
      201,
      'application/json',
      '{"outcome":"counted","receipt":{}}',
      'unreadable',
    ],
    ['a receipt in a list', 201, 'application/json', `[${whole}]`, 'unreadable'],
    ['a no that says 200', 200, 'application/problem+json', '{"code":"closed"}', 'unreadable'],
    ['a receipt with 400', 400, 'application/json', whole, 'unreadable'],
    ['a receipt with 500', 500, 'application/json', whole, 'unreachable'],
    ['a no with another code', 409, 'application/problem+json', '{"code":"other"}', 'unreadable'],
    ['an HTML page with 404', 404, 'text/html', page, 'unreadable'],
    ['an HTML page with 500', 500, 'text/html', page, 'unreachable'],
    ['nesting without end', 200, 'application/json', '['.repeat(60_000), 'unreadable'],
    [
      '64 KiB and one byte',
      200,
      'application/json',
      whole + ' '.repeat(64 * 1024 + 1 - whole.length),
      'unreadable',
    ],
    [
      '10 MB of JSON',
      200,
      'application/json',
      `{"x":"${'a'.repeat(10_000_000)}",${whole.slice(1)}`,
      'unreadable',
    ],
    ['bytes', 200, 'application/json', Buffer.from([0xff, 0xfe, 0x00, 0x80]), 'unreadable'],
  ]
  for (const [name, status, type, text, code] of cases) {
    it(`${name}: ${code}, asked once`, async () => {
      const heard = await serving((response) => {
        response.writeHead(status, type ? { 'content-type': type } : {})
        response.end(text)
      })
      assert.equal((await failure(post(testWire().wire))).code, code)
      assertSame(heard, 1)
    })
  }

  it('reads 64 KiB and no more', async () => {
    await serving((response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(whole + ' '.repeat(64 * 1024 - whole.length))
    })
    assert.deepEqual(await post(testWire().wire), receipt)
  })

  it('stops reading an answer that never ends', async () => {
    let written = 0
    const gone = new Promise<void>((closed) => {
      void serving((response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const more = () => {
          while (!response.destroyed && response.write(' '.repeat(16_384))) written += 16_384
        }
        response.on('drain', more).on('close', () => closed())
        more()
      })
    })
    while (!server) await new Promise(setImmediate)
    assert.equal((await failure(post(testWire().wire))).code, 'unreadable')
    await gone
    assert(written < 20_000_000)
  })

  it('never takes a made-up answer for a yes', async () => {
    const word = fc.oneof(fc.constantFrom('counted', 'pending', 'later'), fc.jsonValue())
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record(
        { outcome: word, receipt: fc.record({ id: word, at: word }, { requiredKeys: [] }) },
        { requiredKeys: [] },
      ),
    )
    // The shape said once more in other words, to have something to compare with.
    const string = String.raw`"(?:[^"\\]|\\.)*"`
    const yes = RegExp(
      `^{"outcome":${string},"receipt":{("id":${string},"at"|"at":${string},"id"):${string}}}$`,
    )
    const isYes = (text: string) => yes.test(text)
    const types = ['application/json', 'application/problem+json', 'text/html', '']
    await fc.assert(
      fc.asyncProperty(
        anything,
        fc.constantFrom(200, 201, 202, 206, 302, 400, 404, 409, 422, 429, 500, 502, 503, 504),
        fc.constantFrom(...types),
        fc.boolean(),
        async (value, status, type, cut) => {
          const text = JSON.stringify(value)
          const { wire } = testWire({
            fetch: async () =>
              new Response(cut ? text.slice(0, -1) : text, {
                status,
                headers: type ? { 'content-type': type } : {},
              }),
          })
          const { signal } = new AbortController()
          const said = await exchange(
            { url: 'https://x.example/', body, key, signal },
            readReceipt,
            wire,
          ).catch((error: unknown) => error)
          if (said instanceof Failure || 'code' in (said as object)) return
          assert(status < 300 && /json/.test(type) && !cut && isYes(text), text)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('faults on the way', () => {
  it('a dropped request is tried three times with one key, then unreachable', async () => {
    const heard = await serving((response) => response.destroy())
    const { wire, pauses } = testWire()
    assert.equal((await failure(post(wire))).code, 'unreachable')
    assertSame(heard, 3)
    assert.deepEqual(pauses, [500, 1000])
  })

  it('nobody listening is unreachable, with its cause', async () => {
    await serving(() => {})
    const { url } = server!
    await server!.close()
    const { signal } = new AbortController()
    const error = await failure(exchange({ url, body, key, signal }, readReceipt, testWire().wire))
    assert.equal(error.code, 'unreachable')
    assert(error.cause instanceof TypeError)
  })

  for (const framing of ['content-length', 'chunked', 'close'] as const) {
    it(`an answer cut after any number of bytes is no yes (${framing})`, async () => {
      const text = JSON.stringify(receipt)
      const head = `HTTP/1.1 202 Accepted\r\ncontent-type: application/json\r\nconnection: close\r\n`
      const whole = {
        'content-length': `${head}content-length: ${text.length}\r\n\r\n${text}`,
        chunked: `${head}transfer-encoding: chunked\r\n\r\n${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`,
        close: `${head}\r\n${text}`,
      }[framing]
      let length = 0
      let requests = 0
      const raw = createServer((socket: Socket) => {
        socket.on('error', () => {})
        socket.once('data', () => {
          requests++
          socket.end(whole.slice(0, length))
        })
      })
      await new Promise<void>((listening) => raw.listen(0, '127.0.0.1', listening))
      const { port } = raw.address() as { port: number } // a string only for pipes
      const { signal } = new AbortController()
      try {
        for (; length < whole.length; length++) {
          requests = 0
          const said = await exchange(
            { url: `http://127.0.0.1:${port}/`, body, key, signal },
            readReceipt,
            testWire().wire,
          ).catch((error: unknown) => error)
          // After the last byte of JSON nothing is missing that matters to a reader.
          if (!(said instanceof Failure))
            assert(whole.slice(0, length).includes(text), `cut after ${length}`)
          assert(requests >= 1 && requests <= 3)
        }
      } finally {
        raw.close()
      }
    })
  }

  it('an answer that breaks off is asked for again', async () => {
    const heard = await serving((response, _request, nth) => {
      if (nth === 3) return json(response, 202, receipt)
      response.writeHead(202, { 'content-type': 'application/json', 'content-length': 500 })
      response.write('{"outcome":')
      setImmediate(() => response.destroy())
    })
    assert.deepEqual(await post(testWire().wire), receipt)
    assertSame(heard, 3)
  })

  it('a redirect is not followed', async () => {
    let elsewhere = 0
    const other = await serve((_request, response) => {
      elsewhere++
      json(response, 202, receipt)
    })
    for (const status of [301, 302, 303, 307, 308]) {
      const heard = await serving((response) => {
        response.writeHead(status, { location: other.url })
        response.end()
      })
      await failure(post(testWire().wire))
      assertSame(heard, 3)
      await server!.close()
    }
    await other.close()
    assert.equal(elsewhere, 0)
  })

  for (const status of [502, 503, 504]) {
    it(`${status} is tried again`, async () => {
      const heard = await serving((response, _request, nth) => {
        if (nth > 2) return json(response, 202, receipt)
        response.writeHead(status, { 'content-type': 'text/html' })
        response.end('<h1>Bad gateway</h1>')
      })
      assert.deepEqual(await post(testWire().wire), receipt)
      assertSame(heard, 3)
    })
    it(`${status} without a document is unreachable after the last try`, async () => {
      const heard = await serving((response) => {
        response.writeHead(status)
        response.end()
      })
      assert.equal((await failure(post(testWire().wire))).code, 'unreachable')
      assertSame(heard, 3)
    })
  }

  it('waits as long as the backend asks', async () => {
    const heard = await serving((response, _request, nth) => {
      if (nth === 1) json(response, 503, { code: 'unavailable' }, { 'retry-after': '4' })
      else if (nth === 2) json(response, 503, { code: 'unavailable', retryAfterSeconds: 6 })
      else json(response, 202, receipt)
    })
    const { wire, pauses } = testWire()
    assert.deepEqual(await post(wire), receipt)
    assert.deepEqual(pauses, [4000, 6000])
    assertSame(heard, 3)
  })

  it('waits until a date the backend names', async () => {
    await serving((response, _request, nth) => {
      if (nth > 1) json(response, 202, receipt)
      else {
        response.writeHead(503, { 'retry-after': new Date(Date.now() + 5000).toUTCString() })
        response.end()
      }
    })
    const { wire, pauses } = testWire()
    await post(wire)
    assert(pauses[0]! > 3000 && pauses[0]! <= 5000, String(pauses))
  })

  it('gives up at once when asked to wait longer than there is time', async () => {
    const heard = await serving((response) =>
      json(response, 503, { code: 'unavailable' }, { 'retry-after': '60' }),
    )
    const said = await post(testWire().wire)
    assert('code' in said)
    assert.equal(said.code, 'unavailable')
    assert.equal(said.retryAfterSeconds, 60)
    assertSame(heard, 1)
  })

  it('spreads its tries', async () => {
    await serving((response) => response.destroy())
    const { wire, pauses } = testWire({ random: () => 1 })
    await failure(post(wire))
    assert.deepEqual(pauses, [750, 1500])
  })
})

describe('time', () => {
  const never: typeof fetch = (_url, init) =>
    new Promise((_answer, fail) => {
      const { signal } = init!
      const end = () => fail(signal!.reason as Error)
      if (signal!.aborted) end()
      signal!.addEventListener('abort', end)
    })

  it('is up after three tries and 40 seconds', async () => {
    let tries = 0
    const { wire, elapsed } = testWire({
      late: true,
      fetch: (...asked) => {
        tries++
        return never(...asked)
      },
    })
    const { signal } = new AbortController()
    const error = await failure(
      exchange({ url: 'https://x.example/', body, key, signal }, readReceipt, wire),
    )
    assert.equal(error.code, 'timeout')
    assert.equal(tries, 3)
    assert.equal(elapsed(), 40_000)
  })

  it('is up in the middle of an answer too', async () => {
    await serving((response) => {
      response.writeHead(202, { 'content-type': 'application/json' })
      response.write('{"outcome":')
    })
    const error = await failure(post({ ...browserWire, tries: 1, tryMs: 50 }))
    assert.equal(error.code, 'timeout')
  })

  it('leaves no timer behind', async () => {
    await serving((response) => json(response, 202, receipt))
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    await post(browserWire)
    const after = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    assert(after <= before)
  })
})

describe('stopping', () => {
  const reason = new Error('enough')

  it('before the first try asks nothing', async () => {
    const heard = await serving((response) => json(response, 202, receipt))
    await assert.rejects(post(testWire().wire, AbortSignal.abort(reason)), reason)
    assertSame(heard, 0)
  })

  it('during a try ends it', async () => {
    const stop = new AbortController()
    const heard = await serving(() => stop.abort(reason))
    await assert.rejects(post(testWire().wire, stop.signal), reason)
    assertSame(heard, 1)
  })

  it('during a pause ends that', async () => {
    const stop = new AbortController()
    const heard = await serving((response) => response.destroy())
    const { wire } = testWire({
      sleep: async (ms, signal) => {
        if (ms >= 9000)
          return new Promise((ended) => signal.addEventListener('abort', () => ended()))
        stop.abort(reason)
      },
    })
    await assert.rejects(post(wire, stop.signal), reason)
    assertSame(heard, 1)
  })
})

describe('a browser that is offline', () => {
  const offline = { isOnline: () => false }
  const { signal } = new AbortController()
  const refuseAll: Partial<Wire> = {
    ...offline,
    fetch: () => Promise.reject(new TypeError('no network')),
  }

  it('sends nothing', async () => {
    let asked = 0
    const { wire } = testWire({ ...offline, fetch: async () => (asked++, Response.json(receipt)) })
    const error = await failure(
      exchange({ url: 'https://x.example/', body, key, signal }, readReceipt, wire),
    )
    assert.equal(error.code, 'offline')
    assert.equal(asked, 0)
  })

  it('may have sent what it sent before: going offline between tries is unreachable', async () => {
    let asked = 0
    const { wire } = testWire({ ...refuseAll, isOnline: () => asked++ === 0 })
    const error = await failure(
      exchange({ url: 'https://x.example/', body, key, signal }, readReceipt, wire),
    )
    assert.equal(error.code, 'unreachable')
  })

  it('still reaches its own machine', async () => {
    await serving((response) => json(response, 202, receipt))
    assert.deepEqual(await post(testWire(offline).wire), receipt)
  })

  it('still reads what its cache has, and says offline when there is nothing', async () => {
    const cached = testWire({ ...offline, fetch: async () => Response.json(receipt) })
    assert.deepEqual(
      await exchange({ url: 'https://x.example/', signal }, readReceipt, cached.wire),
      receipt,
    )
    const error = await failure(
      exchange({ url: 'https://x.example/', signal }, readReceipt, testWire(refuseAll).wire),
    )
    assert.equal(error.code, 'offline')
  })
})
