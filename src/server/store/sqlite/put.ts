import type { PutPetition } from '../store.ts'
import { preparePetitions } from './petitions.ts'
import { stateNumbers } from './states.ts'
import type { Prepare } from './verbs.ts'

/** Stores a petition as a whole; every revision stays, partners keep their numbers, the signers' scheme is pinned. */
export const preparePut: Prepare<'put'> = (db) => {
  const petitions = preparePetitions(db)
  const find = db.prepare(
    'SELECT no, revision, paused, paper, changed FROM petition WHERE slug = ?',
  )
  const insert = db.prepare(
    `INSERT INTO petition (slug, document, revision, opens, closes, paused, delivered, delivered_count, paper, changed,
       signer_scheme)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING no`,
  )
  const update = db.prepare(
    `UPDATE petition SET document = ?, revision = ?, opens = ?, closes = ?, paused = ?, delivered = ?,
       delivered_count = ?, paper = ?, changed = ?
     WHERE no = ?`,
  )
  const endRevision = db.prepare(
    'UPDATE revision SET until = ? WHERE petition = ? AND until IS NULL',
  )
  const startRevision = db.prepare(
    `INSERT INTO revision (petition, revision, shown, since) VALUES (?, ?, ?, ?)
     ON CONFLICT (petition, revision) DO UPDATE SET until = NULL`,
  )
  const addPartner = db.prepare(
    `INSERT INTO partner (petition, partner_no, slug)
     SELECT ?1, coalesce(max(partner_no), 0) + 1, ?2 FROM partner WHERE petition = ?1
     ON CONFLICT (petition, slug) DO NOTHING`,
  )
  const addLogo = db.prepare(
    `INSERT INTO logo (petition, hash, kind, bytes, added) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (petition, hash) DO NOTHING`,
  )
  // Expiry waits while a petition is paused: the time it was paused is given back.
  const pausedSince = db.prepare(
    `SELECT max(at) AS at FROM ledger WHERE petition = ? AND kind = 'paused'`,
  )
  const giveBack = db.prepare(
    `UPDATE signature SET expires = expires + ?1
     WHERE petition = ?2 AND state IN (${stateNumbers.pending}, ${stateNumbers.held}) AND expires > ?3`,
  )

  return (given, move) => {
    const before = find.get(given.slug)
    // Versions of tallies count from it: it rises also when the clock was set back.
    const changed = Math.max(given.now, Number(before?.['changed'] ?? 0) + 1)
    const columns = columnsOf(given, changed)
    const no = Number(
      before ? before['no'] : insert.get(given.slug, ...columns, given.signerScheme)?.['no'],
    )
    if (before) update.run(...columns, no)

    if (before?.['revision'] !== given.revision) {
      endRevision.run(given.now, no)
      startRevision.run(no, given.revision, given.shown, given.now)
    }
    for (const slug of given.partners) addPartner.run(no, slug)
    for (const { hash, kind, bytes } of given.logos) addLogo.run(no, hash, kind, bytes, given.now)

    if (before?.['paused'] === 1 && !given.paused) {
      const since = Number(pausedSince.get(no)?.['at'] ?? given.now)
      giveBack.run(Math.max(0, given.now - since), no, since)
    }

    const paper = given.paper - Number(before?.['paper'] ?? 0)
    const kinds = new Set([given.kind, ...(paper === 0 ? [] : ['paper' as const])])
    for (const kind of kinds) {
      move({ petition: no, partnerNo: 0, kind, delta: kind === 'paper' ? paper : 0, at: given.now })
    }
    const [record] = petitions(no)
    if (!record) throw new Error(`The petition ${given.slug} was stored and is not there`)
    return record
  }
}

function columnsOf(given: PutPetition, changed: number) {
  return [
    given.document,
    given.revision,
    given.opens,
    given.closes,
    given.paused ? 1 : 0,
    given.delivered,
    given.deliveredCount,
    given.paper,
    changed,
  ] as const
}
