import { explain } from '../../../src/element/mistakes.ts'
import { ConfigError } from '../../../src/element/config.ts'
import { overridesFrom } from '../../../src/element/own-words.ts'
import { parts } from '../../../src/locales/parts.ts'
import type { Check } from './read.ts'

/** Texts of a page must have keys and placeholders that the widget knows. */
export const messagesCheck: Check = ({ text }) => {
  try {
    return messagesProblems(JSON.parse(text))
  } catch (error) {
    return [String(error)]
  }
}

export function messagesProblems(said: unknown): string[] {
  const problems: string[] = []
  const lang =
    typeof said === 'object' && said !== null && 'lang' in said ? String(said.lang) : 'en'
  overridesFrom([said], {
    english: Object.assign({}, ...parts),
    laterKey: /^$/,
    tag: lang,
    refuse: (...wrong) => problems.push(explain(new ConfigError(...wrong))),
  })
  return problems
}
