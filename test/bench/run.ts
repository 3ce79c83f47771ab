/**
 * Speed, as ratios: `npm run bench`. Words choose figures, `--pairs=N` says how often each is measured.
 *
 *     npm run bench -- B1 B3 --pairs=9
 */
import { describe, isReached, type Bench } from './figure.ts'
import { pinned } from './measure.ts'
import { b1, b2, b3 } from './signing.ts'
import { w3, w4 } from './others.ts'
import { w5, w7 } from './widget.ts'

const benches: Bench[] = [b1, b2, b3, w3, w4, w5, w7]

const words = process.argv.slice(2)
const pairs = Number(
  words.find((word) => word.startsWith('--pairs='))?.slice('--pairs='.length) ?? 5,
)
const chosen = words.filter((word) => !word.startsWith('--')).map((word) => word.toUpperCase())
const unknown = chosen.filter((word) => !benches.some(({ id }) => id === word))
if (unknown.length > 0 || !Number.isInteger(pairs) || pairs < 1) {
  console.error(
    `Known figures: ${benches.map(({ id }) => id).join(' ')}; --pairs takes a whole number from 1`,
  )
  process.exit(2)
}

console.log(
  pinned
    ? 'The server is pinned to one core, the load to another.\n'
    : 'Processes cannot be pinned here: server and load share the cores, read the ratios with care.\n',
)
let missed = 0
for (const bench of benches.filter(({ id }) => chosen.length === 0 || chosen.includes(id))) {
  const figure = await bench.run(pairs)
  if (!isReached(figure)) missed++
  console.log(`${describe(figure)}\n`)
}
process.exit(missed > 0 ? 1 : 0)
