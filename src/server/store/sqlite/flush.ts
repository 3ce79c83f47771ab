import type { DatabaseSync } from 'node:sqlite'
import type { TallyRecord } from '../store.ts'
import { prepareConfirm } from './confirm.ts'
import { prepareAddDataKey } from './data-key.ts'
import { prepareExpire } from './expire.ts'
import { faultOf, type Fault } from './fault.ts'
import { prepareMailBegin } from './mail-begin.ts'
import { prepareMailEnd } from './mail-end.ts'
import { prepareMoves, type Move } from './moves.ts'
import { preparePut } from './put.ts'
import { prepareSign } from './sign.ts'
import type { Command, Doing, WriteVerb } from './verbs.ts'
import { prepareWithdraw } from './withdraw.ts'

/** What became of one command of a committed batch. */
export type Outcome = { done: unknown } | { failed: string }

export type Flushed =
  | { kind: 'committed'; outcomes: Outcome[]; tallies: TallyRecord[]; petitions: boolean }
  /** Nothing of it is acknowledged; with `fatal` nothing more may be. */
  | ({ kind: 'lost' } & Fault)

/**
 * Writes a batch in one transaction, with one sync to disk for all of it. A command that fails is undone alone; when
 * the disk or the database fails, everything is.
 */
export function prepareFlush(db: DatabaseSync): (batch: Command<WriteVerb>[]) => Flushed {
  const verbs: { [V in WriteVerb]: Doing<V> } = {
    put: preparePut(db),
    addDataKey: prepareAddDataKey(db),
    sign: prepareSign(db),
    confirm: prepareConfirm(db),
    withdraw: prepareWithdraw(db),
    expire: prepareExpire(db),
    mailBegin: prepareMailBegin(db),
    mailEnd: prepareMailEnd(db),
  }
  const writeMoves = prepareMoves(db)
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  const savepoint = db.prepare('SAVEPOINT command')
  const release = db.prepare('RELEASE command')
  const undo = db.prepare('ROLLBACK TO command')

  return (batch) => {
    let committing = false
    try {
      begin.run()
      const moves: Move[] = []
      const outcomes = batch.map((command) => perform(command, moves))
      const tallies = writeMoves(moves)
      committing = true
      commit.run()
      return {
        kind: 'committed',
        outcomes,
        tallies,
        petitions: batch.some(({ verb }) => verb === 'put'),
      }
    } catch (error) {
      if (db.isTransaction) tryTo(() => rollback.run())
      return { kind: 'lost', ...faultOf(error, { committing }) }
    }
  }

  function perform({ verb, given }: Command<WriteVerb>, moves: Move[]): Outcome {
    // A statement undoes itself when it fails; what consists of several needs a savepoint.
    const several = verb !== 'sign' && verb !== 'addDataKey'
    const moved: Move[] = []
    try {
      if (several) savepoint.run()
      const done = (verbs[verb] as Doing<never>)(given as never, (move) => moved.push(move)) // one verb, its own given
      if (several) release.run()
      moves.push(...moved)
      return { done }
    } catch (error) {
      if (!db.isTransaction || faultOf(error, { committing: false }).spoilsAll) throw error
      if (several) {
        undo.run()
        release.run()
      }
      return {
        failed: `${verb} was refused by the store: ${error instanceof Error ? error.message : 'unknown'}`,
      }
    }
  }
}

function tryTo(act: () => void): void {
  try {
    act()
  } catch {
    // SQLite has rolled back by itself, or cannot: either way nothing of the batch is acknowledged.
  }
}
