import type { Store } from '../../../src/server/store/store.ts'

/** One store over several connections: every call goes to the next. */
export function inTurns(connections: Store[]): Store {
  let turn = 0
  return new Proxy({} as Store, {
    get(_, name) {
      const store = connections[turn++ % connections.length]
      const value = store?.[name as keyof Store]
      return typeof value === 'function' ? value.bind(store) : value
    },
  })
}
