import type { BackendOptions } from './adapter.ts'
import { OptionError } from './option-error.ts'

export type Values = Record<string, unknown>

/**
 * The partner's own options of a backend.
 * @throws {OptionError} for one that the backend does not have
 */
export function optionsOf(options: BackendOptions, ...known: string[]): Values {
  const own = Object.fromEntries(Object.entries(options).filter(([key]) => key !== 'endpoint'))
  return only(own, 'backendOptions', ...known, 'tally')
}

/** A record with none but these keys. */
export function only(values: Values, where: string, ...known: string[]): Values {
  const other = Object.keys(values).find((key) => !known.includes(key))
  if (other !== undefined) throw new OptionError(`a key of ${where}`, other, known)
  return values
}

/** A record of the page's own keys; empty when there is none. */
export function recordOf(value: unknown, where: string): Values {
  if (value === undefined) return {}
  if (isRecord(value)) return value
  throw new OptionError(where, value, 'an object')
}

/** The endpoint without a slash at its end. */
export function base({ endpoint }: BackendOptions): string {
  return endpoint.replace(/\/$/, '')
}

export function textOf(value: unknown, where: string, accepted = 'text'): string {
  if (typeof value === 'string' && value.trim()) return value.trim()
  throw new OptionError(where, value, accepted)
}

export function switchOf(value: unknown, option: string, usual: boolean): boolean {
  if (value === undefined) return usual
  if (typeof value === 'boolean') return value
  throw new OptionError(`backendOptions.${option}`, value, 'true or false')
}

export function textsOf(value: unknown, where: string): string[] {
  if (Array.isArray(value)) return value.map((text, place) => textOf(text, `${where}.${place}`))
  throw new OptionError(where, value, 'a list of texts')
}

export function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands at a path of names in an answer: only what the answer has itself, nothing that every object has. */
export function valueAt(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce(
    (at, step) => (isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined),
    value,
  )
}
