import { statuses } from '../../schema/index.ts'
import { isRecord } from '../is-record.ts'
import { expect, isInstant, isType, unchecked, type Finding, type Rule } from './rule.ts'
import type { Subject } from './subject.ts'
import type { Answer } from './wire.ts'

export const noTally = unchecked('there is no tally to look at')

/** What stands in a tally. */
export const tallyKeys: readonly Rule[] = [
  key('petition', 'the id that was asked for', (value, { petition }) => value === petition, {
    fix: 'Put the petition\'s id into "petition", as it stands in the address.',
  }),
  key(
    'status',
    `one of ${statuses.join(', ')}`,
    (value) => (statuses as readonly unknown[]).includes(value),
    {
      // Where there is none, it follows from the petition's dates.
      level: 'advised',
      fix: 'Put the stage of the petition into "status". "open" is right for one that can be signed.',
    },
  ),
  key('count', 'a whole number, 0 or more', isCount, {
    fix: 'Put the number of signatures into "count", as a number and not as text.',
  }),
  key(
    'goal',
    'a whole number above 0, or null',
    (value) => value === null || (isCount(value) && value !== 0),
    {
      fix: 'Put the next step of the goal into "goal", or null where there is none.',
    },
  ),
  key('lineage', 'text', (value) => typeof value === 'string', {
    fix: 'Put a text into "lineage" that stays the same as long as "version" counts on, such as the day the counting began.',
  }),
  key('version', 'a whole number', Number.isSafeInteger, {
    fix: 'Put a number into "version" that grows with each change of the tally: pages show a tally only when it is newer than the one they have.',
  }),
  key('at', 'an instant in UTC such as 2026-11-30T17:00:00Z', isInstant, {
    level: 'advised',
    fix: 'Put the moment of counting into "at", in UTC with a Z at its end (RFC 3339).',
  }),
  {
    id: 'tally-stream',
    asks: '"stream" says truly whether the tally is streamed too',
    level: 'required',
    fix: 'Put false into "stream". True is for those who answer GET …/tally/stream with text/event-stream.',
    check: (subject) =>
      withTally(subject, async (answer, found) => {
        const value = found['stream']
        if (value !== true)
          return expect(
            answer,
            value === false,
            '"stream": true or false',
            keyTold('stream', value),
          )
        const stream = await subject.ask({
          method: 'GET',
          path: `/${subject.petition}/tally/stream`,
          headOnly: true,
        })
        return expect(
          stream,
          // Over its limit a backend may say 503, and pages then poll.
          stream.status === 503 || (stream.status === 200 && isType(stream, 'text/event-stream')),
          '200 · text/event-stream',
        )
      }),
  },
  {
    id: 'tally-extras',
    asks: '"paper", "pending" and "partners" have their form where they are there',
    level: 'required',
    fix: '"paper" and "pending" are whole numbers, "partners" a list of {"id": "…", "count": 10}; each may be left out.',
    check: (subject) =>
      withTally(subject, (answer, found) => {
        const numbers = ['paper', 'pending'].filter((name) => !isOptional(found[name], isCount))
        const partners = isOptional(found['partners'], isPartners) ? [] : ['partners']
        const wrong = [...numbers, ...partners]
        const came = wrong.map((name) => keyTold(name, found[name])).join(', ')
        return expect(answer, wrong.length === 0, 'whole numbers and a list', came)
      }),
  },
]

/** A rule about a key that every tally has. */
function key(
  name: string,
  form: string,
  fits: (value: unknown, subject: Subject) => boolean,
  { level = 'required', fix }: Partial<Pick<Rule, 'level'>> & Pick<Rule, 'fix'>,
): Rule {
  return {
    id: `tally-${name === 'status' ? 'stage' : name}`,
    asks: `"${name}" is ${form}`,
    level,
    fix,
    check: (subject) =>
      withTally(subject, (answer, found) =>
        expect(
          answer,
          fits(found[name], subject),
          `"${name}": ${form}`,
          keyTold(name, found[name]),
        ),
      ),
  }
}

export async function withTally(
  subject: Subject,
  look: (answer: Answer, found: Record<string, unknown>) => Finding | Promise<Finding>,
): Promise<Finding> {
  const answer = await subject.tally()
  return answer.status === 200 && isRecord(answer.json) ? look(answer, answer.json) : noTally
}

function keyTold(name: string, value: unknown): string {
  return value === undefined ? `no key "${name}"` : `"${name}": ${JSON.stringify(value)}`
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isOptional(value: unknown, fits: (value: unknown) => boolean): boolean {
  return value === undefined || fits(value)
}

function isPartners(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (entry) => isRecord(entry) && typeof entry['id'] === 'string' && isCount(entry['count']),
    )
  )
}
