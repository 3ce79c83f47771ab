import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Counts } from './counts.ts'
import { networkOf } from './guards/address.ts'
import * as headers from './headers.ts'
import type { Metrics } from './metrics.ts'
import type { KnownPetition, Petitions } from './petitions.ts'
import { Refused } from './refused.ts'

export interface StreamLimits {
  /** Streams of this process. */
  all: number
  /** Streams of one IPv4 address or IPv6 /64: offices and mobile networks share one. */
  network: number
  /** Bytes that may wait for a slow reader before it is cut. */
  waitingBytes: number
  heartbeatMs: number
}

export const streamLimits: StreamLimits = {
  all: 15_000,
  network: 500,
  waitingBytes: 64 * 1024,
  heartbeatMs: 15_000,
}

/** The streams of all petitions. */
export interface Live {
  /** Answers a request on its own socket, outside the framework. Throws `unavailable` over the limit. */
  follow(petition: KnownPetition, connection: Connection): void
  /** Tells what has changed, once for all: to be called about once a second. */
  tick(): void
  /** Ends every stream, each with its own moment to come back. */
  close(): void
}

export interface Connection {
  incoming: IncomingMessage
  outgoing: ServerResponse
  /** The client's address, behind proxies the one they tell. */
  address: string
  /** Whether a proxy told of a client and is not believed, so that the address is the proxy's. */
  isUnbelieved?: boolean
}

interface Channel {
  sockets: Map<Socket, ServerResponse>
  /** The event that was written last. */
  told: string
}

/** A listener waits this long before it comes back after the server has gone, so that not all come at once. */
const comeBackMs = { least: 1_000, most: 10_000 }

export function createLive(options: {
  counts: Counts
  petitions: Petitions
  metrics: Metrics
  now: () => number
  limits?: StreamLimits
  /** Called once, when streams are refused that came through a proxy which is not believed. */
  onUnbelieved?: () => void
  random?: () => number
}): Live {
  const { counts, petitions, metrics, now, limits = streamLimits, random = Math.random } = options
  let { onUnbelieved } = options
  const channels = new Map<number, Channel>()
  const networks = new Map<string, number>()
  let open = 0
  let closed = false
  let heartbeatAt = now()
  metrics.gauge('undersigned_streams', 'Streams that are open.', () => open)

  function write(socket: Socket, frame: Buffer): void {
    // Cut a moment ago, and not yet told to have closed.
    if (socket.destroyed) return
    if (socket.writableLength > limits.waitingBytes) {
      metrics.count('undersigned_streams_cut_total')
      socket.destroy()
    } else {
      socket.write(frame)
    }
  }

  function event(petition: KnownPetition): { id: string; frame: Buffer } {
    const { id, json } = counts.of(petition)
    return { id, frame: chunk(`event: tally\nid: ${id}\ndata: ${json}\n\n`) }
  }

  return {
    follow(petition, { incoming, outgoing, address, isUnbelieved }) {
      const network = networkOf(address)
      const ofNetwork = networks.get(network) ?? 0
      const socket = outgoing.socket
      // Frames are written for HTTP/1.1; a response that waits behind a pipelined one has no socket yet.
      const refused =
        closed ||
        open >= limits.all ||
        ofNetwork >= limits.network ||
        !socket ||
        incoming.httpVersion !== '1.1'
      if (refused) {
        metrics.count('undersigned_streams_refused_total')
        // All its visitors count as one network. The limit holds all the same: anybody can write that header, and
        // whoever gets no stream polls.
        if (isUnbelieved && ofNetwork >= limits.network) {
          onUnbelieved?.()
          onUnbelieved = undefined
        }
        throw new Refused('unavailable', { retryAfterSeconds: 60 })
      }
      open += 1
      networks.set(network, ofNetwork + 1)
      const channel = channels.get(petition.no) ?? { sockets: new Map(), told: '' }
      channels.set(petition.no, channel)
      channel.sockets.set(socket, outgoing)
      outgoing.once('close', () => {
        open -= 1
        const left = (networks.get(network) ?? 1) - 1
        if (left > 0) networks.set(network, left)
        else networks.delete(network)
        channel.sockets.delete(socket)
        if (channel.sockets.size === 0) channels.delete(petition.no)
      })

      socket.setNoDelay(true)
      outgoing.writeHead(200, { ...headers.liveStream, 'transfer-encoding': 'chunked' })
      outgoing.flushHeaders()
      const { id, frame } = event(petition)
      if (channel.sockets.size === 1) channel.told = id
      write(socket, frame)
    },

    tick() {
      for (const [no, channel] of channels) {
        const petition = petitions.byNo(no)
        if (!petition || counts.of(petition).id === channel.told) continue
        const { id, frame } = event(petition)
        channel.told = id
        for (const socket of channel.sockets.keys()) write(socket, frame)
      }
      // A clock that was set back must not keep the beat away until it has caught up: proxies cut what is silent.
      const sinceMs = now() - heartbeatAt
      if (sinceMs >= 0 && sinceMs < limits.heartbeatMs) return
      heartbeatAt = now()
      const beat = chunk(':\n\n')
      for (const { sockets } of channels.values())
        for (const socket of sockets.keys()) write(socket, beat)
    },

    close() {
      closed = true
      for (const { sockets } of channels.values()) {
        for (const [socket, outgoing] of sockets) {
          const wait = Math.round(
            comeBackMs.least + random() * (comeBackMs.most - comeBackMs.least),
          )
          socket.write(chunk(`retry: ${wait}\n\n`))
          outgoing.end()
        }
      }
    },
  }
}

/** One chunk of HTTP/1.1 (RFC 9112, 7.1), framed once and written to every socket as it is. */
function chunk(text: string): Buffer {
  return Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`)
}
