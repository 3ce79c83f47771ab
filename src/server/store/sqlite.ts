import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { makeStore } from './make.ts'
import { isMemory } from './sqlite/connection.ts'
import { noStore } from './sqlite/schema.ts'
import { createQueue } from './sqlite/queue.ts'
import { startThread, type Opening, type Thread } from './sqlite/thread.ts'
import type { Answer, CareVerb, Command, Given, ReadVerb, WriteVerb } from './sqlite/verbs.ts'
import type { Store, StoreChange } from './store.ts'

export interface SqliteOptions {
  /** The database file, or `:memory:`; an address `file:/name?vfs=memdb` is shared between stores of one process. */
  file: string
  /** Of the keyring the store is sealed with, see keyring.ts. */
  fingerprint: string
  /** Makes the store when there is none. */
  create?: boolean
  /** How often to look for what other processes wrote. */
  lookEveryMs?: number
  /** Told what a listener of `watch` threw; else it is thrown where nobody catches it, and ends the process. */
  onWatchError?: ((error: unknown) => void) | undefined
  /** Replaced by tests only, see connection.ts. */
  openingStatement?: string
}

/**
 * The embedded store: Node's own SQLite, one writing and one reading connection in threads of their own.
 * @throws StoreNotOpened with a code and what to do
 */
export async function openSqlite(options: SqliteOptions): Promise<Store> {
  const { file, fingerprint, create = false, lookEveryMs = 1000, openingStatement } = options
  const { onWatchError = throwLater } = options
  const opening: Omit<Opening, 'role'> = {
    file,
    fingerprint,
    create,
    lookEveryMs,
    openingStatement,
  }
  if (file === ':memory:') opening.file = `file:/${randomUUID()}?vfs=memdb`
  if (isMemory(opening.file)) opening.create = true
  else if (!existsSync(file)) {
    if (!create) throw noStore(file)
    makeStore(opening)
  }

  let fail: (error: Error) => void = () => {}
  const failed = new Promise<Error>((resolve) => (fail = resolve))
  const listeners = new Set<(change: StoreChange) => void>()
  const announce = (change: StoreChange) => {
    for (const listener of listeners) {
      // One that throws keeps nothing from the others, and is no fault of what was written.
      try {
        listener(change)
      } catch (error) {
        onWatchError(error)
      }
    }
  }
  // Before the threads: one of them may break while the other is still being opened.
  const queue = createQueue({
    async flush(batch) {
      const { flushed } = await writer.request({ batch })
      return flushed ?? { kind: 'lost', message: 'no answer', spoilsAll: true, fatal: true }
    },
    committed: ({ petitions, tallies }) => announce({ petitions, tallies }),
    fatal: (error) => fail(error),
  })
  const writer = await start('writer', { change: announce, broken: (why) => queue.stop(why) })
  const reader = await start('reader', { broken: (why) => queue.stop(why) }).catch(
    async (error) => {
      await writer.close()
      throw error
    },
  )

  const write =
    <V extends WriteVerb>(verb: V) =>
    (given: Given<V>) =>
      queue.add(verb, given)
  const read =
    <V extends ReadVerb>(verb: V) =>
    (given: Given<V>) =>
      ask(reader, verb, given)

  return {
    lineage: writer.lineage,
    failed,
    put: write('put'),
    petitions: () => ask(reader, 'petitions', undefined as never),
    revisions: read('revisions'),
    logo: read('logo'),
    dataKeys: read('dataKeys'),
    addDataKey: write('addDataKey'),
    sign: write('sign'),
    answer: read('answer'),
    attempt: read('attempt'),
    pending: read('pending'),
    confirm: write('confirm'),
    withdraw: write('withdraw'),
    expire: write('expire'),
    mailDue: read('mailDue'),
    mailBegin: write('mailBegin'),
    mailEnd: write('mailEnd'),
    tallies: () => ask(reader, 'tallies', undefined as never),
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    verify: (petition) => care('verify', petition),
    backup: (file) => care('backup', file),
    async ready() {
      if (queue.stopped || queue.full || queue.stuck) return false
      if (queue.healthy) return true
      // The last flush failed: see whether the next would not. Forgetting old answers of the year 1970 touches nothing.
      return queue.add('expire', { now: 0, limit: 1 }).then(
        () => true,
        () => false,
      )
    },
    async close() {
      await queue.drained()
      listeners.clear()
      await reader.close()
      await writer.close()
    },
  }

  function start(
    role: Opening['role'],
    heard?: Parameters<typeof startThread>[2],
  ): Promise<Thread> {
    // The worker lies beside this file, as source and as built.
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    return startThread(
      new URL(`./sqlite-worker.${extension}`, import.meta.url),
      { ...opening, role },
      heard,
    )
  }

  async function care<V extends CareVerb>(verb: V, given: Given<V>): Promise<Answer<V>> {
    const thread = await start('care')
    try {
      return await ask(thread, verb, given)
    } finally {
      await thread.close()
    }
  }
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}

async function ask<V extends ReadVerb | CareVerb>(
  thread: Thread,
  verb: V,
  given: Given<V>,
): Promise<Answer<V>> {
  const { answer } = await thread.request({ command: { verb, given } as unknown as Command })
  return answer as Answer<V> // what the worker answers to this verb
}
