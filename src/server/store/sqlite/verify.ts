import type { DatabaseSync } from 'node:sqlite'
import type { Finding } from '../store.ts'
import { columnsMoved } from './moves.ts'
import { stateNumbers } from './states.ts'

/** Recounts in one reading transaction and changes nothing (design, section 6). */
export function verify(db: DatabaseSync, petition: number | undefined): Finding[] {
  const one = petition ?? null
  db.exec('BEGIN')
  try {
    return [
      ...tallyAndRows(db, one),
      ...tallyAndLedger(db, one),
      ...rowsAndAttempts(db, one),
      ...twice(db, one),
    ]
  } finally {
    db.exec('ROLLBACK')
  }
}

function tallyAndRows(db: DatabaseSync, petition: number | null): Finding[] {
  return findings(
    db,
    petition,
    `WITH sides AS (
       SELECT petition, partner_no, counted AS tally, 0 AS found FROM tally
       UNION ALL SELECT petition, partner_no, 0, count(*) FROM counted GROUP BY petition, partner_no)
     SELECT petition, partner_no, sum(tally) AS expected, sum(found) AS found FROM sides
     GROUP BY petition, partner_no HAVING sum(tally) <> sum(found)`,
    (row) =>
      `${partner(row)}: the tally says ${row['expected']} counted, there are ${row['found']} rows.`,
  )
}

function tallyAndLedger(db: DatabaseSync, petition: number | null): Finding[] {
  const columns = ['counted', 'withdrawn', 'invalidated', 'retired'] as const
  return columns.flatMap((column) => {
    const factors = Object.entries(columnsMoved).map(
      ([kind, moved]) => `WHEN '${kind}' THEN ${column === 'counted' ? 1 : moved[column]}`,
    )
    return findings(
      db,
      petition,
      `WITH sides AS (
         SELECT petition, partner_no, ${column} AS tally, 0 AS found FROM tally
         UNION ALL SELECT petition, partner_no, 0, delta * CASE kind ${factors.join(' ')} ELSE 0 END FROM ledger)
       SELECT petition, partner_no, sum(tally) AS expected, sum(found) AS found FROM sides
       GROUP BY petition, partner_no HAVING sum(tally) <> sum(found)`,
      (row) =>
        `${partner(row)}: the tally says ${row['expected']} ${column}, the ledger adds up to ${row['found']}.`,
    )
  })
}

function rowsAndAttempts(db: DatabaseSync, petition: number | null): Finding[] {
  return [
    ...findings(
      db,
      petition,
      `SELECT c.petition, c.n FROM counted c LEFT JOIN signature s ON s.n = c.n
       WHERE s.n IS NULL OR s.state <> ${stateNumbers.counted} OR s.petition <> c.petition OR s.signer IS NOT c.signer`,
      ({ n }) =>
        `A counted row leads to attempt ${n}, which is not in the state counted for that person.`,
    ),
    ...findings(
      db,
      petition,
      `SELECT s.petition, s.n FROM signature s
       LEFT JOIN counted c ON c.petition = s.petition AND c.signer = s.signer AND c.n = s.n
       WHERE s.state = ${stateNumbers.counted} AND c.n IS NULL`,
      ({ n }) => `Attempt ${n} is in the state counted and no counted row leads to it.`,
    ),
  ]
}

function twice(db: DatabaseSync, petition: number | null): Finding[] {
  return findings(
    db,
    petition,
    'SELECT petition, count(*) AS times FROM counted GROUP BY petition, signer HAVING count(*) > 1',
    ({ times }) => `One person counts ${times} times.`,
  )
}

type Row = Record<string, unknown>

/** Runs a query whose rows are faults, and names their petitions. */
function findings(
  db: DatabaseSync,
  petition: number | null,
  sql: string,
  say: (row: Row) => string,
): Finding[] {
  const rows = db
    .prepare(
      `SELECT f.*, coalesce(p.slug, 'petition ' || f.petition) AS slug
       FROM (${sql}) f LEFT JOIN petition p ON p.no = f.petition WHERE ?1 IS NULL OR f.petition = ?1`,
    )
    .all(petition)
  return rows.map((row) => ({ petition: String(row['slug']), message: say(row) }))
}

function partner({ partner_no: no }: Row): string {
  return no === 0 ? 'Without a partner' : `Partner ${no}`
}
