import type { Counts } from './counts.ts'
import { holdsForSeconds } from './counts.ts'
import * as headers from './headers.ts'
import type { KnownPetition } from './petitions.ts'

const petitionSeconds = 10
const tallySeconds = 5

/** `GET /v1/petitions/{id}`: the document as it is now. */
export function petitionResponse(
  request: Request,
  petition: KnownPetition,
  document: { json: string; id: string },
  now: number,
): Response {
  return conditional(request, document.json, {
    ...headers.publicDocument(holdsForSeconds(petition, now, petitionSeconds)),
    etag: `W/"${document.id}"`,
  })
}

/** `GET /v1/petitions/{id}/tally`: the count at this moment. */
export function tallyResponse(request: Request, petition: KnownPetition, counts: Counts): Response {
  const { json, id } = counts.of(petition)
  return conditional(request, json, { ...headers.publicDocument(tallySeconds), etag: `"${id}"` })
}

/** Whole, or 304 where the client has it already. */
export function conditional(
  request: Request,
  json: string,
  head: Record<string, string> & { etag: string },
): Response {
  if (matches(request.headers.get('if-none-match'), head.etag))
    return new Response(null, { status: 304, headers: head })
  return new Response(json, { headers: { ...head, 'content-type': 'application/json' } })
}

/** `If-None-Match` compares weakly (RFC 9110, 13.1.2). */
export function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false
  if (ifNoneMatch.trim() === '*') return true
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch.split(',').some((tag) => bare(tag) === bare(etag))
}
