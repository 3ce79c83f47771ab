import type { DatabaseSync } from 'node:sqlite'
import type { PetitionRecord } from '../store.ts'

/** Reads all petitions, or one by its number. */
export function preparePetitions(db: DatabaseSync): (no?: number) => PetitionRecord[] {
  const read = db.prepare(
    `SELECT no, slug, document, revision, paused, delivered, delivered_count AS deliveredCount, paper,
       signer_scheme AS signerScheme, changed
     FROM petition WHERE ?1 IS NULL OR no = ?1 ORDER BY no`,
  )
  const partners = db.prepare(
    'SELECT petition, slug, partner_no FROM partner WHERE ?1 IS NULL OR petition = ?1 ORDER BY partner_no',
  )
  return (no) => {
    const records = new Map<unknown, PetitionRecord>()
    for (const row of read.all(no ?? null)) {
      // STRICT columns of the same names and types as the record's.
      records.set(row['no'], {
        ...(row as unknown as PetitionRecord),
        paused: row['paused'] === 1,
        partners: {},
      })
    }
    for (const { petition, slug, partner_no: partnerNo } of partners.all(no ?? null)) {
      const record = records.get(petition)
      if (record) record.partners[String(slug)] = Number(partnerNo)
    }
    return [...records.values()]
  }
}
