import type { Store } from './store/store.ts'

const everyMs = 60_000
/** Rows a step: signing goes on between two. */
const stepRows = 500

/** Deletes what has run out, once a minute and in small steps. Returns the end of it. */
export function startExpiry(options: {
  store: Pick<Store, 'expire'>
  now: () => number
  onError: (error: unknown) => void
}): () => Promise<void> {
  const { store, now, onError } = options
  let stopped = false
  let working = Promise.resolve()

  async function work(): Promise<void> {
    while (!stopped && (await store.expire({ now: now(), limit: stepRows })) >= stepRows);
  }

  const timer = setInterval(() => {
    working = working.then(work).catch(onError)
  }, everyMs)
  timer.unref()
  return () => {
    stopped = true
    clearInterval(timer)
    return working
  }
}
