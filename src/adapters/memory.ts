import {
  isRefusal,
  refusalStatus,
  signatureIssues,
  statusAt,
  type Petition,
  type Receipt,
  type Refusal,
  type RefusalCode,
  type Signature,
  type Tally,
} from '../schema/index.ts'
import type { Adapter } from './adapter.ts'
import { Failure } from './errors.ts'

export interface MemoryOptions {
  /** What the page is shown. */
  petition: Petition
  /** What a signature in order gets: a yes or no of the test's own; `pending` when not given. */
  answer?: (signature: Signature, key: string) => Receipt | Refusal | Promise<Receipt | Refusal>
  /** Milliseconds since 1970. */
  now?: () => number
}

/** An adapter whose backend lives in the page: nothing is sent. For the preview, and for tests. */
export interface MemoryAdapter extends Required<Omit<Adapter, 'petitionPattern' | 'objection'>> {
  /** The signatures that were answered with a yes, by key. */
  readonly signed: ReadonlyMap<string, Signature>
  /** Moves the tally and tells those who follow. */
  count(change: Partial<Tally>): void
}

/** Makes a backend that lives in the page. */
export function memory({
  petition,
  answer = () => yes('pending', now()),
  now = Date.now,
}: MemoryOptions): MemoryAdapter {
  const signed = new Map<string, Signature>()
  const answers = new Map<string, { body: string; receipt: Receipt }>()
  const followers = new Set<(tally: Tally) => void>()
  let counted: Tally = petition.tally ?? {
    petition: petition.id,
    count: 0,
    goal: petition.goal?.steps[0] ?? null,
    stream: false,
    lineage: 'memory',
    version: 1,
  }
  const stage = () => statusAt({ ...petition, paused: petition.status === 'paused' }, now())
  const tally = () => ({ ...counted, status: stage() })
  const count = (change: Partial<Tally>) => {
    counted = { ...counted, version: counted.version + 1, ...change }
    followers.forEach((tell) => tell(tally()))
  }

  const judge = async (signature: Signature, key: string): Promise<Receipt | Refusal> => {
    const body = JSON.stringify(signature)
    const known = answers.get(key)
    if (known) return known.body === body ? known.receipt : no('key-reused')
    const status = stage()
    if (status === 'upcoming') return no('not-open')
    if (status !== 'open') return no(status === 'paused' ? 'paused' : 'closed')
    if (signature.shown !== petition.revision) return { ...no('stale'), petition }
    const issues = signatureIssues(signature, petition).map((issue) => ({ ...issue, message: '' }))
    if (issues.length > 0) return { ...no('invalid'), issues }
    const said = await answer(signature, key)
    if (isRefusal(said)) return said
    answers.set(key, { body, receipt: said })
    signed.set(key, signature)
    if (said.outcome === 'counted') count({ count: counted.count + 1 })
    return said
  }

  const check = (id: string, signal: AbortSignal) => {
    signal.throwIfAborted()
    if (id === petition.id) return
    const refusal = no('no-petition')
    throw new Failure('unreachable', `"${refusal.code}" for ${id}`, { refusal })
  }

  return {
    signed,
    count,
    now,
    knowsKey: true,
    async petition(id, { signal }) {
      check(id, signal)
      return { ...petition, tally: tally() }
    },
    async sign(signature, { petition: id, key, signal }) {
      signal.throwIfAborted()
      const said = id === petition.id ? await judge(signature, key) : no('no-petition')
      signal.throwIfAborted()
      return said
    },
    async tally(id, { signal }) {
      check(id, signal)
      return tally()
    },
    follow(_id, tell, { signal }) {
      if (signal.aborted) return
      followers.add(tell)
      signal.addEventListener('abort', () => followers.delete(tell))
    },
  }
}

/** A receipt, for answers of tests. */
export function yes(outcome: Receipt['outcome'], now: number): Receipt {
  return { outcome, receipt: { id: crypto.randomUUID(), at: new Date(now).toISOString() } }
}

/** A refusal, for answers of tests. */
export function no(code: RefusalCode, details: Partial<Refusal> = {}): Refusal {
  return { code, status: refusalStatus[code], title: code, issues: [], ...details }
}
