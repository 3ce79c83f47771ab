import { Failure, undersigned } from '../../src/adapters/index.ts'
import { scriptFolder } from './addresses.ts'
import type { Choices } from './choices.ts'
import type { Found, Offered } from './desk.ts'

const patienceMs = 15_000

/**
 * Asks a backend for the petition, in the widget's own way.
 * @throws {Error} whose message is for people
 */
export async function lookUp({ attributes }: Choices): Promise<Found> {
  const { endpoint = '', petition: id = '', lang = 'en' } = attributes
  try {
    const adapter = undersigned({ endpoint })
    const signal = AbortSignal.timeout(patienceMs)
    const petition = await adapter.petition?.(id, { lang, signal })
    if (!petition) throw new Error('there is no petition')
    return { endpoint, id, petition }
  } catch (cause) {
    throw new Error(saying(cause, endpoint, id), { cause })
  }
}

function saying(cause: unknown, endpoint: string, id: string): string {
  if (cause instanceof Failure && cause.refusal?.code === 'no-petition')
    return `${endpoint} knows no petition "${id}"`
  if (cause instanceof Failure && cause.code === 'unreadable')
    return `${endpoint} answers, but not as a backend of this package does`
  return `${endpoint} does not answer`
}

/** Asks where the script is for a version of it that never changes; undefined when there is none. */
export async function lookUpScript(choices: Choices): Promise<Offered | undefined> {
  const folder = scriptFolder(choices)
  const latest = new TextDecoder().decode(await bytesAt(`${folder}/undersigned.js`))
  const [, version] = /\/\*! undersigned (\d+\.\d+\.\d+[\w.-]*),/.exec(latest) ?? []
  if (!version) return undefined
  const pin = async (kind: string) => {
    const bytes = await bytesAt(`${folder}/undersigned-${version}${kind}.js`)
    return bytes && integrityOf(bytes)
  }
  // Seldom wanted.
  const classic = choices.way === 'classic' ? await pin('.classic') : undefined
  return { folder, version, module: await pin(''), classic }
}

async function bytesAt(url: string): Promise<ArrayBuffer | undefined> {
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const answer = await fetch(url, { credentials: 'omit', signal })
    return answer.ok ? await answer.arrayBuffer() : undefined
  } catch {
    return undefined
  }
}

async function integrityOf(bytes: ArrayBuffer): Promise<string | undefined> {
  // Only there on https: and on this machine.
  if (!globalThis.crypto?.subtle) return undefined
  const hash = await crypto.subtle.digest('SHA-384', bytes)
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`
}
