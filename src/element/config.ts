import type { Adapter } from '../adapters/index.ts'
import { fieldNames, parseField, slugPattern, type Field } from '../schema/index.ts'
import type { Accepted } from './mistakes.ts'

/** What the page said, unread: attributes are text, properties may be anything. */
export interface Raw {
  petition?: unknown
  endpoint?: unknown
  backend?: unknown
  partner?: unknown
  source?: unknown
  fields?: unknown
  goal?: unknown
  headingLevel?: unknown
  live?: unknown
  load?: unknown
  announceTally?: unknown
  preview?: unknown
  shareUrl?: unknown
  theme?: unknown
  tone?: unknown
  variant?: unknown
  config?: unknown
}

/** The `config` property: what a script in the slot `config` holds. */
export interface InlineConfig {
  /** As in the document of a petition, for backends that have none. */
  petition?: object | undefined
  /** What the backend needs to know besides its endpoint. */
  backendOptions?: object | undefined
}

/** What surrounds the element, passed in so that reading needs no page. */
export interface Surroundings {
  /** What paths are counted from: the page's address, or what its `<base>` says. */
  url: string
  /** The page's own origin, where it may be another than that of `url`. */
  origin?: string
  /** The script's own origin, where that is the default endpoint. */
  scriptOrigin?: string | undefined
}

/** What the element was told, read once; past this point it can be trusted. */
export interface Config {
  petition: string
  endpoint: string
  /** The endpoint is the script's own origin, for want of an attribute: only good if a petition document comes from it. */
  isGuessed: boolean
  backend: string | Adapter
  partner: string | undefined
  source: string | undefined
  /** The order the page wants, and the optional fields it leaves out. */
  fields: readonly Field[] | undefined
  goal: number | 'auto' | undefined
  headingLevel: number
  live: 'auto' | 'poll' | 'off'
  load: 'eager' | 'visible' | 'click'
  announceTally: boolean
  preview: boolean
  shareUrl: string | undefined
  theme: 'light' | 'dark' | 'host' | 'auto'
  tone: 'formal' | 'informal' | undefined
  variant: 'line' | 'bar' | 'number'
  /** The petition as the page itself gives it, for backends without a document; read when it is wanted. */
  document: unknown
  backendOptions: Record<string, unknown>
}

/**
 * A mistake of the embedder: which setting, and what it was. What it accepts is explained by `mistakes.ts`, which
 * only pages with a mistake load.
 */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly setting: string
  readonly value: unknown
  readonly accepted: Accepted

  constructor(setting: string, value: unknown, accepted: Accepted) {
    super(`${setting} is ${shown(value)}`)
    this.setting = setting
    this.value = value
    this.accepted = accepted
  }

  /** Nothing was set at all, so it may only be late. */
  get isMissing(): boolean {
    return !isSet(this.value)
  }
}

/**
 * Reads what the page said.
 * @throws {ConfigError} for what a form cannot be shown without; anything else wrong is told to `warn` and its default used
 */
export function readConfig(
  raw: Raw,
  around: Surroundings,
  warn: (mistake: ConfigError) => void,
): Config {
  /** A setting that stops nothing: what cannot be read warns, and counts as not set. */
  const read = <T>(
    setting: string,
    value: unknown,
    accepted: Accepted,
    parse: (text: string) => T | undefined,
  ): T | undefined => {
    if (!isSet(value)) return undefined
    const parsed = parse(String(value))
    if (parsed === undefined) warn(new ConfigError(setting, value, accepted))
    return parsed
  }
  const word = <const T extends string>(
    setting: string,
    value: unknown,
    ...words: T[]
  ): T | undefined => read(setting, value, words, (text) => words.find((word) => word === text))

  const inline = readInline(raw.config, warn)
  const backend = readBackend(filled(raw.backend))
  const given = filled(raw.endpoint)
  const guessed = !isSet(given) && backend === 'undersigned' ? around.scriptOrigin : undefined
  const live = { true: 'auto', false: 'off' }[String(raw.live)] ?? raw.live
  const asked = new URL(around.url).searchParams

  return {
    petition: readId(raw.petition, backend),
    endpoint: guessed ?? readEndpoint(given, backend, around),
    isGuessed: guessed !== undefined,
    backend,
    partner: readPartner(filled(raw.partner)),
    // Where people came from: the attribute, else what a link to the page says.
    source: isSet(raw.source)
      ? read('source', filled(raw.source), 'slug', slugOf)
      : (slugOf(asked.get('source') ?? '') ?? slugOf(asked.get('utm_source') ?? '')),
    fields: readFields(filled(raw.fields)),
    goal: read('goal', filled(raw.goal), 'goal', (text) =>
      text === 'auto' ? text : wholeOf(text, Number.MAX_SAFE_INTEGER),
    ),
    headingLevel:
      read('heading-level', filled(raw.headingLevel), 'level', (text) => wholeOf(text, 6)) ?? 2,
    live: word('live', live, 'auto', 'poll', 'off') ?? 'auto',
    load: word('load', raw.load, 'eager', 'visible', 'click') ?? 'eager',
    announceTally: isOn(raw.announceTally),
    preview: isOn(raw.preview),
    shareUrl: read('share-url', filled(raw.shareUrl), 'url', (text) => {
      const url = URL.canParse(text, around.url) ? new URL(text, around.url) : undefined
      return url && /^https?:$/.test(url.protocol) ? url.href : undefined
    }),
    theme: word('theme', raw.theme, 'light', 'dark', 'host', 'auto') ?? 'light',
    tone: word('tone', raw.tone, 'formal', 'informal'),
    variant: word('variant', raw.variant, 'line', 'bar', 'number') ?? 'line',
    ...inline,
  }
}

