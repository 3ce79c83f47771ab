import { undersigned } from '../../src/adapters/index.ts'
import { adapterContract } from './contract.ts'
import { serveBackend } from './server.ts'

adapterContract('undersigned', async (backend) => {
  const { url, close } = await serveBackend(backend)
  return { adapter: undersigned({ endpoint: url }, { pollMs: 5 }), close }
})
