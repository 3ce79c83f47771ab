import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { Failure, type MemoryAdapter } from '../../src/adapters/index.ts'
import { isRefusal, refusalStatus, type Refusal, type Signature } from '../../src/schema/index.ts'

export interface TestServer {
  url: string
  close(): Promise<void>
}

/** A server on a port of its own; closing it drops what is still open. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const sockets = new Set<Socket>()
  const server = createServer(listener)
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo // a string only for pipes
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** The protocol of the contract's section 3 over a backend in memory. */
export function serveBackend(backend: MemoryAdapter): Promise<TestServer> {
  const signal = new AbortController().signal
  return serve(async (request, response) => {
    const answer = (status: number, body: object, type = 'application/json') => {
      response.writeHead(status, {
        'content-type': type,
        date: new Date(backend.now()).toUTCString(),
      })
      response.end(JSON.stringify(body))
    }
    const refuse = (refusal: Refusal) =>
      answer(refusalStatus[refusal.code], refusal, 'application/problem+json')

    const [, , , id = '', verb] = (request.url ?? '').split('/')
    try {
      if (verb === undefined) answer(200, await backend.petition(id, { lang: 'en', signal }))
      else if (verb === 'tally') answer(200, await backend.tally(id, { signal }))
      else {
        let body = ''
        for await (const chunk of request) body += String(chunk)
        const key = String(request.headers['idempotency-key'])
        // What the adapter under test wrote.
        const signature = JSON.parse(body) as Signature
        const said = await backend.sign(signature, { petition: id, key, signal })
        if (isRefusal(said)) refuse(said)
        else answer(said.outcome === 'counted' ? 201 : 202, said)
      }
    } catch (error) {
      if (error instanceof Failure && error.refusal) refuse(error.refusal)
      else throw error
    }
  })
}
