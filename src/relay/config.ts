import { resolve } from 'node:path'
import { readFields, statusAt, type Asked, type Status } from '../schema/index.ts'
import { consentProblems } from './consents.ts'
import type { RelayFile, RelayPetitionFile } from './relay-file.ts'
import { readSecret, RelayConfigError, type SecretPlaces } from './secret.ts'
import { openTarget } from './targets/open.ts'
import type { Target } from './targets/target.ts'

/** A petition the relay takes signatures for. */
export interface RelayPetition {
  slug: string
  file: RelayPetitionFile & { partners: readonly string[] }
  asked: Asked
  origins: ReadonlySet<string>
  statusAt(now: number): Status
}

/** What the relay runs with. Its secrets are inside the targets and readers and nowhere else. */
export interface RelayConfig extends Omit<RelayFile, 'petitions'> {
  /** Absolute. */
  data: string
  petitions: RelayPetition[]
  /** By the slug of their petition. */
  targets: Map<string, Target>
  /** Headers of readers of a count, by the slug of their petition. */
  headers: Map<string, Record<string, string>>
}

/**
 * What a file means, with all secrets read. Throws {@link RelayConfigError} with everything that is wrong at once.
 */
export function readRelayConfig(file: RelayFile, places: SecretPlaces): RelayConfig {
  const problems = file.petitions.flatMap((petition, i) => {
    const path = `petitions[${i}]`
    const isTwice = file.petitions.findIndex(({ id }) => id === petition.id) < i
    return [
      ...(isTwice ? [{ path: `${path}.id`, message: 'is used twice' }] : []),
      ...consentProblems(petition).map((one) => ({ ...one, path: `${path}.${one.path}` })),
    ]
  })
  const targets = new Map<string, Target>()
  const headers = new Map<string, Record<string, string>>()
  file.petitions.forEach(({ id, target, tally }, i) => {
    const path = `petitions[${i}]`
    try {
      targets.set(id, openTarget(target, file, `${path}.target`, places))
      if (tally.from === 'json' && tally.header) {
        const value = readSecret(tally.header.value, `${path}.tally.header.value`, places)
        headers.set(id, { [tally.header.name]: value })
      }
    } catch (error) {
      if (!(error instanceof RelayConfigError)) throw error
      problems.push(...error.problems)
    }
  })
  if (problems.length > 0) throw new RelayConfigError(problems)
  return {
    ...file,
    data: resolve(places.folder, file.data),
    petitions: file.petitions.map(readPetition),
    targets,
    headers,
  }
}

function readPetition(file: RelayPetitionFile): RelayPetition {
  const origins = file.origins === 'any' ? [] : file.origins
  return {
    slug: file.id,
    file: { ...file, partners: origins },
    asked: {
      fields: readFields(file.fields),
      consents: file.consents,
      declarations: file.declarations,
    },
    origins: new Set(origins),
    statusAt: (now) => statusAt(file, now),
  }
}
