import { commonOptions } from './parse.ts'
import type { Verb } from './verb.ts'

/** What `undersigned` alone says: everything there is, and where to begin. */
export function overview(verbs: readonly Verb[], version: string): string {
  const names = verbs.map((verb) => [usage(verb), verb.summary] as const)
  return `undersigned ${version}: petitions that any site can embed, and the server behind them.

Usage: undersigned COMMAND [options]

Commands:
${columns(names)}

To begin:
  undersigned serve                      starts the server on this computer
  undersigned petition put FILE.json     stores a petition; people can sign at once
  undersigned COMMAND --help             says more about one command

Every option is also an environment variable: --public-url is UNDERSIGNED_PUBLIC_URL.
Exit codes: 0 done, 1 the work failed, 2 the call was wrong.`
}

/** What `undersigned VERB --help` says. */
export function verbHelp(verb: Verb): string {
  const options = [...verb.options, ...commonOptions].map(
    ({ name, value, help }) => [`--${name}${value ? ` ${value}` : ''}`, help] as const,
  )
  return [
    `${verb.summary}.`,
    `Usage: undersigned ${usage(verb)} [options]`,
    ...(verb.about ? [verb.about] : []),
    `Options:\n${columns(options)}`,
    `Examples:\n${verb.examples.map((example) => `  ${example}`).join('\n')}`,
  ].join('\n\n')
}

function usage(verb: Verb): string {
  return [verb.name, ...verb.positionals].join(' ')
}

/** Two columns, the first as wide as it needs to be. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([first]) => first.length)) + 2
  return rows.map(([first, second]) => `  ${first.padEnd(width)}${second}`.trimEnd()).join('\n')
}
