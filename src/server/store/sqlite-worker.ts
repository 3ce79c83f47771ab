import { parentPort, workerData } from 'node:worker_threads'
import { StoreNotOpened } from './not-opened.ts'
import { backup } from './sqlite/backup.ts'
import { connect } from './sqlite/connection.ts'
import { unpack } from './sqlite/pack.ts'
import { prepareReads } from './sqlite/reads.ts'
import { prepareSchema } from './sqlite/schema.ts'
import type { Opening, Reply, Request } from './sqlite/thread.ts'
import type { Command, Doing, ReadVerb } from './sqlite/verbs.ts'
import { verify } from './sqlite/verify.ts'
import { startWriter } from './sqlite/writer.ts'

/** One connection, in a thread of its own: the writer, the reader, or one that lives for a single long piece of work. */
const port = parentPort
if (!port) throw new Error('sqlite-worker.ts runs as a worker of sqlite.ts')
const opening = workerData as Opening // given by thread.ts
const tell = (reply: Reply) => port.postMessage(reply)

try {
  const db = connect(opening)
  if (opening.role === 'writer') {
    const { lineage } = prepareSchema(db, opening)
    const writer = startWriter(db, opening, tell)
    port.on('message', ({ id, batch }: Request) => {
      if (batch) tell({ id, flushed: writer.flush(unpack(batch)) })
      else close(() => writer.close())
    })
    tell({ opened: { lineage } })
  } else {
    const reads = opening.role === 'reader' ? prepareReads(db) : undefined
    port.on('message', ({ id, command }: Request) => {
      if (!command) return close(() => undefined)
      try {
        tell({ id, answer: answer(command, reads) })
      } catch (error) {
        tell({ id, error: plain(error) })
      }
    })
    tell({ opened: { lineage: '' } })
  }

  function answer(
    { verb, given }: Command,
    reads: ReturnType<typeof prepareReads> | undefined,
  ): unknown {
    if (verb === 'verify') return verify(db, given)
    if (verb === 'backup') return backup(db, given)
    const read = reads?.[verb as ReadVerb] as Doing<never> // one verb, its own given
    return read(given as never, () => undefined)
  }

  function close(before: () => void): void {
    try {
      before()
    } finally {
      db.close()
      port?.close()
    }
  }
} catch (error) {
  tell({ error: plain(error) })
  port.close()
}

/** Errors lose their class on the way between threads. */
function plain(error: unknown): { message: string; code?: string; errcode?: number } {
  const { message, errcode } = error as { message?: string; errcode?: number }
  return {
    message: message ?? String(error),
    ...(error instanceof StoreNotOpened && { code: error.code }),
    ...(errcode !== undefined && { errcode }),
  }
}
