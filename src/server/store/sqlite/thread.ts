import { Worker } from 'node:worker_threads'
import { StoreNotOpened, type NotOpenedCode } from '../not-opened.ts'
import type { StoreChange } from '../store.ts'
import { StoreUnavailable } from '../store.ts'
import type { ConnectionOptions } from './connection.ts'
import type { Flushed } from './flush.ts'
import { pack, type Packed } from './pack.ts'
import type { Command, WriteVerb } from './verbs.ts'

/** What a thread with a connection is started with. */
export interface Opening extends ConnectionOptions {
  role: 'writer' | 'reader' | 'care'
  fingerprint: string
  create: boolean
  lookEveryMs: number
}

/** To the thread; neither a batch nor a command: close. */
export type Request = { id: number; batch?: Packed; command?: Command }

/** From the thread. */
export interface Reply {
  id?: number
  opened?: { lineage: string }
  flushed?: Flushed
  answer?: unknown
  error?: { message: string; code?: string; errcode?: number }
  /** Another process has written. */
  change?: StoreChange
  /** The disk or the database failed outside a flush. */
  broken?: string
}

/** A worker that answers requests by their number. */
export interface Thread {
  readonly lineage: string
  request(what: { batch: Command<WriteVerb>[] } | { command: Command }): Promise<Reply>
  close(): Promise<void>
}

/**
 * Starts a worker and waits until its connection is open.
 * @param file the worker's program; beside sqlite.ts, also in the built package
 * @throws StoreNotOpened
 */
export async function startThread(
  file: URL,
  opening: Opening,
  heard: { change?: (change: StoreChange) => void; broken?: (message: string) => void } = {},
): Promise<Thread> {
  const worker = new Worker(file, { workerData: opening })
  const waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>()
  let last = 0
  let closing = false
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))

  const opened = await new Promise<Reply>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The thread of the store ended before it was open')))
  })
  if (!opened.opened) {
    // One whose first write failed lives on.
    await worker.terminate()
    throw reborn(opened.error ?? { message: `The store did not open: ${opened.broken}` })
  }

  worker.on('message', (reply: Reply) => {
    if (reply.change) heard.change?.(reply.change)
    if (reply.broken !== undefined) heard.broken?.(reply.broken)
    if (reply.id === undefined) return
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.error) asked?.reject(reborn(reply.error))
    else asked?.resolve(reply)
  })
  worker.on('error', (error) => stop(error.message))
  worker.on('exit', () => stop('the thread has ended'))

  return {
    lineage: opened.opened.lineage,
    request(what) {
      const id = ++last
      return new Promise((resolve, reject) => {
        if (closing) return reject(new StoreUnavailable('The store is closed'))
        waiting.set(id, { resolve, reject })
        if ('command' in what) worker.postMessage({ id, ...what } satisfies Request)
        else {
          const batch = pack(what.batch)
          worker.postMessage({ id, batch } satisfies Request, [batch.bytes.buffer])
        }
      })
    },
    async close() {
      if (!closing) {
        closing = true
        worker.postMessage({ id: ++last })
      }
      await ended
    },
  }

  function stop(why: string): void {
    if (!closing) heard.broken?.(why)
    closing = true
    for (const { reject } of waiting.values())
      reject(new StoreUnavailable(`The store stopped: ${why}`))
    waiting.clear()
  }
}

function reborn({ message, code, errcode }: NonNullable<Reply['error']>): Error {
  if (code) return new StoreNotOpened(code as NotOpenedCode, message) // one of ours, see plain() in the worker
  const isBusy = errcode !== undefined && [5, 6].includes(errcode & 0xff)
  return isBusy ? new StoreUnavailable(`The store is busy: ${message}`) : new Error(message)
}
