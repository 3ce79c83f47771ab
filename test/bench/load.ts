/**
 * The load: a process of its own, so that it can be pinned to the other core. Opens connections to a server on this
 * machine and signs on each, one request after the other, for a bounded time; prints one line of JSON at the end.
 *
 *     node test/bench/load.ts PORT PETITION REVISION CONNECTIONS MILLISECONDS
 */
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'

export interface LoadResult {
  accepted: number
  refused: number
  /** Milliseconds between the first request and the last answer. */
  tookMs: number
  /** Milliseconds. */
  medianMs: number
  p99Ms: number
}

const [port, petition, revision, connections, durationMs] = process.argv.slice(2)
const latencies: number[] = []
let accepted = 0
let refused = 0
let serial = 0
const start = performance.now()
const end = start + Number(durationMs)

await Promise.all(Array.from({ length: Number(connections) }, signUntilTheEnd))

latencies.sort((a, b) => a - b)
const result: LoadResult = {
  accepted,
  refused,
  tookMs: performance.now() - start,
  medianMs: latencies[Math.floor(latencies.length / 2)] ?? NaN,
  p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? NaN,
}
process.stdout.write(`${JSON.stringify(result)}\n`)

/** One connection: writes a request, waits for its whole answer, writes the next. */
function signUntilTheEnd(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1')
    let sent = 0
    let answer = ''
    const next = () => {
      sent = performance.now()
      if (sent >= end) {
        socket.end()
        resolve()
      } else {
        socket.write(request())
      }
    }
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('error', reject)
    socket.on('connect', next)
    socket.on('data', (chunk) => {
      answer += chunk
      const head = answer.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: *(\d+)/i.exec(answer)?.[1])
      if (answer.length < head + 4 + length) return
      if (answer.startsWith('HTTP/1.1 202')) accepted++
      else refused++
      latencies.push(performance.now() - sent)
      answer = ''
      next()
    })
  })
}

function request(): string {
  serial++
  const body = JSON.stringify({
    name: `Bench Signer ${serial}`,
    email: `signer-${process.pid}-${serial}@example.org`,
    country: 'GB',
    postcode: 'SW1A 1AA',
    consents: { updates: serial % 2 === 0 },
    locale: 'en',
    shown: revision,
    trap: '',
  })
  return (
    `POST /v1/petitions/${petition}/signatures HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n` +
    `Idempotency-Key: ${randomUUID()}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}
