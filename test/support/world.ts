import type { TestContext } from 'node:test'
import { probePort, startBackend, type Backend } from '../../demo/backend.ts'
import { startDemo, type Demo, type DemoOptions } from '../../demo/demo.ts'
import { datesAround, openPetition, type DemoPetition } from '../../demo/petitions.ts'
import { tempFolder } from './temp-folder.ts'

/** The petition that the end-to-end tests sign. */
export const petitionId = 'keep-the-trafficking-unit'

/** The demonstration, built, on free ports, with a data folder of its own; ends with the test. */
export async function openDemo(
  t: TestContext,
  options: Omit<DemoOptions, 'port' | 'data'> = {},
): Promise<Demo> {
  const folder = tempFolder()
  const demo = await startDemo({ ...options, port: 0, data: folder.path })
  t.after(() => demo.close().finally(folder.remove))
  return demo
}

/** The built backend alone, with one open petition that the pages at `origin` embed; ends with the test. */
export async function openBackend(
  t: TestContext,
  origin: string,
  changes: Partial<DemoPetition> = {},
): Promise<Backend> {
  const folder = tempFolder()
  const backend = await startBackend(await probePort(0), folder.path)
  t.after(() => backend.close().finally(folder.remove))
  const petition = openPetition(datesAround(Date.now()), { charity: origin, mep: origin })
  await backend.put({ ...petition, ...changes })
  return backend
}
