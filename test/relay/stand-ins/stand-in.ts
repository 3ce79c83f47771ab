import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

/** A request as a product sees it. */
export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: string
  json: Record<string, unknown>
  /** When it came, in milliseconds since 1970. */
  at: number
}

export interface Reply {
  status: number
  json?: unknown
  headers?: Record<string, string>
}

/**
 * How the other side is: `up`; `down`, it breaks off before it has done anything; `lost`, it does what it was asked and
 * breaks off before the answer; `late`, it does it and does not answer in time; `error` and `busy`, it does nothing and
 * says so; `page`, it does nothing and shows a page with status 200, as sites do while they are mended; `unsaid`, it does
 * it and answers 200 without a word.
 */
export type Mood = 'up' | 'down' | 'lost' | 'late' | 'error' | 'busy' | 'page' | 'unsaid'

export interface StandIn {
  url: string
  mood: Mood
  /** Where it has moods at all; elsewhere it is up. */
  moody: RegExp
  /** Moods of the next requests, before `mood` holds again. */
  moods: Mood[]
  asked: Asked[]
}

/** A server that answers as a product's documentation says, in whatever mood the test wants. */
export async function startStandIn(
  t: TestContext,
  answer: (asked: Asked) => Reply,
): Promise<StandIn> {
  const hanging = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    // Whoever asked may be killed in the middle of it.
    const gone = () => undefined
    void read(request).then((asked) => {
      standIn.asked.push(asked)
      const isMoody = standIn.moody.test(asked.path)
      const mood = isMoody ? (standIn.moods.shift() ?? standIn.mood) : 'up'
      if (mood === 'down') return request.socket.destroy()
      if (mood === 'error') return write(response, { status: 503, headers: { 'retry-after': '0' } })
      if (mood === 'busy') return write(response, { status: 429, headers: { 'retry-after': '1' } })
      if (mood === 'page') return void response.end('<h1>We are down for maintenance</h1>')
      const reply = answer(asked)
      if (mood === 'lost') return request.socket.destroy()
      if (mood === 'unsaid') return void response.end()
      if (mood === 'late') return void hanging.add(response)
      return write(response, reply)
    }, gone)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  // It listens on a port.
  const { port } = server.address() as AddressInfo
  const standIn: StandIn = {
    url: `http://127.0.0.1:${port}`,
    mood: 'up',
    moody: /^/,
    moods: [],
    asked: [],
  }
  return standIn
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString('utf8')
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
  let json: Record<string, unknown> = {}
  try {
    json = JSON.parse(body) as Record<string, unknown>
  } catch {
    // Some products take plain text.
  }
  return {
    method: request.method ?? '',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body,
    json,
    at: Date.now(),
  }
}

function write(response: ServerResponse, { status, json, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(json === undefined ? undefined : JSON.stringify(json))
}
