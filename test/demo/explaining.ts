import { signable } from '../../demo/configurator/backend-check.ts'
import { explained } from '../../demo/configurator/explain.ts'
import type { Known, Line } from '../../demo/configurator/explanation.ts'
import { pasted } from '../../demo/configurator/pasted.ts'
import { UndersignedPetition, UndersignedTally } from '../../src/index.ts'

const told = (tagName: string, names: string[]) => ({
  tagName,
  description: '',
  attributes: names.map((name) => ({ name, description: `about ${name}` })),
  cssProperties: [],
  slots: [],
})
const known: Known = {
  backends: signable(),
  manifest: {
    'undersigned-petition': told('undersigned-petition', UndersignedPetition.observedAttributes),
    'undersigned-tally': told('undersigned-tally', UndersignedTally.observedAttributes),
  },
}

/** All that is said of a snippet. */
export async function lines(html: string): Promise<Line[]> {
  return (await explained(pasted(html), known)).flatMap((part) => part.lines)
}

/** As much of it as is of one kind, a line each. */
async function ofKind(kind: Line['kind'], html: string): Promise<string> {
  return (await lines(html))
    .filter((line) => line.kind === kind)
    .map(({ code, text }) => `${code}: ${text}`)
    .join('\n')
}

export const mistakes = (html: string): Promise<string> => ofKind('mistake', html)
export const notes = (html: string): Promise<string> => ofKind('note', html)

export const script =
  '<script type="module" src="https://sign.example.org/undersigned.js"></script>'
export const inside = '<a href="https://sign.example.org/p/keep">Sign</a>'
