import type { DatabaseSync } from 'node:sqlite'
import type { PutKind, TallyRecord } from '../store.ts'

/** Kinds of ledger rows that move what counts. */
export type CountKind =
  | 'confirmed'
  | 'withdrawn'
  | 'invalidated'
  | 'reinstated'
  | 'erased'
  | 'retired'
export type LedgerKind = CountKind | PutKind | 'replaced' | 'exported' | 'restored'

/** One thing that happened to one petition. */
export interface Move {
  petition: number
  partnerNo: number
  kind: LedgerKind
  /** By how many rows `counted` really changed; for `paper`, by how many signatures on paper. */
  delta: number
  at: number
}

/** How a kind moves the columns of a tally, for each row that came (+1) or went (−1). */
export const columnsMoved: Record<
  CountKind,
  { withdrawn: number; invalidated: number; retired: number }
> = {
  confirmed: { withdrawn: 0, invalidated: 0, retired: 0 },
  withdrawn: { withdrawn: -1, invalidated: 0, retired: 0 },
  invalidated: { withdrawn: 0, invalidated: -1, retired: 0 },
  reinstated: { withdrawn: 0, invalidated: -1, retired: 0 },
  erased: { withdrawn: 0, invalidated: 0, retired: 0 },
  retired: { withdrawn: 0, invalidated: 0, retired: -1 },
}

/** Writes a flush's sums: one ledger row a petition, partner and kind, one tally row a petition and partner. */
export function prepareMoves(db: DatabaseSync): (moves: Move[]) => TallyRecord[] {
  const writeLedger = db.prepare(
    `INSERT INTO ledger (petition, partner_no, stripe, kind, delta, at) VALUES (?, ?, 0, ?, ?, ?)`,
  )
  const writeTally = db.prepare(
    `INSERT INTO tally (petition, partner_no, stripe, counted, withdrawn, invalidated, retired, version)
     VALUES (?, ?, 0, ?, ?, ?, ?, 1)
     ON CONFLICT (petition, partner_no, stripe) DO UPDATE SET
       counted = counted + excluded.counted,
       withdrawn = withdrawn + excluded.withdrawn,
       invalidated = invalidated + excluded.invalidated,
       retired = retired + excluded.retired,
       version = version + 1
     RETURNING counted, withdrawn, invalidated, retired, version`,
  )

  return (moves) => {
    const tallies = new Map<string, TallyRecord>()
    for (const { petition, partnerNo, kind, delta, at } of sums(moves)) {
      writeLedger.run(petition, partnerNo, kind, delta, at)
      if (!isCountKind(kind)) continue
      const key = `${petition}/${partnerNo}`
      const tally = tallies.get(key) ?? {
        petition,
        partnerNo,
        counted: 0,
        withdrawn: 0,
        invalidated: 0,
        retired: 0,
        version: 0,
      }
      const columns = columnsMoved[kind]
      tally.counted += delta
      tally.withdrawn += delta * columns.withdrawn
      tally.invalidated += delta * columns.invalidated
      tally.retired += delta * columns.retired
      tallies.set(key, tally)
    }
    return [...tallies.values()].map((moved) => ({
      ...moved,
      ...(writeTally.get(
        moved.petition,
        moved.partnerNo,
        moved.counted,
        moved.withdrawn,
        moved.invalidated,
        moved.retired,
      ) as object), // the columns of RETURNING, all integers
    }))
  }
}

export function isCountKind(kind: string): kind is CountKind {
  return Object.hasOwn(columnsMoved, kind)
}

/** Sorted by key, so that several writers would take rows in the same order. */
function sums(moves: Move[]): Move[] {
  const summed = new Map<string, Move>()
  for (const move of moves) {
    const key = `${move.petition}/${move.partnerNo}/${move.kind}`
    const known = summed.get(key)
    summed.set(
      key,
      known ? { ...move, delta: known.delta + move.delta, at: Math.max(known.at, move.at) } : move,
    )
  }
  return [...summed.values()].sort(
    (a, b) => a.petition - b.petition || a.partnerNo - b.partnerNo || a.kind.localeCompare(b.kind),
  )
}
