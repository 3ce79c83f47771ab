import { nextChange, startOf, type Tally } from '../schema/index.ts'
import { settledCount, type Settled } from './tally-delay.ts'
import type { KnownPetition, Petitions } from './petitions.ts'
import type { Store, TallyRecord } from './store/store.ts'

/** Below this, a partner's number could point at persons (trust.md, G4). */
const leastOfPartner = 10
const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** A tally ready to be sent: the same bytes for everyone until its version moves. */
export interface ShownTally {
  tally: Tally
  json: string
  /** `lineage-version`: the event's id, and in quotes the ETag. */
  id: string
}

/** The tallies of all petitions, held in memory: reading one costs no access to the store. */
export interface Counts {
  of(petition: KnownPetition): ShownTally
  /** Asks the store for what is not told by itself; to be called about once a second. */
  refresh(): Promise<void>
  close(): void
}

/** What is kept of one petition. */
interface Kept {
  rows: Map<number, TallyRecord>
  settled?: Settled
  pending?: { count: number; minute: number }
  partners?: { hour: number; counts: { id: string; count: number }[] }
  shown?: ShownTally
}

export async function createCounts(options: {
  store: Store
  petitions: Petitions
  now: () => number
}): Promise<Counts> {
  const { store, petitions, now } = options
  const kept = new Map<number, Kept>()

  const keep = (no: number): Kept => {
    const known = kept.get(no)
    if (known) return known
    const made: Kept = { rows: new Map() }
    kept.set(no, made)
    return made
  }
  const take = (record: TallyRecord) => {
    const { rows } = keep(record.petition)
    const before = rows.get(record.partnerNo)
    // Two connections may tell out of order.
    if (!before || record.version >= before.version) rows.set(record.partnerNo, record)
  }

  const unwatch = store.watch(({ tallies }) => tallies.forEach(take))
  for (const record of await store.tallies()) take(record)
  await refresh()

  async function refresh(): Promise<void> {
    const minute = Math.floor(now() / minuteMs)
    for (const petition of petitions.all()) {
      const entry = keep(petition.no)
      if (!petition.file.showPending || entry.pending?.minute === minute) continue
      const count = await store.pending(petition.no)
      entry.pending = { count: Math.floor(count / 10) * 10, minute }
    }
  }

  return {
    of(petition) {
      const entry = keep(petition.no)
      const version = versionOf(petition, entry, now())
      if (entry.shown?.tally.version === version) return entry.shown
      entry.shown = ready(tallyOf(petition, entry, version, store.lineage, now()))
      return entry.shown
    },
    refresh,
    close: unwatch,
  }
}

/**
 * A number that grows with everything that is shown: signatures, the petition's own changes, its dates, and the
 * minutes and hours of what is published now and then. It is the same on every node that knows the same.
 */
function versionOf(petition: KnownPetition, entry: Kept, now: number): number {
  const { file, record } = petition
  const rows = [...entry.rows.values()]
  entry.settled = settledCount(entry.settled, {
    count: sum(rows, ({ counted, retired }) => counted + retired),
    version: sum(rows, ({ version }) => version),
    delay: file.tallyDelay === 'small' && maySign(petition, now) ? 'small' : 'none',
    now,
  })
  const dates = [file.opensAt, file.closesAt, file.delivery?.at, file.outcome?.at]
  const passed = dates.filter((at) => at !== undefined && startOf(at) <= now).length
  // Since the last change, which always outweighs them: switching one of them off must not turn the version back.
  const since = (unitMs: number, unit: number) =>
    Math.max(0, unit - Math.floor(record.changed / unitMs))
  const pending = file.showPending ? since(minuteMs, entry.pending?.minute ?? 0) : 0
  const hours = file.showPartners ? since(hourMs, Math.floor(now / hourMs)) : 0
  return entry.settled.version + record.changed + passed + pending + hours
}

/** While signatures come in, small numbers wait; afterwards the number is whole. */
function maySign(petition: KnownPetition, now: number): boolean {
  return ['upcoming', 'open', 'paused'].includes(petition.statusAt(now))
}

function tallyOf(
  petition: KnownPetition,
  entry: Kept,
  version: number,
  lineage: string,
  now: number,
): Tally {
  const { file, slug } = petition
  const status = petition.statusAt(now)
  const handedIn =
    status === 'delivered' || status === 'answered' ? file.delivery?.count : undefined
  const count = handedIn ?? (entry.settled?.count ?? 0) + file.paper
  return {
    petition: slug,
    status,
    count,
    goal: nextGoal(count, file.goal),
    ...(file.paper > 0 && { paper: file.paper }),
    ...(file.showPending && entry.pending && { pending: entry.pending.count }),
    ...(file.showPartners && { partners: partnersOf(petition, entry, now) }),
    stream: true,
    lineage,
    version,
    at: new Date(now).toISOString(),
  }
}

/** The first step that is not nearly reached, else the last; null without a goal. */
export function nextGoal(
  count: number,
  goal: { steps: number[]; stretchAt: number } | undefined,
): number | null {
  if (!goal) return null
  return goal.steps.find((step) => count < step * goal.stretchAt) ?? goal.steps.at(-1) ?? null
}

function partnersOf(
  petition: KnownPetition,
  entry: Kept,
  now: number,
): { id: string; count: number }[] {
  const hour = Math.floor(now / hourMs)
  if (entry.partners?.hour !== hour) {
    const counts = [...petition.partners].flatMap(([id, no]) => {
      const row = entry.rows.get(no)
      const count = row ? row.counted + row.retired : 0
      return count < leastOfPartner ? [] : [{ id, count: Math.round(count / 5) * 5 }]
    })
    entry.partners = { hour, counts }
  }
  return entry.partners.counts
}

function ready(tally: Tally): ShownTally {
  return { tally, json: JSON.stringify(tally), id: `${tally.lineage}-${tally.version}` }
}

function sum<T>(rows: T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}

/** Whole seconds for which an answer about this petition holds: at most `most`, and never past its next date. */
export function holdsForSeconds(petition: KnownPetition, now: number, most: number): number {
  return Math.max(0, Math.min(most, Math.floor((nextChange(petition.file, now) - now) / 1000)))
}