function readId(value: unknown, backend: string | Adapter): string {
  const pattern =
    typeof backend !== 'string'
      ? backend.petitionPattern
      : backend === 'undersigned'
        ? slugPattern
        : undefined
  const id = isSet(value) ? String(value).trim() : ''
  if (id && (pattern?.test(id) ?? true)) return id
  throw new ConfigError(
    'petition',
    value,
    isSet(value) ? (pattern === slugPattern ? 'slug' : 'id') : 'petition',
  )
}

/** Whether there is a backend of that name turns out when it is loaded. */
function readBackend(value: unknown): string | Adapter {
  if (!isSet(value)) return 'undersigned'
  // Its other verbs are its own promise.
  return isRecord(value) && typeof value['sign'] === 'function'
    ? (value as unknown as Adapter)
    : String(value)
}

function readEndpoint(
  value: unknown,
  backend: string | Adapter,
  { url, origin = new URL(url).origin }: Surroundings,
): string {
  // An adapter that is handed over knows its own way.
  if (!isSet(value) && typeof backend !== 'string') return ''
  const text = isSet(value) ? String(value) : ''
  // "sign.example.org" is meant as a host, and would be read as a path.
  const isPath = /^\.{0,2}\//.test(text)
  const base = isPath ? url : undefined
  if (URL.canParse(text, base) && !/\s/.test(text)) {
    const found = new URL(text, base)
    const { protocol, hostname, username, hash } = found
    const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$|\.localhost$/.test(hostname)
    const isGood = isPath
      ? // A `<base>` of somebody else's would lead elsewhere than the page's author wrote.
        found.origin === origin
      : !username && !hash && (protocol === 'https:' || (protocol === 'http:' && isLocal))
    // A host has two ways to be written; any other address is what it is, to the last slash.
    if (isGood) return found.href === `${found.origin}/` ? found.origin : found.href
  }
  throw new ConfigError('endpoint', value, 'endpoint')
}

function readPartner(value: unknown): string | undefined {
  if (!isSet(value)) return undefined
  const slug = slugOf(String(value))
  if (!slug) throw new ConfigError('partner', value, 'slug')
  return slug
}

function readFields(value: unknown): Field[] | undefined {
  if (!isSet(value)) return undefined
  const words = Array.isArray(value)
    ? value.map(String)
    : String(value)
        .trim()
        .split(/[\s,]+/)
  const names = new Set<string>()
  return words.map((word) => {
    const field = parseField(word)
    if (!field) throw new ConfigError('fields', word, fieldNames)
    if (names.has(field.name)) throw new ConfigError('fields', words.join(' '), 'once')
    names.add(field.name)
    return field
  })
}

function readInline(
  config: unknown,
  warn: (mistake: ConfigError) => void,
): Pick<Config, 'document' | 'backendOptions'> {
  if (!isSet(config)) return { document: undefined, backendOptions: {} }
  if (!isRecord(config)) throw new ConfigError('config', config, 'config')
  const {
    petition,
    backendOptions = {},
    ...others
  }: Record<string, unknown> = { __proto__: null, ...config }
  for (const key of Object.keys(others))
    warn(new ConfigError('config', key, ['petition', 'backendOptions']))
  if (!isRecord(backendOptions))
    throw new ConfigError('config.backendOptions', backendOptions, 'object')
  return { document: petition, backendOptions }
}

/** What is empty, or nothing but blanks, is what a page builder left empty. */
function filled(value: unknown): unknown {
  const text = typeof value === 'string' ? value.trim() : value
  return text === '' ? undefined : text
}

function slugOf(text: string): string | undefined {
  return slugPattern.test(text) ? text : undefined
}

/** A whole number from 1 to `most`. */
function wholeOf(text: string, most: number): number | undefined {
  const number = Number(text)
  return Number.isInteger(number) && number > 0 && number <= most ? number : undefined
}

/** On when it is there, and does not say otherwise: some frameworks write `preview="false"` for false. */
function isOn(value: unknown): boolean {
  return isSet(value) && `${value}` !== 'false'
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  if (!isSet(value)) return 'not set'
  return typeof value === 'string' ? `"${value.slice(0, 80)}"` : String(value)
}
