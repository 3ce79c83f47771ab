/** What of a petition has to be there in another language for it to be shown in it. */
interface Translatable {
  lang: string
  title: string
  summary?: string | undefined
  text: string
  consents: readonly { id: string; text: string }[]
  declarations: readonly { id: string; text: string }[]
  translations: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/**
 * The petition in another of its languages, or as it is where the translation is not whole: a person agrees to one
 * text, and reads title, text and everything there is to agree to in one language. Used by elements and pages alike.
 * @param lang a tag as `translations` has it
 */
export function inLanguage<T extends Translatable>(petition: T, lang: string): T {
  const said = petition.translations[lang]
  if (!said) return petition
  const needed = [
    said['title'],
    said['text'],
    petition.summary === undefined || said['summary'],
    ...(['consents', 'declarations'] as const).flatMap((list) =>
      petition[list].map(({ id }) => textOf(at(said[list], id))),
    ),
  ]
  return needed.every(Boolean) ? { ...(merged(petition, said) as T), lang } : petition // of the same shape
}

/** Texts for texts, within objects and lists; lists by the ids of their entries, else by their order. */
function merged(own: unknown, said: unknown): unknown {
  if (typeof own === 'string') return typeof said === 'string' && said ? said : own
  if (typeof own !== 'object' || own === null || !said) return own
  if (Array.isArray(own))
    return own.map((entry: unknown, i) => {
      const one = at(said, at(entry, 'id') ?? i)
      return merged(
        entry,
        typeof one === 'string' && typeof entry === 'object' ? { text: one } : one,
      )
    })
  return Object.fromEntries(
    Object.entries(own).map(([key, value]) => [key, merged(value, at(said, key))]),
  )
}

function textOf(said: unknown): unknown {
  return at(said, 'text') ?? said
}

function at(value: unknown, key: unknown): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, String(key))
    ? (value as Record<string, unknown>)[String(key)] // it has one
    : undefined
}
