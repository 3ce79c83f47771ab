import { StoreNotOpened, KeyringError, StoreUnavailable } from '../server/index.ts'
import { nearest } from './did-you-mean.ts'
import { overview, verbHelp } from './help.ts'
import { parseCall, wantsJson } from './parse.ts'
import { unknownVariables } from './unknown-variables.ts'
import { CallError, OutputError, WorkError, type Surroundings, type Verb } from './verb.ts'
import { verbs } from './verbs.ts'
import { version } from './version.ts'

/** Does what was typed and answers with the exit code: 0 done, 1 the work failed, 2 the call was wrong. */
export async function run(typed: string[], around: Surroundings): Promise<number> {
  const asJson = wantsJson(typed, around.env)
  const say = (text: string) => around.out(text).catch(unlessUnread)
  try {
    if (typed.includes('--version') && typed.length === 1) {
      await say(`${version()}\n`)
      return 0
    }
    const found = findVerb(typed)
    if (!found) {
      await say(`${overview(verbs, version())}\n`)
      return 0
    }
    const call = parseCall(found.verb, found.rest, around)
    if (call.flag('help')) {
      await say(`${verbHelp(found.verb)}\n`)
      return 0
    }
    const json = call.flag('json')
    for (const { name, near } of unknownVariables(verbs, found.verb, around.env))
      await around.err(warningText(name, near, json))
    const outcome = await found.verb.run(call)
    const text = json ? (JSON.stringify(outcome.json, null, 2) ?? '') : outcome.text
    if (text) await say(`${text}\n`)
    return outcome.exitCode ?? 0
  } catch (error) {
    if (error instanceof OutputError && error.isUnread) return 1
    const told = tell(error)
    await around.err(errorText(told, asJson))
    return told.exitCode
  }
}

/** The work is done when it is told: somebody who reads no further, such as `head`, has had enough of it. */
function unlessUnread(error: unknown): void {
  if (!(error instanceof OutputError && error.isUnread)) throw error
}

/** A failure for people, or as one line of JSON for programs. */
function errorText({ message, hint, details }: Omit<Told, 'exitCode'>, asJson: boolean): string {
  return asJson
    ? `${JSON.stringify({ error: message, ...(hint && { hint }), ...(details !== undefined && { details }) })}\n`
    : `undersigned: ${message}\n${hint ? `${hint}\n` : ''}`
}

function warningText(name: string, near: string | undefined, asJson: boolean): string {
  const warning = `${name} is not known and is ignored.`
  const hint = near && `Did you mean ${near}?`
  return asJson
    ? `${JSON.stringify({ warning, ...(hint && { hint }) })}\n`
    : `undersigned: ${[warning, hint].filter(Boolean).join(' ')}\n`
}

/** The verb at the beginning of what was typed; undefined when only help was asked for. */
function findVerb(typed: string[]): { verb: Verb; rest: string[] } | undefined {
  const words = typed[0] === 'help' ? typed.slice(1).concat('--help') : typed
  const [first = '', second = ''] = words
  if (first === '' || first.startsWith('-')) {
    if (first === '' || first === '--help' || first === '-h') return undefined
    throw new CallError(
      `A command comes first, then options such as ${first}.`,
      'See: undersigned --help',
    )
  }
  for (const name of [`${first} ${second}`, first]) {
    const verb = verbs.find((known) => known.name === name)
    if (verb && name === first) refuseUnknownPart(verb, second)
    if (verb) return { verb, rest: words.slice(name.split(' ').length).map(longHelp) }
  }
  const group = verbs.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name)
  if (group.length > 0) {
    if (second === '--help' || second === '-h') return undefined
    const near = nearest(`${first} ${second}`, group)
    throw new CallError(
      second && !second.startsWith('-')
        ? `There is no command "${first} ${second}".`
        : `"${first}" alone does nothing.`,
      near && second ? `Did you mean "undersigned ${near}"?` : `There are: ${group.join(', ')}.`,
    )
  }
  const names = verbs.map(({ name }) => name)
  // Somebody may have left out the first word: `undersigned put`.
  const near =
    names.find((name) => name.endsWith(` ${first}`)) ??
    nearest(first, names) ??
    nearest(`${first} ${second}`, names)
  throw new CallError(
    `There is no command "${first}".`,
    near ? `Did you mean "undersigned ${near}"?` : 'See all of them: undersigned --help',
  )
}

/** `relay stauts`: a verb that takes no words of its own, and has others beside it that begin with its name. */
function refuseUnknownPart({ name, positionals }: Verb, second: string): void {
  const group = verbs.filter((verb) => verb.name.startsWith(`${name} `)).map((verb) => verb.name)
  if (group.length === 0 || positionals.length > 0 || second === '' || second.startsWith('-'))
    return
  const near = nearest(`${name} ${second}`, group)
  throw new CallError(
    `There is no command "${name} ${second}".`,
    near ? `Did you mean "undersigned ${near}"?` : `There are: ${[name, ...group].join(', ')}.`,
  )
}

function longHelp(word: string): string {
  return word === '-h' ? '--help' : word
}

interface Told {
  message: string
  hint?: string | undefined
  details?: unknown
  exitCode: 1 | 2
}

function tell(error: unknown): Told {
  if (error instanceof CallError) return { message: error.message, hint: error.hint, exitCode: 2 }
  if (error instanceof OutputError) return { message: error.message, exitCode: 1 }
  if (error instanceof WorkError)
    return { message: error.message, hint: error.hint, details: error.details, exitCode: 1 }
  if (error instanceof StoreNotOpened) {
    // Two servers on one folder is a call that cannot be right; all else is work that failed.
    return { message: sentence(error.message), exitCode: error.code === 'locked' ? 2 : 1 }
  }
  if (error instanceof KeyringError) return { message: sentence(error.message), exitCode: 1 }
  if (error instanceof StoreUnavailable) {
    return {
      message: sentence(error.message),
      hint: 'Nothing was acknowledged; try again in a moment.',
      exitCode: 1,
    }
  }
  if (isSystemError(error)) return { message: sentence(error.message), exitCode: 1 }
  // A mistake of ours: its trace is what a report needs.
  return {
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    exitCode: 1,
  }
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(first) ? first : `${first}.`
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error
}
