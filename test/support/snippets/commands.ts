import { readFileSync } from 'node:fs'
import { nearest } from '../../../src/command/did-you-mean.ts'
import { commonOptions, parseCall } from '../../../src/command/parse.ts'
import { CallError } from '../../../src/command/verb.ts'
import { verbs } from '../../../src/command/verbs.ts'
import { environmentName, optionNames } from '../../../src/server/settings.ts'
import type { Check } from './read.ts'

/** Programs of others that a text may call; what they are told is not looked at. */
const others =
  /^(cd|cp|mv|mkdir|ls|cat|echo|tar|gpg|age|curl|openssl|sha256sum|git|docker|rsync|scp|ssh|unzip|zip|apt-get|systemctl|journalctl|wp|php|chmod|chown|install|cron|crontab|kill)$/

const { scripts } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as { scripts: Record<string, string> }

/** Every variable that the command reads. */
const variables = [
  ...optionNames.map(environmentName),
  ...verbs
    .flatMap((verb) => [...verb.options, ...commonOptions])
    .map(({ name }) => `UNDERSIGNED_${name.replaceAll('-', '_').toUpperCase()}`),
]

/** Commands whose program is known; of our own, the verb, its options, their values and what it needs. */
export const commandsCheck: Check = ({ text }) => commandsIn(text).flatMap(commandProblems)

/** The commands of a shell text: an array of words each, without comments. */
export function commandsIn(text: string): string[][] {
  return text
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .flatMap((line) => split(line.replace(/^\$ /, '')))
}

/** One line, by `|`, `&&` and `;` outside of quotes. */
function split(line: string): string[][] {
  const commands: string[][] = [[]]
  for (const [word, bare] of line.matchAll(
    /(#.*$)|(&&|\|\|?|;)|(?:"[^"]*"|'[^']*'|[^\s"'|;&#]|(?<=\S)#)+/g,
  )) {
    if (bare !== undefined) continue
    if (/^(&&|\|\|?|;)$/.test(word)) commands.push([])
    else commands.at(-1)?.push(word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'))
  }
  return commands.filter((words) => words.length > 0)
}

function commandProblems(words: string[]): string[] {
  const problems: string[] = []
  let rest = words[0] === 'export' ? words.slice(1) : words
  const env: Record<string, string> = {}
  for (;;) {
    const [, name, value = ''] = /^([A-Z][A-Z0-9_]*)=(.*)$/s.exec(rest[0] ?? '') ?? []
    if (name === undefined) break
    env[name] = value
    if (name.startsWith('UNDERSIGNED_') && !variables.includes(name)) {
      const near = nearest(name, variables)
      problems.push(`no setting is called ${name}${near ? `; did you mean ${near}?` : ''}`)
    }
    rest = rest.slice(1)
  }
  if (rest[0] === 'sudo') rest = rest.slice(1)
  const to = rest.findIndex((word) => /^[12]?>/.test(word))
  if (to !== -1) rest = rest.slice(0, to)
  const [program, ...args] = rest
  if (program === undefined || others.test(program)) return problems
  if (program === 'npm') return [...problems, ...npmProblems(args)]
  if (program === 'npx' && args[0] === 'undersigned')
    return [...problems, ...ownProblems(args.slice(1), env)]
  if (program === 'undersigned') return [...problems, ...ownProblems(args, env)]
  return [
    ...problems,
    `"${rest.join(' ')}": the test does not know this program; a \`text\` fence is not run`,
  ]
}

function npmProblems([verb = '', name = '']: string[]): string[] {
  if (verb === 'run') return name in scripts ? [] : [`there is no npm script "${name}"`]
  if (verb === 'start' || verb === 'test') return verb in scripts ? [] : [`there is no npm ${verb}`]
  return /^(ci|install|i|view|pack)$/.test(verb) ? [] : [`npm ${verb} is not known to the test`]
}

function ownProblems(typed: string[], env: Record<string, string>): string[] {
  if (/^--(help|version)$/.test(typed[0] ?? '') || typed[0] === 'help') return []
  // The longest name: `relay status` is not `relay` with a word too many.
  const verb = verbs
    .toSorted((one, other) => other.name.length - one.name.length)
    .find(({ name }) => name === typed.slice(0, name.split(' ').length).join(' '))
  if (!verb) {
    const names = verbs.map(({ name }) => name)
    const near = nearest(typed.slice(0, 2).join(' '), names) ?? nearest(typed[0] ?? '', names)
    return [
      `there is no command "undersigned ${typed.join(' ')}"${near ? `; did you mean "${near}"?` : ''}`,
    ]
  }
  const nothing = async (): Promise<void> => {}
  try {
    const around = { out: nothing, err: nothing, env, now: () => 0 }
    parseCall(verb, typed.slice(verb.name.split(' ').length), around)
    return []
  } catch (error) {
    if (!(error instanceof CallError)) return [String(error)]
    return [`${error.message} ${error.hint ?? ''}`]
  }
}
