import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import { problemResponse } from './problem.ts'
import { Refused } from './refused.ts'

/** Limits against slow and large requests (trust.md, D2 and H1), and how what breaks a rule is answered. */
const limits = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 10_000,
  /** The whole request: its headers, then 15 seconds for the body. */
  requestTimeout: 25_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  /** Node's own answer to a request that names no host is an empty 400; without it the request is refused like others. */
  requireHostHeader: false,
}

/** Node's own two ends of a request, as `@hono/node-server` hands them on. */
export interface NodeSockets {
  incoming: IncomingMessage
  outgoing: ServerResponse
}

export interface Listener {
  /** The port that was taken. */
  port: number
  /** Begins to answer. Until then, requests wait. */
  serve(fetch: Fetch): void
  /** Takes no more connections, lets requests under way be answered, and then ends. */
  close(): Promise<void>
}

type Fetch = (request: Request, env: NodeSockets) => Response | Promise<Response>

/**
 * Listens on node:http. Requests are answered from `serve` on, so that links can be built from a port that is known
 * only then. Rejects when the address cannot be had.
 * @param drainMs how long requests under way may take once closing has begun
 */
export async function listen(options: {
  host: string
  port: number
  drainMs?: number
}): Promise<Listener> {
  const { host, port, drainMs = 10_000 } = options
  const server = createServer(limits)
  server.on('clientError', answerUnreadable)
  let serve: (fetch: Fetch) => void = () => {}
  const served = new Promise<ReturnType<typeof answering>>((resolve) => {
    serve = (fetch) => resolve(answering(fetch))
  })
  // From the first connection on: node:http answers nothing of a request that nobody hears.
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    served
      // Of one who has gone in the meantime nothing tells any more that they went: a stream would stay open.
      .then((answer) => (incoming.socket.destroyed ? undefined : answer(incoming, outgoing)))
      // A request that could not even be refused must not end the process.
      .catch(() => incoming.socket.destroy())
  })
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })

  return {
    // A server that listens on a port has an address of this kind.
    port: (server.address() as AddressInfo).port,
    serve,
    close() {
      // Where nothing was served, nobody is left waiting for it.
      serve(() => problemResponse(new Refused('unavailable', { retryAfterSeconds: 10 })))
      return drain(server, sockets, drainMs)
    },
  }
}

/** Answers a request of node:http by what answers a Request. */
function answering(fetch: Fetch) {
  // The adapter's own answer to a request it cannot make a Request of would be an empty 400. Its types also know
  // HTTP/2, which this server does not speak.
  return getRequestListener((request, env) => fetch(request, env as NodeSockets), {
    errorHandler: (error) =>
      problemResponse(error instanceof RequestError ? new Refused('malformed') : undefined),
  })
}

async function drain(server: Server, sockets: Set<Socket>, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // Connections without a request under way would hold the end up until their time-out.
  const idle = setInterval(() => {
    server.closeIdleConnections()
    // Browsers open connections beforehand; until one has carried a request, Node does not count it as idle.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }, 50)
  const limit = setTimeout(() => server.closeAllConnections(), drainMs)
  await closed
  clearInterval(idle)
  clearTimeout(limit)
}

/** What node:http cannot parse, or waits for too long, never becomes a request; it is told why all the same. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy()
  const [status, code] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'too-large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'malformed']
        : ['400 Bad Request', 'malformed']
  const body = JSON.stringify({
    type: `urn:undersigned:problem:${code}`,
    title: 'The request could not be read',
    status: Number.parseInt(status ?? '', 10),
    code,
  })
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\n` +
      `x-content-type-options: nosniff\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
