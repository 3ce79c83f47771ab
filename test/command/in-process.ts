import { run as runCommand } from '../../src/command/run.ts'

/** What a command said and how it ended. */
interface Ended {
  code: number
  out: string
  err: string
  json: () => unknown
}

/** The command in this process: for calls that end by themselves. */
export function run(...words: string[]): Promise<Ended> {
  return runWith({}, ...words)
}

export async function runWith(env: Record<string, string>, ...words: string[]): Promise<Ended> {
  const said = { out: '', err: '' }
  const code = await runCommand(words, {
    out: async (text) => void (said.out += text),
    err: async (text) => void (said.err += text),
    env,
    now: Date.now,
  })
  return { code, ...said, json: () => JSON.parse(said.out) as unknown }
}
