import { fork, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import type { LoadResult } from './load.ts'
import { petitionId, type Cpu, type Kind, type Ready } from './server-under-test.ts'

export interface Measured extends LoadResult {
  /** Signatures a second that were acknowledged. */
  rate: number
  /** Microseconds of processor time a signature, of all threads of the server. */
  cpuUs: number
}

export interface Load {
  connections: number
  durationMs: number
}

/** V8 goes on compiling what is called once a request until about here. */
const warmUpRequests = 15_000
const longestWarmUpMs = 15_000

/** Linux can pin a process to a core; elsewhere server and load share what there is. */
export const pinned = process.platform === 'linux' && availableParallelism() > 1

/** Starts a server on one core, warms it up, signs from the other core, and stops it. */
export async function measure(kind: Kind, { connections, durationMs }: Load): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
  const server = fork(new URL('server-under-test.ts', import.meta.url), [kind, folder], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...(pinned && {
      execPath: 'taskset',
      execArgv: ['-c', '0', process.execPath, '--no-warnings'],
    }),
  })
  try {
    const [ready] = (await once(server, 'message')) as [Ready]
    await warmUp(ready, connections)
    const before = await cpu()
    const result = await sign(ready, { connections, durationMs })
    const used = (await cpu()) - before
    if (result.refused > 0)
      throw new Error(`${kind}: ${result.refused} signatures were not accepted`)
    return {
      ...result,
      rate: result.accepted / (result.tookMs / 1000),
      cpuUs: used / result.accepted,
    }
  } finally {
    const ended = once(server, 'exit')
    server.disconnect()
    await ended
    await rm(folder, { recursive: true, force: true })
  }

  /** The same number of requests for every kind: by time, what is fast would be compiled more thoroughly. */
  async function warmUp(ready: Ready, connections: number): Promise<void> {
    const give = performance.now() + longestWarmUpMs
    for (let answered = 0; answered < warmUpRequests && performance.now() < give;)
      answered += (await sign(ready, { connections, durationMs: 1000 })).accepted
  }

  async function cpu(): Promise<number> {
    const answered = once(server, 'message')
    server.send('cpu')
    const [{ microseconds }] = (await answered) as [Cpu]
    return microseconds
  }
}

async function sign(
  { port, revision }: Ready,
  { connections, durationMs }: Load,
): Promise<LoadResult> {
  const script = new URL('load.ts', import.meta.url).pathname
  const words = [process.execPath, script, port, petitionId, revision, connections, durationMs].map(
    String,
  )
  const [program = '', ...rest] = pinned ? ['taskset', '-c', '1', ...words] : words
  const load = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  load.stdout.on('data', (chunk) => (output += String(chunk)))
  const [code] = (await once(load, 'close')) as [number]
  if (code !== 0) throw new Error(`The load ended with ${code}`)
  return JSON.parse(output) as LoadResult
}

/** Measures two kinds in turn, changing which goes first, so that a slow minute meets both. */
export async function inTurn<A extends Kind, B extends Kind>(
  kinds: [A, B],
  pairs: number,
  load: Load,
): Promise<Record<A | B, Measured>[]> {
  const measured: Record<A | B, Measured>[] = []
  for (let pair = 0; pair < pairs; pair++) {
    const order = pair % 2 ? [...kinds].reverse() : kinds
    const results = {} as Record<A | B, Measured> // filled with both kinds below
    for (const kind of order) results[kind] = await measure(kind, load)
    measured.push(results)
  }
  return measured
}
