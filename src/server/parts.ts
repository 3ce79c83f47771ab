import type { Hono } from 'hono'
import type { Counts } from './counts.ts'
import type { Keyring } from './keyring.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Petitions } from './petitions.ts'
import type { Scripts } from './scripts.ts'
import type { Seals } from './seal.ts'
import type { Settings } from './settings.ts'
import type { Store } from './store/store.ts'

/** What the service is made from; everything that differs in tests is passed in. */
export interface Parts {
  store: Store
  petitions: Petitions
  counts: Counts
  keyring: Keyring
  seals: Seals
  settings: Pick<Settings, 'publicUrl' | 'trustedProxies'>
  /** Milliseconds since 1970. */
  now: () => number
  log: Log
  scripts: Scripts
  metrics: Metrics
  /** Told when a mail is due. */
  wakeMail: () => void
  /** Whether mail can be sent to a local part beyond ASCII. */
  takesUtf8: () => boolean
  /** @internal The local mailbox's pages, where there is no SMTP; reachable from this machine only. */
  mailbox?: Hono | undefined
}
