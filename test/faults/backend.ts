import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestContext } from 'node:test'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

const program = fileURLToPath(new URL('../../dist/command/main.js', import.meta.url))

/** The built backend over one data folder, started and killed as often as a test likes. */
export interface BackendProcess {
  data: string
  /** Everything it has said so far, over all starts, logs and complaints included. */
  output(): string
  /** Starts it and waits until it takes signatures; resolves to its origin and how long that took, in milliseconds. */
  start(): Promise<{ url: string; readyMs: number }>
  /** Ends it at once, as a power cut would end the process. */
  kill(): Promise<void>
  /** Ends it in order; resolves to its exit code. */
  stop(): Promise<number | null>
  command(...words: string[]): Promise<Ended>
}

export interface Ended {
  code: number | null
  output: string
}

/** A backend of the test's own. Options are those of `serve`, without their `--`. */
export function backendProcess(
  t: TestContext,
  options: Record<string, string> = {},
): BackendProcess {
  const folder = tempFolder()
  const said: string[] = []
  let child: ChildProcess | undefined
  t.after(async () => {
    await end('SIGKILL')
    folder.remove()
  })

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const running = child
    child = undefined
    if (!running || running.exitCode !== null || running.signalCode !== null)
      return running?.exitCode ?? null
    const ended = once(running, 'exit')
    running.kill(signal)
    await ended
    return running.exitCode
  }

  return {
    data: folder.path,
    output: () => said.join(''),
    async start() {
      const began = performance.now()
      const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
      const started = (child = launch(
        'serve',
        '--json',
        '--port',
        '0',
        '--data',
        folder.path,
        ...words,
      ))
      let line = ''
      started.stdout?.on('data', (chunk) => {
        line += String(chunk)
        said.push(String(chunk))
      })
      started.stderr?.on('data', (chunk) => said.push(String(chunk)))
      const url = await until('the backend to start', () => {
        if (started.exitCode !== null)
          throw new Error(`it ended with ${started.exitCode}: ${said.join('')}`)
        return line.includes('\n') && (JSON.parse(line) as { url: string }).url
      })
      await until('the backend to be ready', async () => (await fetch(`${url}/readyz`)).ok)
      return { url, readyMs: performance.now() - began }
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    command: (...words) => runCommand(...words, '--data', folder.path),
  }
}

/** Runs one verb of the built command to its end. */
export async function runCommand(...words: string[]): Promise<Ended> {
  const child = launch(...words)
  let output = ''
  child.stdout?.on('data', (chunk) => (output += String(chunk)))
  child.stderr?.on('data', (chunk) => (output += String(chunk)))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}

function launch(...words: string[]): ChildProcess {
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith('UNDERSIGNED_'))
  return spawn(process.execPath, [program, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: Object.fromEntries(ours),
  })
}

export const petitionId = 'keep-the-unit'

/** Puts an open petition with the command and resolves to its revision. */
export async function putPetition(
  backend: BackendProcess,
  changes: Record<string, unknown> = {},
): Promise<void> {
  const file = join(backend.data, 'petition.json')
  writeFileSync(
    file,
    JSON.stringify({
      id: petitionId,
      lang: 'en',
      title: 'Keep the unit',
      text: 'We, the undersigned, ask to keep the unit.',
      target: { name: 'The Commissioner' },
      owner: { name: 'The owner' },
      controller: {
        name: 'The owner',
        privacyUrl: 'https://owner.example/privacy',
        contact: 'privacy@owner.example',
      },
      fields: ['name', 'email', 'country', 'postcode?', 'comment?'],
      consents: [{ id: 'updates', purpose: 'updates', controller: 'The owner', text: 'Email me' }],
      tallyDelay: 'none',
      ...changes,
    }),
  )
  const { code, output } = await backend.command('petition', 'put', file)
  if (code !== 0) throw new Error(`petition put ended with ${code}: ${output}`)
}

/** A signature in order, by a person of their own. */
export function signatureOf(person: string, revision: string): Record<string, unknown> {
  return {
    name: `${person} Signer`,
    email: `${person}@people.example`,
    country: 'GB',
    consents: {},
    locale: 'en',
    shown: revision,
    trap: '',
  }
}

export async function revisionOf(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/petitions/${petitionId}`)
  return ((await response.json()) as { revision: string }).revision
}

export function postSignature(url: string, key: string, body: unknown): Promise<Response> {
  return fetch(`${url}/v1/petitions/${petitionId}/signatures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  })
}

/** The link of a kind in a mail, without its origin: a backend started anew has another port. */
export function linkIn(mail: string, kind: 'confirm' | 'withdraw'): string | undefined {
  return new RegExp(`/${kind}/[a-z2-7]{39}`).exec(mail)?.[0]
}

/** Presses the button of a page that a link opens. */
export function press(link: string): Promise<Response> {
  return fetch(link, { method: 'POST', body: new URLSearchParams({ answer: 'confirm' }) })
}
