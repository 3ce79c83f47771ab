// @ts-check

/**
 * Does something, and lets the time that the page waits for because of it pass at once.
 * @param {number} ms so much time; what was to happen within it happens in its order
 * @param {() => void} work
 */
export function passing(ms, work) {
  /** @type {{ at: number, run: () => void }[]} */
  const due = []
  const real = globalThis.setTimeout
  const ahead = (/** @type {() => void} */ run, at = 0) => {
    if (at === 0 || at > ms) return real(run, at)
    due.push({ at, run })
    return 0
  }
  Object.assign(globalThis, { setTimeout: ahead })
  try {
    work()
  } finally {
    globalThis.setTimeout = real
  }
  for (const { run } of due.sort((a, b) => a.at - b.at)) run()
}

/**
 * The pauses between the tries of a request pass at once while something goes on.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withoutPauses(work) {
  const real = globalThis.setTimeout
  const at = (/** @type {() => void} */ run, ms = 0) => real(run, ms > 400 && ms < 4000 ? 0 : ms)
  Object.assign(globalThis, { setTimeout: at })
  try {
    return await work()
  } finally {
    globalThis.setTimeout = real
  }
}

/**
 * Something of the browser's answers otherwise while something goes on.
 * @template T
 * @param {string} property of the navigator
 * @param {unknown} value
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withNavigator(property, value, work) {
  Object.defineProperty(navigator, property, { configurable: true, get: () => value })
  try {
    return await work()
  } finally {
    Reflect.deleteProperty(navigator, property)
  }
}
