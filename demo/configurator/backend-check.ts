import { backendNames, loadBackend, type Adapter } from '../../src/adapters/index.ts'
import { ConfigError } from '../../src/element/config.ts'
import { inlinePetition } from '../../src/element/inline-petition.ts'
import { explain, type Accepted } from '../../src/element/mistakes.ts'
import { parseField, readPetition } from '../../src/schema/index.ts'
import { isRecord } from './is-record.ts'

/** What a backend says of how it is set up, before anything is sent. */
export interface BackendCheck {
  /** Where it is wrong, and what is accepted there; undefined when it would take signatures. */
  mistake: { setting: string; text: string } | undefined
  /** Whether it has a number to show. */
  hasTally: boolean
}

/** These read a count and take no signatures. */
const readers = ['uk-parliament', 'eci', 'json-count']

/** What a form can post to. */
export const signable = (): string[] => backendNames().filter((name) => !readers.includes(name))

/** What a number can be read from. */
export const countable = backendNames

/** Makes the backend as the element would, which asks nobody anything, and hears what it objects to. */
export async function checkBackend(
  attributes: Readonly<Record<string, string>>,
  config: Readonly<Record<string, unknown>>,
): Promise<BackendCheck> {
  const { backend = 'undersigned', endpoint = '', petition: id = '', fields } = attributes
  try {
    const adapter = await made(backend, endpoint, config)
    const hasTally = adapter.tally !== undefined
    if (adapter.petition) return { mistake: undefined, hasTally }
    const words = fields?.split(/[\s,]+/).flatMap((word) => parseField(word) ?? [])
    const petition = inlinePetition(config['petition'], id, words, readPetition)
    if (!petition) throw new ConfigError('config.petition', config['petition'], 'document')
    const objection = adapter.objection?.(petition)
    return { mistake: objection && said(objection), hasTally }
  } catch (error) {
    if (!isMistake(error)) throw error
    return { mistake: said(error), hasTally: true }
  }
}

/** The same for a number: what the backend says of its options and of what the petition is called there. */
export async function checkTally(
  attributes: Readonly<Record<string, string>>,
  config: Readonly<Record<string, unknown>>,
): Promise<BackendCheck['mistake']> {
  const { backend = 'undersigned', endpoint = '', petition = '' } = attributes
  try {
    const { tally } = await made(backend, endpoint, config)
    // Given up before it has begun: what it objects to by itself comes first, and nobody is asked.
    await tally?.(petition, { signal: AbortSignal.abort() })
    return {
      setting: 'backend',
      text: `"${backend}" has no number, unless backendOptions.tally says where to read one`,
    }
  } catch (error) {
    return isMistake(error) ? said(error) : undefined
  }
}

async function made(
  backend: string,
  endpoint: string,
  { backendOptions }: Readonly<Record<string, unknown>>,
): Promise<Adapter> {
  const make = await loadBackend(backend)
  return make({ ...(isRecord(backendOptions) && backendOptions), endpoint })
}

interface Wrong {
  setting: string
  value: unknown
  accepted: Accepted
}

/** Known by what it holds: an adapter may bring a class of its own. */
function isMistake(error: unknown): error is Wrong {
  return error instanceof Error && 'setting' in error && 'accepted' in error
}

function said({ setting, value, accepted }: Wrong): { setting: string; text: string } {
  return { setting, text: explain(new ConfigError(setting, value, accepted)) }
}
