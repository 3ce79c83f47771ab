import { startOf, type PetitionFile } from '../schema/index.ts'
import {
  agreedPart,
  revisionOf,
  type Data,
  type KnownPetition,
  type NewLogo,
  type PetitionRecord,
  type PutKind,
} from '../server/index.ts'

/** Stores a petition file as a whole. What a person agrees to makes its revision. */
export async function putPetition(
  { store, keyring }: Data,
  change: {
    kind: PutKind
    file: PetitionFile
    paused: boolean
    before: KnownPetition | undefined
    now: number
    /** Pictures that the file names and the store may not have. */
    logos?: NewLogo[]
  },
): Promise<PetitionRecord> {
  const { kind, file, paused, before, now, logos = [] } = change
  const agreed = agreedPart(file)
  return store.put({
    slug: file.id,
    kind,
    document: JSON.stringify(file),
    revision: revisionOf(agreed),
    shown: JSON.stringify(agreed),
    opens: instant(file.opensAt),
    closes: instant(file.closesAt),
    paused,
    delivered: instant(file.delivery?.at),
    deliveredCount: file.delivery?.count ?? null,
    paper: file.paper,
    // Pinned with the first put: another pepper or canonicalisation would count people twice.
    signerScheme: before?.record.signerScheme ?? keyring.signerScheme,
    partners: file.partners.map(({ id }) => id),
    logos,
    now,
  })
}

function instant(at: string | undefined): number | null {
  return at === undefined ? null : startOf(at)
}
