import type { PetitionFile } from '../schema/index.ts'
import type { KnownPetition } from './petitions.ts'

/** A site that embeds a petition, as its document lists it. */
export type Partner = PetitionFile['partners'][number]

/** The partner of that slug, if the petition lists it now. */
export function partnerNamed(
  { file }: Pick<KnownPetition, 'file'>,
  slug: string | null | undefined,
): Partner | undefined {
  return file.partners.find(({ id }) => id === slug)
}

/** The partner that an attempt was stored with, by its number. */
export function partnerNumbered(petition: KnownPetition, no: number): Partner | undefined {
  for (const [slug, known] of petition.partners) {
    if (known === no) return partnerNamed(petition, slug)
  }
  return undefined
}
