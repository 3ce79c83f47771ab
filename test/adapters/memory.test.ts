import { adapterContract } from './contract.ts'

adapterContract('memory', async (adapter) => ({ adapter }))
