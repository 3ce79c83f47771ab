import { prepareLink } from './link.ts'
import { stateNumbers } from './states.ts'
import type { Prepare } from './verbs.ts'

/** Attempts received before the end may be confirmed this long after it. */
const afterClosingMs = 24 * 60 * 60 * 1000

/**
 * Confirms an attempt. What counts is unique because it is inserted into `counted`; the tally moves by the row that
 * insert returns, or not at all.
 */
export const prepareConfirm: Prepare<'confirm'> = (db) => {
  const find = prepareLink(db)
  const petition = db.prepare('SELECT closes, delivered FROM petition WHERE no = ?')
  const isBarred = db.prepare('SELECT 1 FROM barred WHERE petition = ? AND signer = ?')
  const hold = db.prepare(
    `UPDATE signature SET state = ${stateNumbers.held}, reason = 'barred', mail_due = NULL WHERE n = ?`,
  )
  // Without a conflict target: it must still prepare, and then count twice, where a test takes the key away.
  const insert = db.prepare(
    'INSERT INTO counted (petition, signer, n, partner_no) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING n',
  )
  const countedBefore = db.prepare(
    'SELECT n, partner_no FROM counted WHERE petition = ? AND signer = ?',
  )
  const moveTo = db.prepare('UPDATE counted SET n = ? WHERE petition = ? AND signer = ?')
  const replace = db.prepare(
    `UPDATE signature SET state = ${stateNumbers.replaced}, became = ?, ended = ?, mail_due = NULL WHERE n = ?`,
  )
  const count = db.prepare(
    `UPDATE signature SET state = ${stateNumbers.counted}, confirmed = ?, mail_due = NULL WHERE n = ?`,
  )

  return (link, move) => {
    const { now } = link
    const attempt = find(link)
    if (!attempt?.opensConfirm) return 'gone'
    const { n, state, signer, partnerNo } = attempt
    if (state === 'counted' || state === 'replaced') return 'unchanged'
    if (state === 'held' || state === 'invalidated') return 'held'
    if (state !== 'pending' || signer === null || now >= attempt.expires) return 'gone'

    const dates = petition.get(link.petition)
    if (isOver(dates?.['closes'], dates?.['delivered'], attempt.received, now)) return 'gone'
    if (isBarred.get(link.petition, signer)) {
      hold.run(n)
      return 'held'
    }

    count.run(now, n)
    if (insert.get(link.petition, signer, n, partnerNo)) {
      move({ petition: link.petition, partnerNo, kind: 'confirmed', delta: 1, at: now })
      return 'counted'
    }
    const before = countedBefore.get(link.petition, signer)
    replace.run(n, now, Number(before?.['n']))
    moveTo.run(n, link.petition, signer)
    // The partner who was first keeps the signature.
    move({
      petition: link.petition,
      partnerNo: Number(before?.['partner_no']),
      kind: 'replaced',
      delta: 0,
      at: now,
    })
    return 'moved'
  }
}

function isOver(closes: unknown, delivered: unknown, received: number, now: number): boolean {
  if (typeof delivered === 'number' && delivered <= now) return true
  return (
    typeof closes === 'number' &&
    (now >= closes + afterClosingMs || (now >= closes && received >= closes))
  )
}
