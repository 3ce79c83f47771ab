/**
 * The headers of every kind of answer, in one place; a test compares each route's with a table. Handlers spread one
 * of these and add what is their own.
 */

const everywhere = { 'x-content-type-options': 'nosniff' }

/** For any origin, without credentials: the public GETs of section 3 of the contract, scripts and locales. */
const publicRead = {
  ...everywhere,
  'access-control-allow-origin': '*',
  // The widget's clock is Date + Age + its own monotonic time since.
  'access-control-expose-headers': 'Date, Age, ETag',
  'cross-origin-resource-policy': 'cross-origin',
}

const staleness = 'stale-while-revalidate=30, stale-if-error=86400'

/** A public document that caches may keep for some seconds. */
export function publicDocument(maxAgeSeconds: number): Record<string, string> {
  return { ...publicRead, 'cache-control': `public, max-age=${maxAgeSeconds}, ${staleness}` }
}

/** A file that never changes under its name. */
export const immutableFile = {
  ...publicRead,
  'cache-control': 'public, max-age=31536000, immutable',
}

/** A picture somebody sent us: shown as such or not at all, and powerless when opened by itself. */
export const picture = {
  ...immutableFile,
  'content-security-policy': "default-src 'none'; sandbox",
}

/** A file that may change under its name. */
export const freshFile = { ...publicRead, 'cache-control': 'public, max-age=300' }

/** A stream of tallies; `x-accel-buffering` tells nginx not to collect it. */
export const liveStream = {
  ...publicRead,
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
}

/** Answers to a signature, refusals too: any page may read them. */
export const signingAnswer = {
  ...everywhere,
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Retry-After',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
}

/** The answer that a signature has been taken. */
export const signed = { ...signingAnswer, 'content-type': 'application/json' }

/** Errors of everything that pages of other origins may ask. */
export const problem = { ...signingAnswer, 'content-type': 'application/problem+json' }

/** Preflights are answered for every origin: who may embed is told by the answer 403 `origin`, not by hiding it. */
export const preflight = {
  ...everywhere,
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type, idempotency-key',
  'access-control-max-age': '600',
  'cross-origin-resource-policy': 'cross-origin',
}

/** What to show for a petition's page, for programs and pages of any origin. */
export function oembed(maxAgeSeconds: number): Record<string, string> {
  return {
    ...publicRead,
    'content-type': 'application/json',
    'cache-control': `public, max-age=${maxAgeSeconds}, ${staleness}`,
  }
}

/** That an answer is not given in the format that was asked for. */
export const otherFormat = { ...signingAnswer, 'content-type': 'text/plain; charset=utf-8' }

/** For operators and load balancers, not for pages. */
export const operational = { ...everywhere, 'cache-control': 'no-store' }

const page = {
  ...everywhere,
  'content-type': 'text/html; charset=utf-8',
  // Nothing of this page's own runs: no script at all, one style sheet of ours, forms go to this origin only. Pictures are
  // logos, and the icon that browsers ask for by themselves.
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** A page that is the same for everyone. */
export function publicPage(maxAgeSeconds: number): Record<string, string> {
  return { ...page, 'cache-control': `public, max-age=${maxAgeSeconds}, ${staleness}` }
}

/**
 * A page for frames of other sites. With the form it runs our own script and asks this server, and nothing else; it is
 * no page to be found by itself.
 */
export function embedPage(options: {
  maxAgeSeconds: number
  /** The sources of `frame-ancestors`. */
  ancestors: string
  hasForm: boolean
  /** The form shows pictures that this server has. */
  hasLogos: boolean
}): Record<string, string> {
  const { maxAgeSeconds, ancestors, hasForm, hasLogos } = options
  const policy = [
    "default-src 'none'",
    ...(hasForm ? ["script-src 'self'", "connect-src 'self'"] : []),
    "style-src 'self'",
    ...(hasForm && hasLogos ? ["img-src 'self'"] : []),
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
    "require-trusted-types-for 'script'",
    "trusted-types lit-html 'allow-duplicates'",
  ]
  return {
    ...everywhere,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'same-origin',
    // Pages that isolate themselves (COEP) hold no frame without this and the next.
    'cross-origin-resource-policy': 'cross-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cache-control': `public, max-age=${maxAgeSeconds}, ${staleness}`,
    'x-robots-tag': 'noindex',
  }
}

/** A page that shows something of one person, or follows from what one person did. */
export const personalPage = { ...page, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }
