import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { kindOf, listen, localUrl, takeLock, type Log } from '../server/index.ts'
import type { RelayConfig } from './config.ts'
import { openOutbox, type Outbox } from './outbox/outbox.ts'
import { createSender } from './sender.ts'
import { createRelayService } from './service.ts'
import { createTake } from './take.ts'
import { createTallies } from './tally.ts'

export interface RunningRelay {
  /** Where it listens, for this machine. */
  url: string
  outbox: Outbox
  /** Settles when a commit failed: the process is to close and exit 1. */
  failed: Promise<Error>
  close(): Promise<void>
}

const dayMs = 24 * 60 * 60_000
const minuteMs = 60_000

/** Opens the outbox, takes signatures and passes them on. Rejects with StoreNotOpened, KeyringError or Node's own error. */
export async function startRelay(
  config: RelayConfig,
  {
    keysFile,
    log,
    now = Date.now,
  }: { keysFile?: string | undefined; log: Log; now?: () => number },
): Promise<RunningRelay> {
  await mkdir(config.data, { recursive: true, mode: 0o700 })
  const lock = takeLock(join(config.data, 'relay.lock'), 'relay')
  const outbox = await openOutbox({ data: config.data, keysFile }, { create: true }).catch(
    (error: unknown) => {
      lock.release()
      throw error
    },
  )
  let stopListening = async () => {}
  try {
    return await compose()
  } catch (error) {
    await stopListening()
    await outbox.close()
    lock.release()
    throw error
  }

  async function compose(): Promise<RunningRelay> {
    const listener = await listen({ host: config.host, port: config.port })
    stopListening = listener.close
    const petitions = config.petitions.map((petition) => ({
      ...petition,
      no: outbox.petitionNo(petition.slug),
    }))
    for (const { slug, no } of petitions) {
      const settleMs =
        config.targets.get(slug)?.unknown === 'look' ? config.settleSeconds * 1000 : 0
      const count = await outbox.recover(no, now() + settleMs)
      if (count > 0)
        log.warn({ petition: slug, count }, 'tries were under way when the relay last ended')
    }
    const senders = new Map(
      petitions.map((petition) => {
        const target = config.targets.get(petition.slug)
        if (!target) throw new Error(`${petition.slug} has no target`)
        target.keep?.(outbox.tokens(petition.no))
        return [
          petition.no,
          createSender({ petition, target, outbox, settings: config, now, log }),
        ] as const
      }),
    )
    const tallies = createTallies({ config, outbox, now })
    const take = createTake({ outbox, now, wake: (no) => senders.get(no)?.wake() })
    listener.serve(
      createRelayService({
        petitions: new Map(petitions.map((petition) => [petition.slug, petition])),
        take,
        tallies,
        ready: () => outbox.commits.healthy,
        log,
      }),
    )
    for (const sender of senders.values()) sender.wake()

    const erase = () => {
      outbox
        .erase(now() - config.eraseAfterDays * dayMs)
        // Deleted bytes stay in the write-ahead log until it is emptied.
        .then(() => outbox.whenIdle())
        .catch((error: unknown) =>
          log.warn(kindOf(error), 'what was passed on could not be erased'),
        )
    }
    erase()
    const erasing = setInterval(erase, minuteMs).unref()
    log.info({ port: listener.port }, 'listening')

    let closing: Promise<void> | undefined
    async function close(): Promise<void> {
      clearInterval(erasing)
      tallies.close()
      await listener.close()
      await Promise.all([...senders.values()].map((sender) => sender.close()))
      await outbox.close()
      lock.release()
      log.info({}, 'closed')
    }
    return {
      url: localUrl(config.host, listener.port),
      outbox,
      failed: outbox.commits.failed,
      close: () => (closing ??= close()),
    }
  }
}
