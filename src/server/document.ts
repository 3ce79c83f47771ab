import type { Counts } from './counts.ts'
import { withAddresses } from './logo.ts'
import type { KnownPetition } from './petitions.ts'

/** What `GET /v1/petitions/{id}` answers, before it is written out: the file with what the server adds. */
export function publicDocument(petition: KnownPetition, counts: Counts, publicUrl: string) {
  const { tally } = counts.of(petition)
  const { file, revision } = petition
  // Where partners embed is for the server to check; with hundreds of them it would be most of the document.
  const partners = file.partners.map(({ origins: _origins, ...partner }) => partner)
  const backers = withAddresses(file.backers, petition.slug, publicUrl)
  return { ...file, backers, partners, revision, status: tally.status, tally }
}

/** The same as text, kept until the tally's version moves; that version covers the document and its dates too. */
export function createDocuments(
  counts: Counts,
  publicUrl: () => string,
): (petition: KnownPetition) => { json: string; id: string } {
  const kept = new WeakMap<KnownPetition, { json: string; id: string }>()
  return (petition) => {
    const { id } = counts.of(petition)
    const known = kept.get(petition)
    if (known?.id === id) return known
    const made = { json: JSON.stringify(publicDocument(petition, counts, publicUrl())), id }
    kept.set(petition, made)
    return made
  }
}
