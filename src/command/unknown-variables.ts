import { environmentName } from '../server/index.ts'
import { nearest } from './did-you-mean.ts'
import { camelCase, commonOptions } from './parse.ts'
import type { Surroundings, Verb } from './verb.ts'

/** A variable that looks like one of ours and is none. */
export interface UnknownVariable {
  name: string
  /** What was likely meant. */
  near: string | undefined
}

const prefix = 'UNDERSIGNED_'
/** What the tests of this project are told; whoever runs them may call a command beside. */
const ofTests = /^(?:TEST_.*|ENGINES|KILLS|RENEW|SEED)$/

/** The variables that no command reads: whoever set one thinks it does something. */
export function unknownVariables(
  verbs: readonly Verb[],
  verb: Verb,
  env: Surroundings['env'],
): UnknownVariable[] {
  const known = [...verbs.flatMap(({ options }) => options), ...commonOptions].map(({ name }) =>
    environmentName(camelCase(name)).slice(prefix.length),
  )
  return Object.entries(env).flatMap(([name, value]) => {
    const own = name.slice(prefix.length)
    if (!name.startsWith(prefix) || !value || known.includes(own) || ofTests.test(own)) return []
    const near = nearest(own, known)
    // The relay's file names variables for its secrets as it likes.
    if (!near && verb.name.split(' ')[0] === 'relay') return []
    return [{ name, near: near && prefix + near }]
  })
}
