import { prepareBlank } from './blank.ts'
import { stateNumbers } from './states.ts'
import type { Prepare } from './verbs.ts'

const day = 24 * 60 * 60 * 1000
/** How long the answer to an idempotency key can be replayed. */
const answersMs = day
/** How long mails count against the caps of mail-begin.ts. */
const budgetMs = day

const { pending, held, withdrawn, overtaken, blank: blankState } = stateNumbers

/**
 * Deletes what has run out: attempts nobody confirmed (not while their petition is paused), blank rows, the neutral
 * pages of withdrawn signatures, answers older than a day, and what the mail caps no longer need. At most `limit`
 * rows of each; returns how many were touched, 0 when nothing is left to do.
 */
export const prepareExpire: Prepare<'expire'> = (db) => {
  const blank = prepareBlank(db)
  // The list of states is word for word that of the index, else it would not be used.
  const expired = db.prepare(
    `SELECT n, state, answer FROM signature
     WHERE state IN (${pending}, ${held}, ${withdrawn}) AND expires <= ?1
       AND (state = ${withdrawn} OR petition NOT IN (SELECT no FROM petition WHERE paused = 1))
     ORDER BY expires LIMIT ?2`,
  )
  const remove = db.prepare('DELETE FROM signature WHERE n = ?')
  // Rows are received in the order of n, so answers are forgotten from the front and need no index.
  const keptFrom = db.prepare(`SELECT value FROM meta WHERE name = 'answers_kept_from'`)
  const keepFrom = db.prepare(`UPDATE meta SET value = ? WHERE name = 'answers_kept_from'`)
  const answered = db.prepare(
    'SELECT n, state, received FROM signature WHERE n > ? ORDER BY n LIMIT ?',
  )
  const forgetAnswer = db.prepare('UPDATE signature SET answer = NULL, body_mac = NULL WHERE n = ?')
  const oldBudgets = db.prepare('DELETE FROM mail_budget WHERE sent <= ?')
  const oldMails = db.prepare('DELETE FROM mail_petition WHERE last <= ?')

  return ({ now, limit }) => {
    let touched = 0
    for (const { n, state, answer } of expired.all(now, limit)) {
      if (state === withdrawn) remove.run(Number(n))
      else blank({ n: Number(n), answer: answer as Uint8Array | null }, now) // 16 bytes by the table's check
      touched++
    }
    const before = Number(keptFrom.get()?.['value'])
    let last = before
    for (const { n, state, received } of answered.all(before, limit)) {
      if (Number(received) > now - answersMs) break
      if (state === blankState || state === overtaken) remove.run(Number(n))
      else forgetAnswer.run(Number(n))
      last = Number(n)
      touched++
    }
    if (last > before) keepFrom.run(String(last))
    return (
      touched +
      Number(oldBudgets.run(now - budgetMs).changes) +
      Number(oldMails.run(now - budgetMs).changes)
    )
  }
}
