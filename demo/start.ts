import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PortTaken } from './backend.ts'
import { startDemo } from './demo.ts'

// `npm start`: the backend, a charity's site and an MEP's page, on three origins of this machine.
// PORT moves the first port, the others follow it. `npm start -- --fresh` begins with an empty store.

const data = process.env['UNDERSIGNED_DATA'] || fileURLToPath(new URL('../data', import.meta.url))

// Before anything is started: what is told to end while it starts must leave no backend behind.
const told = new Promise<'told'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => resolve('told'))
})

try {
  const { port, fresh } = read(process.argv.slice(2), process.env['PORT'] || '8787')
  const demo = await startDemo({ port, data, fresh })
  tell(demo)
  const end = await Promise.race([told, demo.ended])
  await demo.close()
  if (end !== 'told') throw new Error(`the backend has ended by itself, with ${end}`)
  console.log(`\nClosed. What was signed is kept in ${place(data)}.`)
} catch (error) {
  const advice =
    error instanceof PortTaken
      ? `: stop what runs there, or take other ports: PORT=9000 npm start`
      : ''
  console.error(`${error instanceof Error ? error.message : String(error)}${advice}`)
  process.exitCode = 1
}

function read(words: string[], portText: string): { port: number; fresh: boolean } {
  const unknown = words.find((word) => word !== '--fresh')
  if (unknown)
    throw new Error(
      `${unknown} is not known here; there is only --fresh, which begins with an empty store`,
    )
  const port = Number(portText)
  if (!/^\d+$/.test(portText) || port < 1 || port > 65_533) {
    throw new Error(
      `PORT is ${portText}; it must be a whole number from 1 to 65533, the two after it are taken too`,
    )
  }
  return { port, fresh: words.includes('--fresh') }
}

function tell({ backend, charity, mep }: { backend: string; charity: string; mep: string }): void {
  console.log(`
  undersigned: one petition on two sites

  The charity's site   ${charity}/
  The MEP's page       ${mep}/
  The mailbox          ${backend}/mailbox
  The documentation    ${charity}/docs/

  Try: open both sites beside each other and sign on one; open the mail in the
  mailbox and confirm. The count moves on both. The petition of 2009, closed and
  handed in, is at /2009 on each.

  Every state          ${charity}/gallery/
  The configurator     ${charity}/configurator/
  Without JavaScript   ${backend}/p/keep-the-trafficking-unit
  Data                 ${place(data)}  (npm start -- --fresh begins anew)
  Ctrl-C ends it.
`)
}

/** A folder as one would type it here. */
function place(folder: string): string {
  const path = relative('', folder)
  return path.startsWith('..') ? folder : `./${path}`
}
