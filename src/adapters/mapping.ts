import type { Petition, Signature } from '../schema/index.ts'
import { OptionError } from './option-error.ts'
import { isRecord, only, recordOf, textOf } from './options.ts'

/** The fields of a petition, and what the page says beside them. */
export const fieldWords = [
  'name',
  'given',
  'family',
  'email',
  'country',
  'postcode',
  'city',
  'phone',
  'organisation',
  'comment',
] as const
export const pageWords = ['partner', 'source', 'locale'] as const
type Word = (typeof fieldWords)[number] | (typeof pageWords)[number]

/** Our word and the backend's name for it; words without a name are not taken. */
export type Names = Partial<Record<Word, string>>

/** What is sent for each answer to one consent; false when it is asked and not passed on. */
export type Consents<T> = Record<string, { yes: T; no: T; unanswered: T } | false>

/**
 * The backend's names for our words: its usual ones, and what the page says instead.
 * @param words what may be named
 */
export function namesOf(
  value: unknown,
  usual: Names = {},
  words: readonly Word[] = [...fieldWords, ...pageWords],
): Names {
  const where = 'backendOptions.fields'
  const own = only(recordOf(value, where), where, ...words)
  const texts = Object.entries(own).map(([word, name]) => [word, textOf(name, `${where}.${word}`)])
  return { ...usual, ...(Object.fromEntries(texts) as Names) } // the keys are words, as `only` has seen
}

/** Reads what is sent for each answer. Whoever gave none is sent as a no, unless the page says otherwise. */
export function consentsOf<T>(
  value: unknown,
  read: (part: unknown, where: string) => T,
): Consents<T> {
  const entries = Object.entries(recordOf(value, 'backendOptions.consents')).map(([id, entry]) => {
    const where = `backendOptions.consents.${id}`
    if (entry === false) return [id, false] as const
    if (!isRecord(entry) || !('yes' in entry) || !('no' in entry))
      throw new OptionError(where, entry, 'false, or an object with "yes" and "no"')
    const { yes, no, unanswered = no } = only(entry, where, 'yes', 'no', 'unanswered')
    return [
      id,
      {
        yes: read(yes, `${where}.yes`),
        no: read(no, `${where}.no`),
        unanswered: read(unanswered, `${where}.unanswered`),
      },
    ] as const
  })
  return Object.fromEntries(entries)
}

/**
 * What is sent for the answers of one person. An answer is never taken for another: only `true` is a yes.
 * @throws {OptionError} for a consent that was asked and is not mapped
 */
export function partsOf<T>(consents: Consents<T>, { consents: given = {} }: Signature): T[] {
  placed({ consents: given }, consents, {})
  return Object.entries(consents).flatMap(([id, parts]) => {
    if (!parts) return []
    const answer = Object.hasOwn(given, id) ? given[id] : undefined
    // In a list, since a part may be one itself.
    return [answer === true ? parts.yes : answer === false ? parts.no : parts.unanswered]
  })
}

/** What is mapped for the statements a person has made. */
export function madeOf<T>(
  declarations: Record<string, T | false>,
  { declarations: made = {} }: Signature,
): T[] {
  placed({ declarations: made }, {}, declarations)
  return Object.keys(made).flatMap((id) => {
    const part = declarations[id]
    return part ? [part] : []
  })
}

/** Reads `declarations` of the options. */
export function declarationsOf<T>(
  value: unknown,
  read: (part: unknown, where: string) => T,
): Record<string, T | false> {
  const where = 'backendOptions.declarations'
  return Object.fromEntries(
    Object.entries(recordOf(value, where)).map(([id, part]) => [
      id,
      part === false ? part : read(part, `${where}.${id}`),
    ]),
  )
}

/** Reads which of the backend's custom fields an answer goes into; false where it is not passed on. */
export function customOf(value: unknown, option: string): Record<string, string | false> {
  const where = `backendOptions.${option}`
  return Object.fromEntries(
    Object.entries(recordOf(value, where)).map(([id, name]) => [
      id,
      name === false
        ? name
        : textOf(name, `${where}.${id}`, 'the name of a custom field, or false'),
    ]),
  )
}

