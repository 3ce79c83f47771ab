import { prepareBlank } from './blank.ts'
import { prepareLink, type Linked } from './link.ts'
import { stateNumbers } from './states.ts'
import type { Prepare } from './verbs.ts'

/** How long the link of a withdrawn signature still says that it was withdrawn. */
const neutralPageMs = 30 * 24 * 60 * 60 * 1000

/**
 * "Withdraw" and "this was not me". Either link of a mail opens it: whoever has one has both. Links of attempts that
 * were replaced lead to the one that counts.
 */
export const prepareWithdraw: Prepare<'withdraw'> = (db) => {
  const find = prepareLink(db)
  const blank = prepareBlank(db)
  const follow = db.prepare('SELECT n, state, became FROM signature WHERE n = ?')
  const uncount = db.prepare(
    'DELETE FROM counted WHERE petition = ? AND signer = ? RETURNING partner_no',
  )
  // The attempts it replaced are the same person's: they go with it.
  const forget = db.prepare(
    `UPDATE signature SET state = ${stateNumbers.withdrawn}, sealed = NULL, signer = NULL, mail_due = NULL,
       ended = ?, expires = ?
     WHERE petition = ? AND signer = ? AND state IN (${stateNumbers.counted}, ${stateNumbers.replaced})`,
  )
  const forgetOne = db.prepare(
    `UPDATE signature SET state = ${stateNumbers.withdrawn}, sealed = NULL, signer = NULL, mail_due = NULL,
       ended = ?, expires = ?
     WHERE n = ?`,
  )

  return (link, move) => {
    const { petition, now } = link
    const attempt = find(link)
    if (!attempt || !(attempt.opensWithdraw || attempt.opensConfirm)) return 'gone'
    switch (stateOfTheLast(attempt)) {
      case 'pending':
      case 'held':
        blank(attempt, now)
        return 'deleted'
      case 'counted': {
        if (!attempt.signer) throw new Error(`Attempt ${attempt.n} counts without a signer`)
        const gone = uncount.all(petition, attempt.signer)
        for (const row of gone) {
          move({
            petition,
            partnerNo: Number(row['partner_no']),
            kind: 'withdrawn',
            delta: -1,
            at: now,
          })
        }
        forget.run(now, now + neutralPageMs, petition, attempt.signer)
        return 'withdrawn'
      }
      case 'invalidated':
        // It stopped counting before; what is left of the person goes.
        forgetOne.run(now, now + neutralPageMs, attempt.n)
        return 'deleted'
      case 'withdrawn':
        return 'unchanged'
      default:
        return 'gone'
    }
  }

  function stateOfTheLast(attempt: Linked): string {
    if (attempt.state !== 'replaced') return attempt.state
    let { became } = attempt
    while (became !== null) {
      const next = follow.get(became)
      if (!next) return 'gone'
      if (next['state'] === stateNumbers.counted) return 'counted'
      if (next['state'] !== stateNumbers.replaced) return 'gone'
      became = next['became'] as number | null // an integer column
    }
    return 'gone'
  }
}
