import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { readRelayConfig, RelayFile, startRelay } from '../../src/relay/index.ts'
import { createLog } from '../../src/server/index.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { hook, petitionFile, secrets } from './world.ts'

test('a start that fails lets folder and port go', async (t) => {
  const folder = tempFolder()
  t.after(folder.remove)
  const port = await freePort()
  const file = RelayFile.parse({ port, petitions: [petitionFile(hook('https://crm.example'))] })
  const config = readRelayConfig(file, { env: secrets, folder: folder.path })
  const log = createLog('silent', { write: () => {} })
  const target = [...config.targets.values()][0]
  assert.ok(target)
  // What was kept for a product at the last start cannot be read.
  const keep = () => {
    throw new RangeError('not to be read')
  }
  const targets = new Map([...config.targets.keys()].map((slug) => [slug, { ...target, keep }]))
  await assert.rejects(startRelay({ ...config, targets }, { log }), RangeError)
  const relay = await startRelay(config, { log })
  await relay.close()
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // It listens on a port.
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
