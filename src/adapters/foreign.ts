import type { Petition, Refusal, RefusalCode, Signature } from '../schema/index.ts'
import type { Adapter } from './adapter.ts'
import type { Heard } from './ask.ts'
import type { Kit } from './kit.ts'
import { OptionError } from './option-error.ts'

/** Where a signature goes, and until when. */
export type About = Parameters<Adapter['sign']>[1]

/** A backend of another protocol: what it takes, and one sending. */
export interface Foreign {
  /** Why it could not take this petition's signatures. */
  objection(petition: Petition): OptionError | undefined
  /**
   * Sends once; resolves to the no, or to nothing when the backend has taken it.
   * @throws {OptionError} before anything is sent, for what must not be sent
   */
  send(signature: Signature, about: About): Promise<Refusal | undefined>
  tally?: NonNullable<Adapter['tally']>
}

/** The adapter of such a backend. It never says more than that the signature was passed on. */
export function foreign({ objection, send, tally }: Foreign): Adapter {
  return {
    objection,
    ...(tally && { tally }),
    async sign(signature, about) {
      about.signal.throwIfAborted()
      // Nobody there could hold it back for a look: it is not passed on, and the person is told.
      if (signature.trap) return refusal('proof')
      try {
        const refused = await send(signature, about)
        const receipt = { id: about.key, at: new Date().toISOString() }
        return refused ?? { outcome: 'accepted', receipt }
      } catch (cause) {
        if (!(cause instanceof OptionError)) throw cause
        console.error(`undersigned: nothing was sent: ${cause.message}`)
        return refusal('no-route')
      }
    },
  }
}

/** A no of a backend in the words of our protocol. */
export function refusal(code: RefusalCode, more: Partial<Refusal> = {}): Refusal {
  return { code, status: 0, title: code, issues: [], ...more }
}

const codes: Record<number, RefusalCode> = {
  400: 'invalid',
  403: 'origin',
  404: 'no-route',
  405: 'no-route',
  410: 'closed',
  413: 'too-large',
  415: 'media-type',
  422: 'invalid',
}

/**
 * What an answer that is no yes amounts to. A clear no is one with a status that says why and a JSON body: what stands
 * between browser and backend answers in HTML.
 * @throws {Failure} when it is not clear
 */
export function refused(
  { status, value, retryAfterSeconds }: Heard,
  url: string,
  { Failure }: Pick<Kit, 'Failure'>,
): Refusal {
  if (status === 429) return refusal('slow-down', { status, retryAfterSeconds })
  const code = value === undefined ? undefined : codes[status]
  if (code) return refusal(code, { status })
  throw new Failure(
    status < 500 ? 'unreadable' : 'unreachable',
    `An answer nobody understands (status ${status}) from ${url}`,
  )
}
