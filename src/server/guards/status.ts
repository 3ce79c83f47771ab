import { startOf } from '../../schema/index.ts'
import { Refused } from '../refused.ts'
import type { KnownPetition } from '../petitions.ts'

/** Seconds after which a paused petition is asked for again; nobody knows how long a pause lasts. */
const pausedRetrySeconds = 300

/** Why a petition takes no signature at this moment; undefined while it does. */
export function statusRefusal(petition: KnownPetition, now: number): Refused | undefined {
  switch (petition.statusAt(now)) {
    case 'open':
      return undefined
    case 'upcoming': {
      const opens = petition.file.opensAt
      return new Refused(
        'not-open',
        opens ? { retryAfterSeconds: Math.ceil((startOf(opens) - now) / 1000) } : {},
      )
    }
    case 'paused':
      return new Refused('paused', { retryAfterSeconds: pausedRetrySeconds })
    default:
      return new Refused('closed')
  }
}
