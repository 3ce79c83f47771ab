/** How languages part the thousands of a whole number (Unicode CLDR); all others of ours with a comma. */
const separators: Readonly<Record<string, string>> = {
  '.': 'ca da de el es hr it nl pt ro sl tr',
  '\u00a0': 'bg cs et fi hu lt lv nb pl sk sv uk',
  '\u202f': 'fr',
}

/** Those that leave numbers of four digits whole. */
const fromFiveDigits = 'bg es et hu it lv pl sl'

/** What a language's file says of its numbers; nothing of those that are written as in English. */
export function groupingOf(tag: string): { group?: string; groupFrom?: number } {
  const [group] = Object.entries(separators).find(([, tags]) => tags.split(' ').includes(tag)) ?? []
  return {
    ...(group && { group }),
    ...(fromFiveDigits.split(' ').includes(tag) && { groupFrom: 5 }),
  }
}
