import { createHash, randomBytes } from 'node:crypto'
import type { Tally } from '../schema/index.ts'
import { conditional, headers, Refused } from '../server/index.ts'
import type { RelayConfig, RelayPetition } from './config.ts'
import type { Outbox } from './outbox/outbox.ts'
import { ask, at } from './targets/exchange.ts'

/** The count of each petition, from what was passed on or from somewhere else. */
export interface Tallies {
  respond(request: Request, petition: RelayPetition & { no: number }): Response
  close(): void
}

const maxAgeSeconds = 5

interface Reading {
  count: number
  at: number
  version: number
}

export function createTallies(options: {
  config: RelayConfig
  outbox: Outbox
  now: () => number
}): Tallies {
  const { config, outbox, now } = options
  const readings = new Map<string, Reading>()
  // A count from elsewhere may have moved either way while nobody looked: each start is a series of its own.
  const begun = randomBytes(8).toString('hex')
  const timers = config.petitions.flatMap((petition) => {
    const { tally } = petition.file
    if (tally.from !== 'json') return []
    let underWay: Promise<void> | undefined
    // One at a time: an older answer that comes late must not take the place of a newer one.
    const read = () => void (underWay ??= readCount(petition).finally(() => (underWay = undefined)))
    read()
    return [setInterval(read, tally.everySeconds * 1000).unref()]
  })

  async function readCount({ slug, file }: RelayPetition): Promise<void> {
    const { tally } = file
    if (tally.from !== 'json') return
    const answer = await ask(
      tally.url,
      { headers: config.headers.get(slug) ?? {} },
      { timeoutMs: config.timeoutSeconds * 1000 },
    )
    if ('miss' in answer || answer.status !== 200) return
    const keys = tally.path.split('.').filter(Boolean)
    const count = at(answer.json, ...keys)
    if (!Number.isSafeInteger(count) || Number(count) < 0) return
    const before = readings.get(slug)
    if (before?.count === count) return
    readings.set(slug, { count: Number(count), at: now(), version: (before?.version ?? 0) + 1 })
  }

  function readingOf({
    slug,
    no,
    file,
  }: RelayPetition & { no: number }): Reading & { lineage: string } {
    const { tally } = file
    if (tally.from === 'sent') {
      const { count, at } = outbox.count(no)
      // Other signatures before make another series, or pages would not take the new number.
      return {
        count: count + tally.before,
        at,
        version: count,
        lineage: `${outbox.lineage}-${tally.before}`,
      }
    }
    const reading = readings.get(slug)
    if (!reading) throw new Refused('unavailable', { retryAfterSeconds: 10 })
    return { ...reading, lineage: begun }
  }

  return {
    respond(request, petition) {
      const { count, at, version, lineage } = readingOf(petition)
      const tally: Tally = {
        petition: petition.slug,
        status: petition.statusAt(now()),
        count,
        goal: goalOf(count, petition.file.goal),
        stream: false,
        lineage,
        version,
        at: new Date(at).toISOString(),
      }
      const json = JSON.stringify(tally)
      const etag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`
      return conditional(request, json, { ...headers.publicDocument(maxAgeSeconds), etag })
    },
    close() {
      for (const timer of timers) clearInterval(timer)
    },
  }
}

/** The next step: the first one that is not nearly reached yet. */
function goalOf(
  count: number,
  goal: { steps: number[]; stretchAt: number } | undefined,
): number | null {
  if (!goal) return null
  const { steps, stretchAt } = goal
  return steps.find((step) => count < step * stretchAt) ?? steps.at(-1) ?? null
}
