import { after, before, describe } from 'node:test'
import type { Store } from '../../src/server/store/store.ts'
import { expiryContract } from './store-contract/expiry.ts'
import { confirmContract } from './store-contract/confirming.ts'
import { inTurns } from './store-contract/in-turns.ts'
import { mailContract } from './store-contract/mailing.ts'
import { modelContract } from './store-contract/model.ts'
import { petitionContract } from './store-contract/petitions.ts'
import { raceContract } from './store-contract/racing.ts'
import { signContract } from './store-contract/signing.ts'
import { tallyContract } from './store-contract/tallies.ts'
import { withdrawContract } from './store-contract/withdrawing.ts'

/** An implementation under test. */
export interface StoreUnderTest {
  /** Makes an empty store and opens so many connections to it, each as a process of its own would. */
  open(connections: number): Promise<Store[]>
}

/** The stores of a describe block: `store` asks its connections in turns. */
export interface Opened {
  store: Store
  connections: Store[]
}

/** What every store has to pass, over one connection and over two that take turns. */
export function storeContract(name: string, { open }: StoreUnderTest): void {
  for (const count of [1, 2]) {
    describe(`${name}, ${count === 1 ? 'one connection' : 'two connections in turns'}`, () => {
      // Filled before the first test.
      const shared: Opened = { store: undefined as never, connections: [] }
      before(async () => Object.assign(shared, await openAll()))
      after(() => Promise.all(shared.connections.map((store) => store.close())))

      petitionContract(shared)
      signContract(shared)
      confirmContract(shared)
      withdrawContract(shared)
      mailContract(shared)
      tallyContract(shared)
      raceContract(shared)
      modelContract(shared)
      expiryContract(openAll)

      async function openAll(): Promise<Opened> {
        const connections = await open(count)
        return { connections, store: inTurns(connections) }
      }
    })
  }
}
