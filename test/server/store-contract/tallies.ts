import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { StoreChange } from '../../../src/server/store/store.ts'
import { until } from '../../support/until.ts'
import type { Opened } from '../store-contract.ts'
import { newAttempt, toConfirm, toWithdraw } from './attempts.ts'
import { put, signed } from './find.ts'

export function tallyContract(shared: Opened): void {
  describe('tallies', () => {
    test('the version rises with every change', async () => {
      const { store } = shared
      const petition = await put(store)
      const attempt = newAttempt(petition)
      const n = await signed(store, attempt)
      const version = async () =>
        (await store.tallies()).find((tally) => tally.petition === petition)?.version ?? 0
      const seen = [await version()]
      await store.confirm(toConfirm(attempt, n))
      seen.push(await version())
      await store.confirm(toConfirm(attempt, n))
      seen.push(await version())
      await store.withdraw(toWithdraw(attempt, n))
      seen.push(await version())
      assert.deepEqual(seen, [0, 1, 1, 2])
    })

    test('a change is told to every connection, with the whole tally', async () => {
      const { store, connections } = shared
      const heard: StoreChange[][] = connections.map(() => [])
      const ends = connections.map((connection, i) =>
        connection.watch((change) => heard[i]?.push(change)),
      )
      const petition = await put(store)
      const attempt = newAttempt(petition, { partnerNo: 2 })
      const n = await signed(store, attempt)
      await store.confirm(toConfirm(attempt, n))

      for (const changes of heard) {
        await until('the petition', () => changes.some(({ petitions }) => petitions))
        await until('the tally', () =>
          changes.some(({ tallies }) =>
            tallies.some(
              (tally) =>
                tally.petition === petition && tally.partnerNo === 2 && tally.counted === 1,
            ),
          ),
        )
      }
      for (const end of ends) end()
    })

    test('nobody is told who no longer listens', async () => {
      const { connections } = shared
      const [connection] = connections
      assert.ok(connection)
      let told = 0
      const end = connection.watch(() => told++)
      await put(connection)
      assert.ok(told > 0)
      end()
      const before = told
      await put(connection)
      assert.equal(told, before)
    })

    test('a ready store says so', async () => {
      assert.equal(await shared.store.ready(), true)
    })
  })
}
