import { randomFillSync } from 'node:crypto'

/**
 * Takes random bytes from a pool: one call of the system for hundreds of nonces and secrets instead of one for each,
 * which is most of what sealing would cost. What was handed out is wiped from the pool.
 */
export function createRandomPool(size = 4096): (bytes: number) => Buffer {
  const pool = Buffer.allocUnsafeSlow(size)
  let used = size
  return (bytes) => {
    if (used + bytes > size) {
      randomFillSync(pool)
      used = 0
    }
    const taken = Buffer.from(pool.subarray(used, used + bytes))
    pool.fill(0, used, used + bytes)
    used += bytes
    return taken
  }
}