/** Reads which answers are asked and not passed on, for a backend that has no place for them. */
export function offOf(value: unknown, option: string): Record<string, false> {
  const where = `backendOptions.${option}`
  for (const [id, off] of Object.entries(recordOf(value, where)))
    if (off !== false)
      throw new OptionError(`${where}.${id}`, off, 'false, which does not pass it on')
  return recordOf(value, where) as Record<string, false> // as the loop has seen
}

/**
 * The custom fields of one person's consents and declarations: a yes is "yes", a no is "no", and what was not answered
 * is not there.
 * @throws {OptionError} for what was answered and is not mapped
 */
export function customValues(
  { consents = {}, declarations = {} }: Signature,
  names: Record<string, string | false>,
  declared: Record<string, string | false>,
): [string, string][] {
  placed({ consents, declarations }, names, declared)
  return [
    ...Object.entries(consents).map(([id, yes]) => [names[id], yes ? 'yes' : 'no'] as const),
    ...Object.keys(declarations).map((id) => [declared[id], 'yes'] as const),
  ].flatMap(([name, value]) => (name ? [[name, value]] : []))
}

/** Fields that have no place, and consents and declarations for which the page has not written one. */
export function misfit(
  { fields, consents, declarations }: Petition,
  taken: readonly string[],
  mapped: { consents: object; declarations: object },
): OptionError | undefined {
  const field = fields.find(({ name }) => !taken.includes(name))
  if (field) return new OptionError('petition.fields', field.name, [...taken].filter(isFieldWord))
  const asked = { consents, declarations }
  for (const group of ['consents', 'declarations'] as const) {
    const ids = asked[group].map(({ id }) => id)
    try {
      unmapped(ids, mapped[group], group)
    } catch (error) {
      return error as OptionError // nothing else is thrown there
    }
    const other = Object.keys(mapped[group]).find((id) => !ids.includes(id))
    if (other !== undefined) return new OptionError(`a key of backendOptions.${group}`, other, ids)
  }
  return undefined
}

/** A petition asks at least these, and needs their answers. */
export function lacking({ fields }: Petition, ...needed: string[]): OptionError | undefined {
  const lost = needed.find(
    // Nobody is made to have a family name.
    (name) => !fields.some((field) => field.name === name && (field.required || name === 'family')),
  )
  return lost === undefined
    ? undefined
    : new OptionError(
        'petition.fields',
        fields.map(({ name }) => name).join(' '),
        `fields with "${lost}" among them, and not optional`,
      )
}

/** A petition asks at least one of these, and needs its answer. */
export function lackingAny({ fields }: Petition, ...either: string[]): OptionError | undefined {
  return fields.some(({ name, required }) => required && either.includes(name))
    ? undefined
    : new OptionError(
        'petition.fields',
        fields.map(({ name }) => name).join(' '),
        `fields with "${either.join('" or "')}" among them, and not optional`,
      )
}

function isFieldWord(word: string): boolean {
  return (fieldWords as readonly string[]).includes(word)
}

/** Name and value pairs, as they are sent. */
export function pairsOf(value: unknown, where: string): [string, string][] {
  return Object.entries(recordOf(value, where)).map(([name, text]) => {
    if (typeof text !== 'string') throw new OptionError(`${where}.${name}`, text, 'text')
    return [name, text]
  })
}

/** Only the words that are named and were said, with the backend's names. */
export function namedOf(names: Names, signature: Signature): [string, string][] {
  return Object.entries(names).flatMap(([word, name]) => {
    const value = signature[word as Word] // the keys of names are words
    return value ? [[name, value]] : []
  })
}

/**
 * The guard at sending: nothing that was answered is left without a place.
 * @throws {OptionError} for what is
 */
export function placed(
  { consents = {}, declarations = {} }: Pick<Signature, 'consents' | 'declarations'>,
  names: object,
  declared: object,
): void {
  unmapped(Object.keys(consents), names, 'consents')
  unmapped(Object.keys(declarations), declared, 'declarations')
}

function unmapped(ids: readonly string[], mapped: object, group: string): void {
  const lost = ids.find((id) => !Object.hasOwn(mapped, id))
  if (lost === undefined) return
  const accepted =
    group === 'consents'
      ? 'what is sent for each answer, or false where it is asked and not passed on'
      : 'what is sent where it was made, or false where it is asked and not passed on'
  throw new OptionError(`backendOptions.${group}.${lost}`, undefined, accepted)
}
