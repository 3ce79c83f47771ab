import type { LanguageFile } from '../locales/index.ts'

const accented = Object.fromEntries(
  [...'aàbƀcçdđeéfƒgğhħiîjĵkķlľmɱnñoõpþqɋrřsştťuûvṽwŵxẋyýzž'].flatMap(
    (char, i, all) =>
      i % 2 === 0
        ? [
            [char, all[i + 1]!],
            [char.toUpperCase(), all[i + 1]!.toUpperCase()],
          ]
        : [], // letters in pairs
  ),
)

/** How much longer than English translations get: by the length of the sentence, as one in a hundred is. */
const growth: readonly [upTo: number, times: number][] = [
  [10, 3.6],
  [20, 2.1],
  [40, 1.7],
  [80, 1.75],
  [Infinity, 1.55],
]

/** What cannot be broken, in every text: some languages have such words for a label. */
const longWord = 'ŵõřđťħàťîşñõťƀřõķéñûþýéť'

/**
 * A language that is English with every letter accented, in brackets and longer; `qps-plocm` runs from right to left.
 * What is seen without accents was never in a catalogue, and what is cut off has too little room.
 */
export function pseudo(language: string): LanguageFile {
  const isMirrored = language.endsWith('m')
  return {
    tag: language,
    texts: {},
    ...(isMirrored && { dir: 'rtl' }),
    disguise(text) {
      const longer = lengthened(text)
      // Overrides the direction of Latin letters, and ends it.
      return isMirrored ? `\u202E${longer}\u202C` : longer
    },
  }
}

function lengthened(text: string): string {
  const times = growth.find(([upTo]) => text.length <= upTo)?.[1] ?? 1
  // Placeholders are not words.
  const same = text.replaceAll(/\{\w+\}|[A-Za-z]/g, (piece) => accented[piece] ?? piece)
  const missing = Math.ceil(text.length * times) - text.length - longWord.length - 3
  const filling = 'öẍ '.repeat(Math.max(0, Math.ceil(missing / 3)))
  return `⟦${same} ${filling}${longWord}⟧`
}
