import { kindOf, type Log } from '../server/index.ts'
import type { RelayConfig, RelayPetition } from './config.ts'
import type { Begun, End, Outbox } from './outbox/outbox.ts'
import { idText } from './take.ts'
import type { Job, Result, Target } from './targets/target.ts'

/** Passes on what is due, petition by petition. */
export interface Sender {
  /** Something may be due. */
  wake(): void
  /** Begins nothing more and waits for what is under way. */
  close(): Promise<void>
}

export interface SenderParts {
  petition: RelayPetition & { no: number }
  target: Target
  outbox: Outbox
  settings: Pick<RelayConfig, 'retrySeconds' | 'settleSeconds'>
  now: () => number
  log: Log
  /** Tries at the same time. */
  parallel?: number
}

/** Looked at this often, whatever another process did: `relay retry` writes into the same outbox. */
const longestNapMs = 1_000
const longestWaitSeconds = 24 * 60 * 60

export function createSender(parts: SenderParts): Sender {
  const { petition, target, outbox, settings, now, log, parallel = 4 } = parts
  /**
   * What tries came to and could not be written, by the number of the row: until it is, the row is `sending`, which
   * nobody else may touch.
   */
  const unwritten = new Map<number, End>()
  let restsUntil = 0
  /** Failures of the other side since something last got through. */
  let failures = 0
  let closed = false
  let nap: NodeJS.Timeout | undefined
  let working: Promise<void> | undefined
  let stale = false

  function wake(): void {
    if (closed) return
    stale = true
    clearTimeout(nap)
    working ??= work()
      .then(napMs)
      .catch((error: unknown) => {
        tell(error)
        // What is due is due at once; a full disk is not.
        return longestNapMs
      })
      .then((ms) => {
        working = undefined
        if (!closed) nap = setTimeout(wake, ms).unref()
      })
  }

  function tell(error: unknown): void {
    log.error(kindOf(error), 'the outbox could not be worked on')
  }

  async function work(): Promise<void> {
    while (!closed && stale) {
      stale = false
      await writeEnds()
      if (closed || restsUntil > now()) return
      const begun = await outbox.begin(petition.no, now(), parallel)
      // What has come in the meantime, or did not fit, is next.
      if (begun.length > 0) stale = true
      await allOf(begun.map(attempt))
    }
  }

  async function writeEnds(): Promise<void> {
    await allOf([...unwritten].map(([n, end]) => write(n, end)))
  }

  async function write(n: number, end: End): Promise<void> {
    unwritten.set(n, end)
    await outbox.end(n, end)
    unwritten.delete(n)
  }

  async function attempt(row: Begun): Promise<void> {
    let end: End
    try {
      end = endOf(row, await pass(row))
    } catch (error) {
      // A mistake of ours, or a seal that does not open: sending it again would be the same again.
      log.error({ n: row.n, ...kindOf(error) }, 'a signature could not be worked on and is parked')
      end = { state: 'parked', at: now(), code: 'fault' }
    }
    await write(row.n, end)
  }

  /** One try; after one that may have arrived, what the configuration says. */
  async function pass(row: Begun): Promise<Result | { kind: 'unknown'; code: string }> {
    const signature = await outbox.seals.unseal(
      { no: petition.no, slug: petition.slug },
      row.id,
      row.sealed,
    )
    const job: Job = {
      petition: petition.slug,
      id: idText(row.id),
      received: row.received,
      signature,
    }
    if (!row.maybe || target.unknown === 'send') return target.send(job)
    if (target.unknown === 'park' || !target.look) return { kind: 'unknown', code: 'no answer' }
    const looked = await target.look(job)
    switch (looked.kind) {
      case 'there':
        return { kind: 'sent' }
      case 'absent':
        return target.send(job)
      case 'unclear':
        return { kind: 'unknown', code: 'look unclear' }
      default:
        return looked
    }
  }

  function endOf(row: Begun, result: Result | { kind: 'unknown'; code: string }): End {
    switch (result.kind) {
      case 'sent':
        failures = 0
        return { state: 'sent', at: now() }
      case 'refused':
        failures = 0
        log.warn({ n: row.n, code: result.code }, 'a signature was not taken and is parked')
        return { state: 'parked', at: now(), code: result.code }
      case 'unknown':
        log.warn({ n: row.n, code: result.code }, 'nobody knows whether a signature arrived')
        return { state: 'unknown', at: now(), code: result.code }
      case 'shut':
      case 'later': {
        const maybe = result.kind === 'later' && result.maybe
        const waitMs = rest(result, row.tries)
        if (result.kind === 'shut')
          log.error(
            { petition: petition.slug, code: result.code },
            'the other side lets nothing in: look at the secret and the address',
          )
        else if (failures === 1)
          log.warn(
            { petition: petition.slug, code: result.code },
            'the other side does not answer; trying on',
          )
        const settleMs = maybe && target.unknown === 'look' ? settings.settleSeconds * 1000 : 0
        return { state: 'due', due: now() + Math.max(waitMs, settleMs), code: result.code, maybe }
      }
    }
  }

  /** The other side as a whole rests, so that a long queue does not knock at a closed door one by one. */
  function rest({ afterSeconds }: { afterSeconds?: number }, tries: number): number {
    const steps = settings.retrySeconds
    const step = (n: number) => steps[Math.min(Math.max(n, 1), steps.length) - 1] ?? 60
    const asked = Math.min(afterSeconds ?? 0, longestWaitSeconds)
    // Several that were under way at once are one failure.
    if (restsUntil <= now()) failures += 1
    restsUntil = Math.max(restsUntil, now() + Math.max(step(failures), asked) * 1000)
    return Math.max(step(tries), asked) * 1000
  }

  function napMs(): number {
    const due = outbox.nextDue(petition.no)
    const soonest = Math.max(due ?? Infinity, restsUntil) - now()
    return Math.min(Math.max(soonest, 20), longestNapMs)
  }

  return {
    wake,
    async close() {
      closed = true
      clearTimeout(nap)
      await working
      // At the next start nobody would know any more whether they arrived.
      await writeEnds().catch(tell)
    },
  }
}

/** Waits for every one of them; then rejects as the first that did. */
async function allOf(acts: Promise<void>[]): Promise<void> {
  for (const ended of await Promise.allSettled(acts))
    if (ended.status === 'rejected') throw ended.reason
}
