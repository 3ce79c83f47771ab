import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createCounts, type Counts } from './counts.ts'
import { makeDataFolder } from './data-folder.ts'
import { openData } from './data.ts'
import { startExpiry } from './expiry.ts'
import type { Keyring } from './keyring.ts'
import { createLog, kindOf, type Log } from './log.ts'
import { createMailbox, type Mailbox } from './mail/mailbox.ts'
import { mailboxPage } from './mail/mailbox-page.ts'
import { createOutbox } from './mail/outbox.ts'
import { createSmtp } from './mail/smtp.ts'
import { createMetrics } from './metrics.ts'
import { listen } from './node.ts'
import { ownPackage } from './package-folder.ts'
import { createPetitions, type Petitions } from './petitions.ts'
import { createScripts, keepScripts } from './scripts.ts'
import { createSeals } from './seal.ts'
import { createService } from './service.ts'
import { localUrl, type Settings } from './settings.ts'
import { takeLock } from './store/lock.ts'
import type { Store } from './store/store.ts'

export interface RunningServer {
  /** Where it listens, for this machine. */
  url: string
  /** With the port that was taken and the public URL that follows from it. */
  settings: Settings
  store: Store
  keyring: Keyring
  petitions: Petitions
  counts: Counts
  /** Settles when a commit failed: the process is to close and exit 1. */
  failed: Promise<Error>
  /** Answers what is under way, tells streams when to come back, and closes the store. Safe to repeat. */
  close(): Promise<void>
}

/**
 * Composes the backend and listens. Rejects with a named error (KeyringError, StoreNotOpened) when it must not
 * start, and with Node's own when the port is taken.
 */
export async function startServer(
  settings: Settings,
  options: { now?: () => number; log?: Log } = {},
): Promise<RunningServer> {
  const { now = Date.now, log = createLog(settings.logLevel) } = options
  const warn = (message: string) => (thrown: unknown) => log.warn(kindOf(thrown), message)
  // An address that cannot be had is found out before it leaves a new folder, keys and store behind.
  if (!existsSync(settings.data)) await (await listen({ ...settings, drainMs: 0 })).close()
  await makeDataFolder(settings.data)
  const lock = takeLock(join(settings.data, 'serve.lock'))
  const { keyring, store } = await openData(settings, {
    create: true,
    onWatchError: warn('a part of the server could not be told that the store has changed'),
  }).catch((error: unknown) => {
    lock.release()
    throw error
  })
  let stopListening = async () => {}
  try {
    return await compose()
  } catch (error) {
    await stopListening()
    await store.close()
    lock.release()
    throw error
  }

  async function compose(): Promise<RunningServer> {
    await offerScripts(settings, log)
    const petitions = await createPetitions({
      store,
      onError: warn('the petitions could not be read again'),
    })
    const counts = await createCounts({ store, petitions, now })
    const seals = createSeals({ store, keyring, now })
    const metrics = createMetrics()
    const { host } = settings
    const listener = await listen({ host, port: settings.port })
    stopListening = listener.close
    const url = localUrl(host, listener.port)
    const taken: Settings = {
      ...settings,
      port: listener.port,
      publicUrl: settings.publicUrlGiven ? settings.publicUrl : url,
    }

    const mailbox: Mailbox | undefined = settings.smtpUrl
      ? undefined
      : createMailbox({ folder: join(settings.data, 'mailbox') })
    const transport =
      mailbox ?? createSmtp({ url: settings.smtpUrl ?? '', utf8: settings.smtpUtf8, now })
    const outbox = createOutbox({
      store,
      petitions,
      seals,
      keyring,
      transport,
      settings: taken,
      now,
      log,
      count: (event) => metrics.count('undersigned_mails_total', { event }),
    })
    const service = createService({
      store,
      petitions,
      counts,
      keyring,
      seals,
      settings: taken,
      now,
      log,
      metrics,
      scripts: createScripts(settings.scripts),
      wakeMail: () => outbox.wake(),
      takesUtf8: () => transport.acceptsUtf8(),
      mailbox: mailbox && mailboxPage({ mailbox }),
    })
    const stopExpiry = startExpiry({
      store,
      now,
      onError: warn('what has run out could not be deleted'),
    })
    listener.serve(service.fetch)
    outbox.wake()
    log.info({ port: listener.port }, 'listening')

    let closing: Promise<void> | undefined
    async function close(): Promise<void> {
      service.close()
      await listener.close()
      await stopExpiry()
      await outbox.close()
      await transport.close()
      petitions.close()
      counts.close()
      await store.close()
      lock.release()
      log.info({}, 'closed')
    }
    return {
      url,
      settings: taken,
      store,
      keyring,
      petitions,
      counts,
      failed: store.failed,
      close: () => (closing ??= close()),
    }
  }
}

/** Copies the built script to where it is served from and kept for ever. */
async function offerScripts({ scripts }: Settings, log: Log): Promise<void> {
  const own = ownPackage()
  if (!own) return
  const from = join(own.folder, 'dist')
  const differing = await keepScripts({ from, to: scripts, version: own.version })
  for (const file of differing) {
    log.warn(
      { file },
      'this file was served before with another content and stays as it was; raise the version',
    )
  }
}
