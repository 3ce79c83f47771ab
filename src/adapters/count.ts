import type { Tally } from '../schema/index.ts'
import type { Adapter } from './adapter.ts'
import { ask } from './ask.ts'
import type { Kit } from './kit.ts'
import { OptionError } from './option-error.ts'

/** A count as a backend tells it. */
export interface Count {
  count: number
  /** The next step to reach, null when there is none. */
  goal?: number | null
}

/** Where a count is read, and how. */
export interface CountSource {
  /** What the backend is called on a page. */
  name: string
  /** @throws {OptionError} for what no petition there can be called */
  url(petition: string): string
  /** The count in an answer; undefined when it is none. */
  read(value: unknown): Count | undefined
}

/** An adapter that reads a count and takes no signatures. */
export function counter({ name, url, read }: CountSource, kit: Kit): Adapter {
  const told = new Map<string, Tally>()
  const refuse = () =>
    new OptionError(
      'backend',
      name,
      `"${name}" in <undersigned-tally> alone: it takes no signatures`,
    )
  return {
    petition: () => Promise.reject(refuse()),
    sign: () => Promise.reject(refuse()),
    async tally(petition, { signal }) {
      const address = url(petition)
      const { status, value } = await ask({ url: address, signal }, kit)
      const known = told.get(petition)
      const said = status === 200 ? read(value) : undefined
      const { count = -1, goal = null } = said ?? {}
      if (!Number.isSafeInteger(count) || count < 0)
        throw new kit.Failure(
          status < 500 ? 'unreadable' : 'unreachable',
          `No count in the answer (status ${status}) from ${address}`,
        )
      // Such a backend has no versions: another number is a newer one.
      const isSame = known?.count === count && known.goal === goal
      const version = (known?.version ?? 0) + (isSame ? 0 : 1)
      const tally = { petition, count, goal, stream: false, lineage: name, version }
      told.set(petition, tally)
      return tally
    },
  }
}
