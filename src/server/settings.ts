import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { isSender } from './mail/compose.ts'

/** What the backend runs with. Every option of `serve` is also an environment variable `UNDERSIGNED_…`. */
export interface Settings {
  port: number
  host: string
  /** The data folder, absolute. */
  data: string
  /** The origin under which people reach this server, without a slash at its end; links are built from nothing else. */
  publicUrl: string
  /** Whether the public URL was given; else it follows the port that was taken. */
  publicUrlGiven: boolean
  smtpUrl?: string | undefined
  mailFrom?: string | undefined
  /** Whether the relay takes addresses with a non-ASCII local part; undefined: ask it. */
  smtpUtf8?: boolean | undefined
  keysFile: string
  /** Where every script that was ever served is kept. */
  scripts: string
  /** Addresses or CIDR ranges of proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: string[]
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

/** A setting that cannot be used: names it and says what it accepts. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly setting: string
  constructor(setting: string, accepts: string) {
    super(`${setting} ${accepts}`)
    this.setting = setting
  }
}

const text = z.string().check(z.minLength(1, 'must not be empty'))
const url = (protocols: string[], example: string) =>
  text.check(
    z.refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL such as ${example}`,
    ),
  )

/** Each option as it comes, as text; the name in the environment follows from the key. */
const options = {
  port: z._default(
    z.pipe(
      z
        .string()
        .check(
          z.regex(/^\d{1,5}$/, 'must be a port: a whole number from 0 (any free one) to 65535'),
        ),
      z.pipe(
        z.transform(Number),
        z.int().check(z.maximum(65535, 'must be a port: a whole number from 0 to 65535')),
      ),
    ),
    8787,
  ),
  host: z._default(text, '127.0.0.1'),
  data: z._default(text, './data'),
  databaseUrl: z.optional(
    z
      .string()
      .check(
        z.refine(
          (): boolean => false,
          'cannot be used yet: this version has no PostgreSQL store; leave it out',
        ),
      ),
  ),
  publicUrl: z.optional(
    url(['https:', 'http:'], 'https://sign.example.org').check(
      z.refine(
        (value) =>
          !URL.canParse(value) ||
          ['/', ''].includes(new URL(value).pathname + new URL(value).search),
        'must be an origin such as https://sign.example.org, without a path',
      ),
      z.refine(
        (value) =>
          !URL.canParse(value) ||
          new URL(value).protocol === 'https:' ||
          isLoopback(new URL(value).hostname),
        'must begin with https:// outside this machine',
      ),
    ),
  ),
  smtpUrl: z.optional(url(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.org:465')),
  mailFrom: z.optional(
    text.check(
      z.refine(
        (value) => !/[\r\n]/.test(value) && isSender(value),
        'must be an address such as petitions@example.org, or one with a name: Petitions <petitions@example.org>',
      ),
    ),
  ),
  smtpUtf8: z.optional(
    z.pipe(
      z.enum(['true', 'false'], 'must be true or false'),
      z.transform((value) => value === 'true'),
    ),
  ),
  keysFile: z.optional(text),
  scripts: z.optional(text),
  trustedProxies: z._default(
    z.pipe(
      z.string(),
      z.pipe(
        z.transform((value: string) =>
          value
            .split(',')
            .map((entry) => entry.trim())
            .filter(Boolean),
        ),
        z.array(
          z
            .string()
            .check(
              z.refine(
                isRange,
                'must be addresses or ranges such as 10.0.0.0/8, with commas between',
              ),
            ),
        ),
      ),
    ),
    [],
  ),
  logLevel: z._default(
    z.enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    ),
    'info',
  ),
}
export type OptionName = keyof typeof options
export const optionNames = Object.keys(options) as OptionName[]

/** `publicUrl` as it is called in the environment. */
export function environmentName(option: OptionName): string {
  return `UNDERSIGNED_${option.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
}

/**
 * Options win over the environment; an empty variable counts as absent. Throws {@link SettingsError}.
 * @param use `serves: false` for what only names the server: it sends no mail and may be called from anywhere
 */
export function readSettings(
  given: Partial<Record<OptionName, string | undefined>> = {},
  environment: Record<string, string | undefined> = {},
  { serves = true }: { serves?: boolean } = {},
): Settings {
  const raw = Object.fromEntries(
    optionNames.map((name) => [
      name,
      given[name] ?? (environment[environmentName(name)] || undefined),
    ]),
  )
  const read = z.safeParse(z.object(options), raw)
  if (!read.success) {
    const issue = read.error.issues[0]
    const name = String(issue?.path[0]) as OptionName
    throw new SettingsError(environmentName(name), issue?.message ?? 'cannot be used')
  }
  const { databaseUrl: _none, ...values } = read.data
  if (values.smtpUrl && !values.mailFrom) {
    throw new SettingsError(
      environmentName('mailFrom'),
      'is required with SMTP: the address mails come from',
    )
  }
  const isPublic = values.publicUrl && !isLoopback(new URL(values.publicUrl).hostname)
  // Behind a proxy the host is loopback too: what people are told to open is what counts.
  const outside = isLoopback(values.host)
    ? isPublic && `with the public URL ${values.publicUrl}`
    : `when listening on ${values.host}`
  for (const name of ['publicUrl', 'smtpUrl'] as const) {
    if (serves && outside && !values[name])
      throw new SettingsError(environmentName(name), `is required ${outside}, outside this machine`)
  }
  const data = resolve(values.data)
  return {
    ...values,
    data,
    publicUrl: values.publicUrl
      ? new URL(values.publicUrl).origin
      : localUrl(values.host, values.port),
    publicUrlGiven: values.publicUrl !== undefined,
    keysFile: resolve(values.keysFile ?? join(data, 'keys.json')),
    scripts: resolve(values.scripts ?? join(data, 'scripts')),
  }
}

/** Where a server on this machine is reached. */
export function localUrl(host: string, port: number): string {
  return `http://${host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Whether a host name or address means this machine only. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(name)
  )
}

function isRange(entry: string): boolean {
  const [address = '', bits, more] = entry.split('/')
  const version = isIP(address)
  if (version === 0 || more !== undefined) return false
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  )
}
