/** What a petition may ask of a person: at once JSON keys, words of the `fields` attribute and prefixes of messages. */
export const fieldNames = [
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
export type FieldName = (typeof fieldNames)[number]

/** A field as it is asked: by the time one is met, the short spelling `postcode?` has been read. */
export interface Field {
  name: FieldName
  required: boolean
  /** ISO 3166-1 alpha-2 code chosen beforehand; for `country` only. */
  preset?: string | undefined
  /** Countries offered first; for `country` only. */
  common?: string[] | undefined
  /** What the answer is needed for; shown to the person. */
  purpose?: string | undefined
}

/** A field as a document has it. */
export type FieldEntry = string | (Omit<Field, 'name' | 'required'> & { name: string })

/** Reads `postcode?` or `name`; undefined when the word is no field. A family name is never required: many have none. */
export function parseField(word: string): Field | undefined {
  const name = word.endsWith('?') ? word.slice(0, -1) : word
  return isFieldName(name) ? { name, required: name === word && name !== 'family' } : undefined
}

/** Whether a word names a field. */
export function isFieldName(word: string): word is FieldName {
  return (fieldNames as readonly string[]).includes(word)
}

/** Reads either spelling; a word that is no field is left out, since no new field ever becomes required in version 1. */
export function readFields(entries: FieldEntry[]): Field[] {
  return entries.flatMap((entry) => {
    const { name, ...rest } = typeof entry === 'string' ? { name: entry } : entry
    const field = parseField(name)
    return field ? [{ ...field, ...rest }] : []
  })
}
