import { Fields, PetitionFile, statusAt, type Asked, type Status } from '../schema/index.ts'
import type { AgreedPart } from './agreed.ts'
import type { PetitionRecord, RevisionRecord, Store } from './store/store.ts'

/** How long the revision before the present one may still be signed: people read before they sign. */
const staleAfterMs = 10 * 60_000

/** The petitions of this server, held in memory and read again when the store says that one has changed. */
export interface Petitions {
  get(slug: string): KnownPetition | undefined
  byNo(no: number): KnownPetition | undefined
  all(): KnownPetition[]
  reload(): Promise<void>
  /** Calls back after each reload. */
  onReload(listener: () => void): void
  close(): void
}

export interface KnownPetition {
  no: number
  slug: string
  file: PetitionFile
  record: PetitionRecord
  revision: string
  revisions: RevisionRecord[]
  /** Slug to number, of the partners that are listed now. */
  partners: Map<string, number>
  /** Origins of all listed partners. */
  origins: Set<string>
  statusAt(now: number): Status
  /** What was shown under a revision, however old; undefined when there never was such a one. */
  shownAs(revision: string): Shown | undefined
  /** Whether a signature under this revision is still taken. */
  isGood(revision: string, now: number): boolean
}

/** A version of what people agree to, and what it asks of them. */
export interface Shown {
  agreed: AgreedPart
  asked: Asked
}

export async function createPetitions(options: {
  store: Store
  /** Told when a reload after a change failed; what was known stays. */
  onError?: (error: unknown) => void
}): Promise<Petitions> {
  const { store, onError } = options
  const listeners: (() => void)[] = []
  let known = new Map<string, KnownPetition>()
  let byNo = new Map<number, KnownPetition>()

  async function load(): Promise<void> {
    const records = await store.petitions()
    const read = await Promise.all(
      records.map(async (record) => {
        const before = known.get(record.slug)
        // Nothing in a revision changes without its petition's `changed`, but for one that was put twice in one
        // millisecond.
        if (before && sameRecord(before.record, record)) return before
        return readPetition(record, await store.revisions(record.no))
      }),
    )
    known = new Map(read.map((petition) => [petition.slug, petition]))
    byNo = new Map(read.map((petition) => [petition.no, petition]))
    for (const listener of listeners) listener()
  }

  // One reload after the other, so that an older answer never replaces a newer one.
  let loading = Promise.resolve()
  const reload = () => (loading = loading.then(load, load))

  await reload()
  const unwatch = store.watch((change) => {
    if (change.petitions) reload().catch((error: unknown) => onError?.(error))
  })

  return {
    get: (slug) => known.get(slug),
    byNo: (no) => byNo.get(no),
    all: () => [...known.values()],
    reload,
    onReload: (listener) => void listeners.push(listener),
    close: unwatch,
  }
}

function sameRecord(a: PetitionRecord, b: PetitionRecord): boolean {
  return (
    a.changed === b.changed &&
    a.revision === b.revision &&
    a.paused === b.paused &&
    a.document === b.document
  )
}

/** Makes a petition of what the store keeps. Throws when its document cannot be read by this version. */
export function readPetition(record: PetitionRecord, revisions: RevisionRecord[]): KnownPetition {
  const file = PetitionFile.parse(JSON.parse(record.document))
  const dates = { ...file, paused: record.paused }
  const shown = new Map<string, Shown>()
  return {
    no: record.no,
    slug: record.slug,
    file,
    record,
    revision: record.revision,
    revisions,
    partners: new Map(
      file.partners.flatMap(({ id }) => {
        const no = Object.hasOwn(record.partners, id) ? record.partners[id] : undefined
        return no === undefined ? [] : [[id, no] as const]
      }),
    ),
    origins: new Set(file.partners.flatMap(({ origins }) => origins)),
    statusAt: (now) => statusAt(dates, now),
    shownAs(revision) {
      const kept = shown.get(revision)
      if (kept) return kept
      const entry = revisions.find((candidate) => candidate.revision === revision)
      if (!entry) return undefined
      // Written by `petition put` from `agreedPart`, so its shape is known.
      const agreed = JSON.parse(entry.shown) as AgreedPart
      const { consents, declarations } = agreed
      const read = {
        agreed,
        asked: { fields: Fields.parse(agreed.fields), consents, declarations },
      }
      shown.set(revision, read)
      return read
    },
    isGood(revision, now) {
      if (revision === record.revision) return true
      const previous = revisions
        .filter(({ until }) => until !== null)
        .toSorted((a, b) => Number(b.until) - Number(a.until))[0]
      return previous?.revision === revision && now < Number(previous.until) + staleAfterMs
    },
  }
}
