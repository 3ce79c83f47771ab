import type { DatabaseSync } from 'node:sqlite'
import type { Store } from '../store.ts'
import type { Move } from './moves.ts'

/** Verbs that write; they travel in batches, see queue.ts and flush.ts. */
export const writeVerbs = [
  'put',
  'addDataKey',
  'sign',
  'confirm',
  'withdraw',
  'expire',
  'mailBegin',
  'mailEnd',
] as const
export type WriteVerb = (typeof writeVerbs)[number]

/** Verbs that read committed data, on a connection of their own. */
export const readVerbs = [
  'petitions',
  'revisions',
  'logo',
  'dataKeys',
  'answer',
  'attempt',
  'pending',
  'mailDue',
  'tallies',
] as const
export type ReadVerb = (typeof readVerbs)[number]

/** Verbs that read everything and take long, each on a connection that lives as long as it does. */
export const careVerbs = ['verify', 'backup'] as const
export type CareVerb = (typeof careVerbs)[number]

export type Verb = WriteVerb | ReadVerb | CareVerb
export type Given<V extends Verb> = Parameters<Store[V]>[0]
export type Answer<V extends Verb> = Awaited<ReturnType<Store[V]>>

/** A verb with what it was given, as it travels to the worker. */
export type Command<V extends Verb = Verb> = { [W in V]: { verb: W; given: Given<W> } }[V]

/** How one connection does a verb: prepared once, done often. Writing verbs tell what moves the tally or belongs in the ledger. */
export type Doing<V extends Verb> = (given: Given<V>, move: (move: Move) => void) => Answer<V>
export type Prepare<V extends Verb> = (db: DatabaseSync) => Doing<V>
