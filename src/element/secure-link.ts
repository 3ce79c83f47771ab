import type { Kit } from './kit.ts'

/** A link to somebody else's page; only their name where the page is not an `https:` one. */
export function secureLink(url: string | undefined, content: unknown, { linkView }: Kit): unknown {
  return linkView(/^https:/i.test(url ?? '') ? url : undefined, content)
}
