import { startOf, type Status } from '../../schema/index.ts'
import { Refused } from '../refused.ts'

/** Seconds after which a paused petition is asked for again; nobody knows how long a pause lasts. */
const pausedRetrySeconds = 300

/** As much of a petition as is asked here. */
interface Dated {
  file: { opensAt?: string | undefined }
  statusAt(now: number): Status
}

/** Why a petition takes no signature at this moment; undefined while it does. */
export function statusRefusal(petition: Dated, now: number): Refused | undefined {
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
