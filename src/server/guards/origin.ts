import { Refused } from '../refused.ts'

/** As much of a petition as is asked here: whether it has a list, and what is on it. */
interface Listed {
  file: { partners: readonly unknown[] }
  origins: ReadonlySet<string>
}

/**
 * Whether a signature may come from a page of this origin. Any listed partner's is enough, this server's own is
 * always listed, and a request without an origin is no browser.
 */
export function embedRefusal(
  petition: Listed,
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
  petition: Listed,
  origin: string | null,
  publicUrl: string,
): Refused | undefined {
  return origin === 'null' ? undefined : embedRefusal(petition, origin, publicUrl)
}

/** Origins as they may stand in a header: a host name could hold what means something there, such as a semicolon. */
const plainOrigin = /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/
/** Where a header could grow too long for what stands between: a page that says its origin needs no list. */
const longestList = 4_000

/**
 * The origin of a page that may show the form in a frame, if it is one: `https:`, and listed where partners are. On
 * this machine also `http:`, for trying things out.
 */
export function framingOrigin(
  petition: Listed,
  asked: string | null,
  publicUrl: string,
): string | undefined {
  if (!asked || !plainOrigin.test(asked) || !URL.canParse(asked)) return undefined
  const { origin, protocol } = new URL(asked)
  const isListed = origin === publicUrl || petition.origins.has(origin)
  if (origin !== asked || (protocol !== 'https:' && !isListed && !isTriedOut(publicUrl)))
    return undefined
  return embedRefusal(petition, origin, publicUrl) ? undefined : origin
}

/**
 * The sources of `frame-ancestors`: the one page that has named itself, else whoever may. Sandboxed pages, which have
 * no origin, match none of them.
 */
export function frameAncestors(
  petition: Listed,
  host: string | undefined,
  publicUrl: string,
): string {
  if (host !== undefined) return host === publicUrl ? "'self'" : `'self' ${host}`
  if (petition.file.partners.length === 0)
    return `'self' https:${isTriedOut(publicUrl) ? ' http://localhost:* http://127.0.0.1:*' : ''}`
  const listed = ["'self'", ...[...petition.origins].filter((origin) => plainOrigin.test(origin))]
  const sources = listed.join(' ')
  return sources.length > longestList ? "'self'" : sources
}

/** A server without TLS is one on this machine: settings.ts lets no other begin. */
function isTriedOut(publicUrl: string): boolean {
  return publicUrl.startsWith('http:')
}
