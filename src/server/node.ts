import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import { problemResponse } from './problem.ts'
import { Refused } from './refused.ts'

/** Limits against slow and large requests (trust.md, D2 and H1). */
const limits = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 10_000,
  /** The whole request: its headers, then 15 seconds for the body. */
  requestTimeout: 25_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
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
  serve(fetch: (request: Request, env: NodeSockets) => Response | Promise<Response>): void
  /** Takes no more connections, lets requests under way be answered, and then ends. */
  close(): Promise<void>
}

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
    serve(fetch) {
      // The adapter's own answer to a request it cannot make a Request of would be an empty 400. Its types also
      // know HTTP/2, which this server does not speak.
      const handle = getRequestListener((request, env) => fetch(request, env as NodeSockets), {
        errorHandler: (error) =>
          problemResponse(error instanceof RequestError ? new Refused('malformed') : undefined),
      })
      server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
        // A request that could not even be refused must not end the process.
        handle(incoming, outgoing).catch(() => incoming.socket.destroy())
      })
    },
    close: () => drain(server, sockets, drainMs),
  }
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
