import { isLoopback } from '../settings.ts'

/** How a request came in, as far as being of this machine goes. */
export interface Arrival {
  /** The address the connection comes from; undefined when there is none. */
  address: string | undefined
  headers: Headers
  /** The URL that was asked for. */
  url: string
}

const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via']

/**
 * Whether somebody at this machine asks, for pages that nobody else may read: the connection comes from loopback, by
 * a loopback name (else any site could read it by pointing a name of its own here), and through no proxy that says so.
 */
export function isOfThisMachine({ address = '', headers, url }: Arrival): boolean {
  return (
    !proxyHeaders.some((name) => headers.has(name)) &&
    isLoopback(address.replace(/^::ffff:/i, '')) &&
    isLoopback(new URL(url).hostname)
  )
}
