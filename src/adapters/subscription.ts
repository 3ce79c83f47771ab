import type { Petition, Signature } from '../schema/index.ts'
import { OptionError } from './option-error.ts'

/** The consent that answers a question of the backend's own: its id, or nothing where nobody is asked that. */
export function consentNamed(value: unknown, option: string): string | undefined {
  if (value === undefined || value === false) return undefined
  if (typeof value === 'string' && value) return value
  throw new OptionError(
    `backendOptions.${option}`,
    value,
    'the id of a consent, or false where nobody is asked',
  )
}

/** A name that is no consent of the petition; or none at all, where the petition asks something that could be meant. */
export function unnamed(
  { consents }: Petition,
  id: string | undefined,
  option: string,
  given: unknown = id,
): OptionError | undefined {
  const ids = consents.filter(({ purpose }) => purpose !== 'processing').map((one) => one.id)
  const isWrong = id === undefined ? given !== false && ids.length > 0 : !ids.includes(id)
  return isWrong ? new OptionError(`backendOptions.${option}`, id, ids) : undefined
}

/** Only a yes to this very consent is one; undefined where it was not asked or not answered. */
export function answerOf({ consents }: Signature, id: string | undefined): boolean | undefined {
  return id !== undefined && consents && Object.hasOwn(consents, id) ? consents[id] : undefined
}
