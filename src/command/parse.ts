import { parseArgs } from 'node:util'
import {
  environmentName,
  optionNames,
  readSettings,
  SettingsError,
  type OptionName,
  type Settings,
} from '../server/index.ts'
import { nearest } from './did-you-mean.ts'
import { CallError, type Call, type Option, type Surroundings, type Verb } from './verb.ts'

/** Options that every verb has. */
export const commonOptions: Option[] = [
  { name: 'json', help: 'Print JSON for programs instead of text for people' },
  { name: 'help', help: 'Show what this does and its options' },
]

const truths: Record<string, boolean> = {
  '1': true,
  true: true,
  yes: true,
  '0': false,
  false: false,
  no: false,
  '': false,
}

/** Whether programs are to be answered, also where the call is too wrong to be read as a whole. */
export function wantsJson(typed: readonly string[], env: Surroundings['env']): boolean {
  return typed.includes('--json') || truths[env['UNDERSIGNED_JSON']?.toLowerCase() ?? ''] === true
}

/** Reads what was typed after the verb. Throws {@link CallError}. */
export function parseCall(verb: Verb, args: string[], around: Surroundings): Call {
  const options = [...verb.options, ...commonOptions]
  const given = readArguments(verb, options, args)
  const fromEnvironment = (name: string) => around.env[environmentName(camelCase(name))]

  return {
    ...around,
    positionals: given.positionals,
    option: (name) => given.values.get(name) ?? (fromEnvironment(name) || undefined),
    flag(name) {
      if (given.flags.has(name)) return true
      const value = fromEnvironment(name)?.toLowerCase() ?? ''
      const truth = truths[value]
      if (truth === undefined) {
        throw new CallError(
          `${environmentName(camelCase(name))} is "${value}", which is neither yes nor no.`,
          'Write 1 or 0.',
        )
      }
      return truth
    },
    settings: () => settingsOf(verb, given.values, around.env),
  }
}

interface Given {
  positionals: string[]
  values: Map<string, string>
  flags: Set<string>
}

function readArguments(verb: Verb, options: Option[], args: string[]): Given {
  const given: Given = { positionals: [], values: new Map(), flags: new Set() }
  const { tokens } = parseArgs({
    args,
    options: Object.fromEntries(
      options.map(({ name, value }) => [name, { type: value ? 'string' : 'boolean' } as const]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'positional') given.positionals.push(token.value)
    if (token.kind !== 'option') continue
    const option = options.find(({ name }) => name === token.name)
    if (!option) throw unknownOption(verb, options, token.rawName)
    if (!option.value) {
      if (token.value !== undefined)
        throw new CallError(`${token.rawName} takes no value.`, `Write ${token.rawName} alone.`)
      given.flags.add(option.name)
      continue
    }
    const missing = token.value === undefined || (!token.inlineValue && token.value.startsWith('-'))
    if (missing)
      throw new CallError(
        `${token.rawName} needs a value.`,
        `Write ${token.rawName}=${option.value}`,
      )
    if (given.values.has(option.name)) throw new CallError(`${token.rawName} is given twice.`)
    given.values.set(option.name, token.value ?? '')
  }
  if (!given.flags.has('help')) checkPositionals(verb, given.positionals)
  return given
}

function unknownOption(verb: Verb, options: Option[], typed: string): CallError {
  const near = nearest(
    typed.replace(/^-+/, ''),
    options.map(({ name }) => name),
  )
  return new CallError(
    `"undersigned ${verb.name}" has no option ${typed}.`,
    near
      ? `Did you mean --${near}?`
      : `It has ${options.map(({ name }) => `--${name}`).join(', ')}.`,
  )
}

function checkPositionals(verb: Verb, typed: string[]): void {
  const missing = verb.positionals.slice(typed.length).find((name) => !name.startsWith('['))
  if (missing) {
    throw new CallError(
      `"undersigned ${verb.name}" needs ${missing}.`,
      `For example: ${verb.examples[0] ?? verb.name}`,
    )
  }
  const extra = typed[verb.positionals.length]
  if (extra !== undefined) {
    throw new CallError(
      `"${extra}" is one word too many for "undersigned ${verb.name}".`,
      'Put words with spaces into quotes.',
    )
  }
}

/** A verb that only reads is not to fail because of a mail setting: only what the verb takes is looked at. */
function settingsOf(
  verb: Verb,
  values: Map<string, string>,
  env: Record<string, string | undefined>,
): Settings {
  const taken = verb.options
    .map(({ name }) => camelCase(name))
    .filter((name) => (optionNames as string[]).includes(name))
  const options = Object.fromEntries(taken.map((name) => [name, values.get(kebabCase(name))]))
  const variables = Object.fromEntries(
    taken.map((name) => [environmentName(name), env[environmentName(name)]]),
  )
  try {
    return readSettings(options, variables, { serves: taken.includes('smtpUrl') })
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    const name = taken.find((option) => environmentName(option) === error.setting)
    const typed = name !== undefined && options[name] !== undefined
    // Named as it was written, so that one knows where to look.
    throw new CallError(
      `${typed ? error.message.replace(error.setting, `--${kebabCase(name)}`) : error.message}.`,
    )
  }
}

/** An option's name as that of a setting. */
export function camelCase(name: string): OptionName {
  // Settings and other options are called the same way; only readSettings needs the closed list.
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) as OptionName
}

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
