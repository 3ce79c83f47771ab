import { createLog, keysExported, startServer, type RunningServer } from '../server/index.ts'
import { dataOptions } from './data-options.ts'
import { columns } from './help.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { version } from './version.ts'
import type { Call, Verb } from './verb.ts'

export const serve: Verb = {
  name: 'serve',
  summary: 'Starts the server',
  positionals: [],
  options: [
    { name: 'port', value: '8787', help: 'The port to listen on; 0 takes any free one' },
    {
      name: 'host',
      value: '127.0.0.1',
      help: 'The address to listen on; this computer only, unless said otherwise',
    },
    {
      name: 'public-url',
      value: 'URL',
      help: 'Where people reach it, such as https://sign.example.org; links are built from it',
    },
    {
      name: 'smtp-url',
      value: 'URL',
      help: 'The mail relay: smtp://user:password@host:587 or smtps://…:465',
    },
    {
      name: 'mail-from',
      value: 'ADDRESS',
      help: 'Who mails come from: "Petitions <petitions@example.org>"',
    },
    {
      name: 'smtp-utf8',
      value: 'true|false',
      help: 'Whether the relay takes addresses beyond ASCII; asked of it otherwise',
    },
    {
      name: 'trusted-proxies',
      value: 'LIST',
      help: 'Addresses or ranges whose X-Forwarded-For is believed, with commas between',
    },
    {
      name: 'scripts',
      value: 'FOLDER',
      help: 'Where every script that was ever served is kept; scripts in the data folder',
    },
    {
      name: 'log-level',
      value: 'LEVEL',
      help: 'fatal, error, warn, info, debug, trace or silent; info unless said otherwise',
    },
    ...dataOptions,
  ],
  about: `Without options it listens on this computer only, keeps everything in ./data and shows its mails at /mailbox
instead of sending them: right for trying it out. To be reached by others it needs --host, --public-url
and --smtp-url with --mail-from. Put a password into the environment rather than on the command line:
UNDERSIGNED_SMTP_URL. Behind a proxy, list it with --trusted-proxies: without that all visitors count as one
network, which has at most 500 live tallies; the others see new numbers by asking every few seconds.
It stops with Ctrl+C or SIGTERM and finishes first what it has begun.`,
  examples: [
    'undersigned serve',
    'undersigned serve --port 9000 --data ./try',
    'UNDERSIGNED_SMTP_URL=smtps://me:secret@mail.example.org undersigned serve --host 0.0.0.0 --public-url https://sign.example.org --mail-from petitions@example.org',
  ],
  async run(call) {
    return runUntilStopped(call, {
      start: async () => {
        const settings = call.settings()
        return startServer(settings, {
          // Beside what is said to people, which goes to the standard output.
          log: createLog(settings.logLevel, { write: (line) => void call.err(line) }),
        })
      },
      announce: (server) => announce(call, server),
      failure: 'The store failed to write; nothing was acknowledged since. Start it again.',
    })
  },
}

async function announce(
  call: Call,
  { url, settings, keyring, petitions }: RunningServer,
): Promise<void> {
  const exported = (await keysExported(settings.keysFile, keyring.fingerprint)) !== undefined
  const mailbox = settings.smtpUrl ? undefined : `${url}/mailbox`
  const count = petitions.all().length
  if (call.flag('json')) {
    const started = {
      url,
      publicUrl: settings.publicUrl,
      data: settings.data,
      mailbox,
      petitions: count,
      keysExported: exported,
    }
    return call.out(`${JSON.stringify(started)}\n`)
  }
  const rows: [string, string][] = [
    ...(settings.publicUrl === url ? [] : [['public', settings.publicUrl] as [string, string]]),
    ['data', settings.data],
    ['mail', mailbox ? `stays on this computer: ${mailbox}` : 'by SMTP'],
    [
      'petitions',
      count === 0 ? 'none yet; store one with: undersigned petition put FILE.json' : String(count),
    ],
  ]
  const keys =
    'The keys were never exported. Without a copy of them every backup is worthless: undersigned keys export'
  await call.out(
    [
      `undersigned ${version()} is at ${url}`,
      columns(rows),
      ...(exported ? [] : [keys]),
      'Stop it with Ctrl+C.',
      '',
    ].join('\n'),
  )
}
