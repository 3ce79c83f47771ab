import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DemoPetition } from '../petitions.ts'

// Called by start.sh: puts the demonstration's petition again, with the WordPress site among the charity's origins.
// The demonstration goes on as it is: it puts its own petition only where the file that it keeps has changed.

const [data, origin] = process.argv.slice(2)
if (!data || !origin) throw new Error('say the data folder and the origin of the site')

const kept = join(data, 'demo', 'keep-the-trafficking-unit.json')
// Written by the demonstration.
const petition = JSON.parse(readFileSync(kept, 'utf8')) as DemoPetition
const partners = petition.partners.map((partner) =>
  partner.id === 'poppy-project'
    ? { ...partner, origins: [...new Set([...partner.origins, origin])] }
    : partner,
)
const file = join(data, 'demo', 'with-wordpress.json')
writeFileSync(file, `${JSON.stringify({ ...petition, partners }, null, 2)}\n`)
const command = fileURLToPath(new URL('../../dist/command/main.js', import.meta.url))
const put = spawnSync(process.execPath, [command, 'petition', 'put', file, '--data', data], {
  encoding: 'utf8',
})
if (put.status !== 0) process.stderr.write(put.stdout + put.stderr)
process.exitCode = put.status ?? 1
