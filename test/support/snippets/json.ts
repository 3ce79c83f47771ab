import { loadBackend } from '../../../src/adapters/index.ts'
import { readStrictly } from '../../../src/command/file-problems.ts'
import { readPetitionFile } from '../../../src/command/petition-file-problems.ts'
import { nearest } from '../../../src/command/did-you-mean.ts'
import { readConfig, type ConfigError } from '../../../src/element/config.ts'
import { inlinePetition } from '../../../src/element/inline-petition.ts'
import { explain } from '../../../src/element/mistakes.ts'
import { readRelayConfig, RelayFile } from '../../../src/relay/index.ts'
import { PetitionFile, readPetition } from '../../../src/schema/index.ts'
import { petition as smallest } from '../../command/process.ts'
import type { Check } from './read.ts'

/** A petition file as `petition put` reads it; with `part`, some keys of one. */
export const petitionCheck: Check = ({ text, words }) => {
  try {
    const said = JSON.parse(text) as object
    const read = readPetitionFile(words.includes('part') ? { ...smallest, ...said } : said)
    return 'problems' in read ? read.problems.map(({ path, message }) => `${path} ${message}`) : []
  } catch (error) {
    return [String(error)]
  }
}

/** A configuration of the relay, with every secret set. */
export const relayCheck: Check = ({ text }) => {
  try {
    const read = readStrictly(RelayFile, JSON.parse(text))
    if ('problems' in read) return read.problems.map(({ path, message }) => `${path} ${message}`)
    const env = new Proxy({}, { get: () => 'secret' })
    readRelayConfig(read.file, { env, folder: '.' })
    return []
  } catch (error) {
    return [String(error)]
  }
}

/**
 * An inline configuration, read by the element's own reader and then by the adapter that its third word names, or
 * that the page names above its text (`backend:`, and where one belongs to it, `endpoint:`).
 */
export const configCheck: Check = async ({ text, words, front }) => {
  const problems: string[] = []
  try {
    const config = JSON.parse(text) as Record<string, unknown>
    problems.push(...unknown(config, ['petition', 'backendOptions'], ''))
    const { petition } = config
    if (typeof petition === 'object' && petition !== null)
      problems.push(...unknown(petition, Object.keys(PetitionFile._zod.def.shape), 'petition.'))
    const backend = words[0] ?? front['backend'] ?? 'undersigned'
    const raw = {
      petition: front['petition'] ?? smallest.id,
      endpoint: front['endpoint'] ?? 'https://sign.example.org',
      backend,
      config,
    }
    const warn = (mistake: ConfigError): unknown => problems.push(explain(mistake))
    const around = { url: 'https://charity.example/page' }
    const read = readConfig(raw, around, warn)
    const make = await loadBackend(backend)
    const adapter = make({ endpoint: read.endpoint, ...read.backendOptions })
    const { petition: id, document, fields } = read
    const whole = inlinePetition(document, id, fields, readPetition)
    if (document && !whole) problems.push('petition: it lacks something that every petition has')
    const objection = whole && adapter.objection?.(whole)
    if (objection) problems.push(objection.message)
  } catch (error) {
    const isMistake = error instanceof Error && 'accepted' in error
    problems.push(isMistake ? explain(error as ConfigError) : String(error)) // by its name
  }
  return problems
}

function unknown(value: object, keys: string[], path: string): string[] {
  return Object.keys(value)
    .filter((key) => !keys.includes(key))
    .map((key) => {
      const near = nearest(key, keys)
      return `there is no key ${path}${key}${near ? `; did you mean ${path}${near}?` : ''}`
    })
}
