/** What wishes for a language come to. */
export interface Resolved {
  /** The language of the words: one that we have, `en` for want of it. */
  language: string
  /** With its region, as in `de-AT`: for the attribute `lang`, and for numbers and dates. */
  tag: string
}

/**
 * The first of the wanted languages that is known: the tag itself or without its last subtags; English for want of
 * any. Takes what systems write (`sr_RS@latin`, `EN_gb`); old codes (`iw`, `mo`) are `Intl`'s to know.
 */
export function resolve(wanted: readonly string[], known: readonly string[]): Resolved {
  for (const wish of wanted) {
    const tag = canonical(wish)
    for (let left = tag; left; left = left.replace(/-?[^-]*$/, '')) {
      // Both are written with Norwegian words: "no" is either, and we have no Nynorsk.
      const isNorwegian = /^n[no]$/.test(left)
      const language = isNorwegian ? 'nb' : left
      if (language === 'en' || known.includes(language))
        return { language, tag: isNorwegian ? language : tag }
    }
  }
  return { language: 'en', tag: 'en' }
}

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replace(/[.@].*/, '').replaceAll('_', '-'))[0] ?? ''
  } catch {
    return ''
  }
}
