import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import { openSqlite } from '../../../src/server/store/sqlite.ts'
import type { Store } from '../../../src/server/store/store.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { storeContract } from '../store-contract.ts'

const folder = tempFolder()
after(folder.remove)

storeContract('SQLite in a file', {
  open: (connections) => openTimes(connections, `${folder.path}/${randomUUID()}.sqlite`),
})
storeContract('SQLite in memory', {
  open: (connections) => openTimes(connections, `file:/${randomUUID()}?vfs=memdb`),
})

async function openTimes(connections: number, file: string): Promise<Store[]> {
  const stores: Store[] = []
  for (let i = 0; i < connections; i++) {
    stores.push(await openSqlite({ file, fingerprint: 'test', create: i === 0, lookEveryMs: 50 }))
  }
  return stores
}
