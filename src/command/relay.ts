import { startRelay, type RelayConfig, type RunningRelay } from '../relay/index.ts'
import { createLog } from '../server/index.ts'
import { nearest } from './did-you-mean.ts'
import { columns } from './help.ts'
import { configOption, readConfig } from './relay-config.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { CallError, type Call, type Verb } from './verb.ts'
import { version } from './version.ts'

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

export const relay: Verb = {
  name: 'relay',
  summary: 'Takes signatures and forwards them to a backend that needs a secret',
  positionals: [],
  options: [
    configOption,
    { name: 'port', value: '8790', help: 'The port to listen on; else as the file says' },
    { name: 'host', value: '127.0.0.1', help: 'The address to listen on; else as the file says' },
    {
      name: 'keys-file',
      value: 'FILE',
      help: "The keyring, keys.json in the file's data folder unless said otherwise",
    },
    {
      name: 'log-level',
      value: 'LEVEL',
      help: 'fatal, error, warn, info, debug, trace or silent; info unless said otherwise',
    },
  ],
  about: `A page names it with backend="json". A signature is on disk, sealed, before it is answered with "accepted", and is
then passed on to a signed webhook, NationBuilder, EveryAction or Engaging Networks, again and again until the other
side has it. The secrets of those stay on this server: the file names environment variables or other files for them.
What somebody says no to is passed on as a no, as the file says; where it does not say, the relay does not start.
Behind a proxy that speaks https, it listens on this computer only. It stops with Ctrl+C or SIGTERM.`,
  examples: [
    'undersigned relay',
    'CRM_SECRET=… undersigned relay --config /etc/undersigned/relay.json --port 9000',
  ],
  async run(call) {
    const level = call.option('log-level') ?? 'info'
    if (!levels.includes(level)) {
      const near = nearest(level, levels)
      throw new CallError(
        `--log-level must be one of ${levels.join(', ')}.`,
        near && `Did you mean ${near}?`,
      )
    }
    const config = await readConfig(call)
    return runUntilStopped(call, {
      start: () =>
        startRelay(config, {
          keysFile: call.option('keys-file'),
          log: createLog(level, { write: (line) => void call.err(line) }),
        }),
      announce: (running) => announce(call, config, running),
      failure: 'The outbox failed to write; nothing was acknowledged since. Start it again.',
    })
  },
}

async function announce(call: Call, config: RelayConfig, { url }: RunningRelay): Promise<void> {
  const petitions = config.petitions.map(({ slug }) => ({
    id: slug,
    target: config.targets.get(slug)?.kind ?? '',
  }))
  if (call.flag('json'))
    return call.out(`${JSON.stringify({ url, data: config.data, petitions })}\n`)
  await call.out(
    [
      `undersigned ${version()} relays at ${url}`,
      columns([
        ['outbox', config.data],
        ...petitions.map(({ id, target }) => [id, `to ${target}`] as const),
      ]),
      'See what is waiting with: undersigned relay status',
      'Stop it with Ctrl+C.',
      '',
    ].join('\n'),
  )
}
