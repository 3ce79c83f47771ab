import type { Kit } from './kit.ts'

/** Whether somebody else's page may be linked to. */
export function isSecure(url: string | undefined): boolean {
  return /^https:/i.test(url ?? '')
}

/** A link to somebody else's page; only their name where the page is not an `https:` one. */
export function secureLink(url: string | undefined, content: unknown, { linkView }: Kit): unknown {
  return linkView(isSecure(url) ? url : undefined, content)
}
