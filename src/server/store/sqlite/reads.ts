import type { DatabaseSync } from 'node:sqlite'
import type { Logo, RevisionRecord, TallyRecord } from '../store.ts'
import { prepareAnswer, prepareAttempt, prepareMailDue, preparePending } from './attempts.ts'
import { prepareDataKeys } from './data-key.ts'
import { preparePetitions } from './petitions.ts'
import type { Doing, Prepare, ReadVerb } from './verbs.ts'

/** Everything a reading connection can be asked. */
export function prepareReads(db: DatabaseSync): { [V in ReadVerb]: Doing<V> } {
  const petitions = preparePetitions(db)
  return {
    petitions: () => petitions(),
    revisions: prepareRevisions(db),
    logo: prepareLogo(db),
    dataKeys: prepareDataKeys(db),
    answer: prepareAnswer(db),
    attempt: prepareAttempt(db),
    pending: preparePending(db),
    mailDue: prepareMailDue(db),
    tallies: prepareTallies(db),
  }
}

/** The present revision first, then those before it by the instant at which they ended. */
const prepareRevisions: Prepare<'revisions'> = (db) => {
  const read = db.prepare(
    'SELECT revision, shown, since, until FROM revision WHERE petition = ? ORDER BY until IS NOT NULL, until DESC',
  )
  return (petition) => read.all(petition) as unknown as RevisionRecord[] // STRICT columns of the record's names and types
}

const prepareLogo: Prepare<'logo'> = (db) => {
  const read = db.prepare('SELECT kind, bytes FROM logo WHERE petition = ? AND hash = ?')
  return ({ petition, hash }) => read.get(petition, hash) as Logo | undefined // STRICT columns of the record's names and types
}

/** Sums over the stripes. */
export const prepareTallies: Prepare<'tallies'> = (db) => {
  const read = db.prepare(
    `SELECT petition, partner_no AS partnerNo, sum(counted) AS counted, sum(withdrawn) AS withdrawn,
       sum(invalidated) AS invalidated, sum(retired) AS retired, sum(version) AS version
     FROM tally GROUP BY petition, partner_no ORDER BY petition, partner_no`,
  )
  return () => read.all() as unknown as TallyRecord[] // sums of integers, named like the record's fields
}
