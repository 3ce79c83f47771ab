import { dirname, resolve } from 'node:path'
import { readRelayConfig, RelayConfigError, RelayFile, type RelayConfig } from '../relay/index.ts'
import { nearest } from './did-you-mean.ts'
import { readStrictly, type Problem } from './file-problems.ts'
import { readJsonFile } from './json-file.ts'
import { CallError, WorkError, type Call, type Option } from './verb.ts'

/** Where the relay's configuration is. */
export const configOption: Option = {
  name: 'config',
  value: 'FILE.json',
  help: 'What it takes and where it passes it on; relay.json unless said otherwise',
}

/** The file as it is written, without its secrets: enough to find the outbox. */
export async function readRelayFile(call: Call): Promise<{ file: RelayFile; source: string }> {
  const source = call.option('config') ?? 'relay.json'
  const read = readStrictly(RelayFile, await readJsonFile(source))
  if ('problems' in read) throw wrong(source, read.problems)
  return { file: read.file, source }
}

/** The whole configuration. Throws {@link WorkError} with everything that is wrong; no secret is ever quoted. */
export async function readConfig(call: Call): Promise<RelayConfig> {
  const { file, source } = await readRelayFile(call)
  const port = call.option('port')
  if (port !== undefined && !/^\d{1,5}$/.test(port))
    throw new CallError('--port must be a port: a whole number from 0 (any free one) to 65535.')
  const given = {
    ...file,
    ...(port !== undefined && { port: Number(port) }),
    ...(call.option('host') !== undefined && { host: call.option('host') }),
  } as RelayFile // the same shape
  try {
    return readRelayConfig(given, { env: call.env, folder: dirname(resolve(source)) })
  } catch (error) {
    if (!(error instanceof RelayConfigError)) throw error
    throw wrong(source, suggest(error.problems, file))
  }
}

/** Where the outbox of a configuration lies. */
export async function outboxPlace(
  call: Call,
): Promise<{ data: string; keysFile: string | undefined }> {
  const { file, source } = await readRelayFile(call)
  return { data: resolve(dirname(source), file.data), keysFile: call.option('keys-file') }
}

/** A consent that is mapped and not asked may be one that is spelled otherwise. */
function suggest(problems: readonly Problem[], { petitions }: RelayFile): Problem[] {
  return problems.map(({ path, message }) => {
    const [, i, id] = /^petitions\[(\d+)\]\.target\.consents\.([^.]+)$/.exec(path) ?? []
    const asked = petitions[Number(i)]?.consents.map((consent) => consent.id) ?? []
    const near = id && !asked.includes(id) ? nearest(id, asked) : undefined
    return { path, message: near ? `${message}; did you mean "${near}"?` : message }
  })
}

function wrong(source: string, problems: readonly Problem[]): WorkError {
  const lines = problems.map(({ path, message }) => `  ${path || 'the file'} ${message}`)
  const many = problems.length === 1 ? 'one thing is' : `${problems.length} things are`
  return new WorkError(
    `${source} cannot be used, ${many} wrong:\n${lines.join('\n')}`,
    'Nothing was started.',
    problems,
  )
}
