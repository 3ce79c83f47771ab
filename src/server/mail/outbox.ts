import { StoreUnavailable, type MailJob, type Store } from '../store/store.ts'
import { deliver, nameOf, type DeliveryParts } from './deliver.ts'

/** Sends what is due. The signature rows are the outbox: nothing is lost when the process ends at any point. */
export interface Outbox {
  /** Something may be due; returns at once. */
  wake(): void
  /** Resolves when nothing is due and nothing is under way. */
  drain(): Promise<void>
  /** Begins no further mail and waits for those under way. */
  close(): Promise<void>
}

/** What the outbox is made from. */
export interface OutboxParts extends DeliveryParts {
  store: DeliveryParts['store'] & Pick<Store, 'mailDue'>
  /** Mails on their way at the same time. */
  parallel?: number
}

const batch = 50
// Looked at this often whatever the clock or another process did.
const longestNapMs = 60_000

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, now, log, parallel = 4 } = parts
  const queue: MailJob[] = []
  /** Queued or on their way, by petition and number. */
  const taken = new Set<string>()
  /** What could not even be begun, and when to look at it again. */
  const resting = new Map<string, number>()
  const workers = new Set<Promise<void>>()
  let filling: Promise<void> | undefined
  let stale = false
  let closed = false
  let nap: NodeJS.Timeout | undefined

  function wake(): void {
    if (closed) return
    stale = true
    if (workers.size >= parallel) return
    clearTimeout(nap)
    const worker = work().finally(() => {
      workers.delete(worker)
      if (workers.size === 0) return sleep()
      return undefined
    })
    workers.add(worker)
  }

  async function work(): Promise<void> {
    for (let job = await next(); job && !closed; job = await next()) {
      const key = keyOf(job)
      try {
        await deliver(job, parts)
        resting.delete(key)
      } catch (error) {
        const restMs =
          error instanceof StoreUnavailable ? error.retryAfterSeconds * 1000 : longestNapMs
        resting.set(key, now() + restMs)
        log.error({ error: nameOf(error) }, 'a mail could not be worked on and is tried again')
      } finally {
        taken.delete(key)
      }
    }
  }

  async function next(): Promise<MailJob | undefined> {
    while (!closed) {
      const job = queue.shift()
      if (job) return job
      // A wake that comes while the store is being asked may mean a row that it did not see yet.
      if (!filling && !stale) return undefined
      filling ??= fill().finally(() => (filling = undefined))
      await filling
    }
    return undefined
  }

  async function fill(): Promise<void> {
    stale = false
    try {
      const due = await store.mailDue({ now: now(), limit: batch })
      const fresh = due.filter(
        (job) => !taken.has(keyOf(job)) && (resting.get(keyOf(job)) ?? 0) <= now(),
      )
      for (const job of fresh) taken.add(keyOf(job))
      queue.push(...fresh)
      // A full batch may not have been all of it; one that brought nothing new would only be asked for again.
      stale ||= due.length === batch && fresh.length > 0
    } catch (error) {
      log.error({ error: nameOf(error) }, 'the store did not say which mails are due')
    }
  }

  async function sleep(): Promise<void> {
    if (closed) return
    clearTimeout(nap)
    let waitMs = longestNapMs
    try {
      const [first] = await store.mailDue({ now: Number.MAX_SAFE_INTEGER, limit: 1 })
      // Never less than a quarter of a second: what is due and resting must not become a busy loop.
      if (first) waitMs = Math.min(Math.max(first.due - now(), 250), longestNapMs)
    } catch {
      // Told by the next look.
    }
    if (closed || workers.size > 0) return
    nap = setTimeout(wake, waitMs)
    nap.unref()
  }

  return {
    wake,
    async drain() {
      do {
        wake()
        await Promise.all(workers)
      } while (!closed && stale)
    },
    async close() {
      closed = true
      clearTimeout(nap)
      await Promise.all(workers)
      await parts.transport.close()
    },
  }
}

function keyOf({ petition, n }: MailJob): string {
  return `${petition}/${n}`
}
