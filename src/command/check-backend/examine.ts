import { preflight } from './preflight.ts'
import { everyRefusal } from './every-refusal.ts'
import { refusals } from './refusals.ts'
import { unchecked, type Finding, type Group, type Rule } from './rule.ts'
import { signing } from './signing.ts'
import { openSubject, type Wanted } from './subject.ts'
import { tally } from './tally.ts'
import type { Ask } from './wire.ts'

/** Everything that is looked at, in the order of the report. */
export const groups: readonly Group[] = [tally, preflight, refusals, signing, everyRefusal]

/** What was found of a rule. */
export type Checked = Pick<Rule, 'id' | 'asks' | 'level' | 'fix'> & { group: string } & Finding

/** Looks at a backend by every rule, one after the other: a small server is not to be flooded. */
export async function examine(wanted: Wanted, ask: Ask): Promise<Checked[]> {
  const subject = await openSubject(wanted, ask)
  const checked: Checked[] = []
  let isReached = true
  for (const { title, rules } of groups) {
    for (const { id, asks, level, fix, check } of rules) {
      const finding: Finding = isReached
        ? await check(subject)
        : unchecked('the backend was not reached')
      if (id === 'reach') isReached = finding.state === 'pass'
      checked.push({ group: title, id, asks, level, fix, ...finding })
    }
  }
  return checked
}
