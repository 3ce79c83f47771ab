import { Refused } from '../refused.ts'
import type { KnownPetition } from '../petitions.ts'

/**
 * Whether a signature may come from a page of this origin. Any listed partner's is enough, this server's own is
 * always listed, and a request without an origin is no browser.
 */
export function embedRefusal(
  petition: KnownPetition,
  origin: string | null,
  publicUrl: string,
): Refused | undefined {
  const open = petition.file.partners.length === 0
  return open || origin === null || origin === publicUrl || petition.origins.has(origin)
    ? undefined
    : new Refused('origin')
}

/** The same for the plain form, whose `Origin` some browsers and extensions turn into `null`. */
export function formRefusal(
  petition: KnownPetition,
  origin: string | null,
  publicUrl: string,
): Refused | undefined {
  return origin === 'null' ? undefined : embedRefusal(petition, origin, publicUrl)
}
