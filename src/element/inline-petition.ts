import type { Field, Petition, Reader } from '../schema/index.ts'

/** What a page says of its petition and nobody is shown: unknown keys, and those that could not be read. */
export function unread(given: unknown, petition: Petition): string[] {
  return Object.keys(Object(given)).filter((key) => !Object.hasOwn(petition, key))
}

/**
 * The petition as the page itself gives it, for a backend that has no document; undefined when it is none. A page writes
 * neither a revision nor every detail. A chunk of its own: most petitions come from their backend.
 * @param fields of the page's attribute; they count where the petition names none
 * @param read the script's tolerant reader
 */
export function inlinePetition(
  given: unknown,
  id: string,
  fields: readonly Field[] | undefined,
  read: Reader<Petition>,
): Petition | undefined {
  const own = Object(given) as Record<string, unknown> // any object has keys
  const words = fields?.map(({ name, required }) => (required ? name : `${name}?`))
  return read({
    revision: '',
    lang: 'en',
    text: '',
    // What a page does not promise, nobody is told: only a backend that confirms by mail says so.
    confirmation: 'none',
    ...own,
    fields: own['fields'] ?? words ?? ['name', 'email', 'country', 'postcode?'],
    id,
  })
}
