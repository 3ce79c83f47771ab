import type { Adapter } from '../adapters/index.ts'
import { closest } from './closest.ts'
import {
  fieldNames,
  parseField,
  readPetition,
  slugPattern,
  type Field,
  type Petition,
} from '../schema/index.ts'

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

/** What surrounds the element, passed in so that reading needs no page. */
export interface Surroundings {
  /** The page's address. */
  url: string
  /** Names a backend may be called by. */
  backends: readonly string[]
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
  /** The petition as the page itself gives it, for backends without a document. */
  document: Petition | undefined
  backendOptions: Record<string, unknown>
}

/** A mistake of the embedder: which setting, what it was, what it may be. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly setting: string
  /** Nothing was set at all, so it may only be late. */
  readonly isMissing: boolean

  constructor(setting: string, value: unknown, accepted: string, near?: string) {
    super(
      `${setting} is ${isSet(value) ? shown(value) : 'not set'}; it accepts ${accepted}` +
        (near ? `. Did you mean "${near}"?` : ''),
    )
    this.setting = setting
    this.isMissing = !isSet(value)
  }
}

/**
 * Reads what the page said.
 * @throws {ConfigError} for what a form cannot be shown without; anything else wrong is told to `warn` and its default used
 */
export function readConfig(
  raw: Raw,
  around: Surroundings,
  warn: (problem: string) => void,
): Config {
  const inline = readInline(raw.config)
  const backend = readBackend(raw.backend, around.backends)
  const guessed =
    !isSet(raw.endpoint) && backend === 'undersigned' ? around.scriptOrigin : undefined
  const choose = <const T extends string>(
    setting: string,
    value: unknown,
    choices: readonly [T, ...T[]],
  ): T => oneOf(setting, value, choices, warn) ?? choices[0]

  return {
    petition: readId(raw.petition, backend),
    endpoint: guessed ?? readEndpoint(raw.endpoint, backend, around.url),
    isGuessed: guessed !== undefined,
    backend,
    partner: readSlug('partner', raw.partner),
    source: readSource(raw.source, around.url, warn),
    fields: readFields(raw.fields),
    goal: readGoal(raw.goal, warn),
    headingLevel: readLevel(raw.headingLevel, warn),
    live: choose('live', { true: 'auto', false: 'off' }[String(raw.live)] ?? raw.live, [
      'auto',
      'poll',
      'off',
    ]),
    load: choose('load', raw.load, ['eager', 'visible', 'click']),
    announceTally: isOn(raw.announceTally),
    preview: isOn(raw.preview),
    shareUrl: readUrl('share-url', raw.shareUrl, around.url, warn),
    theme: choose('theme', raw.theme, ['light', 'dark', 'host', 'auto']),
    tone: oneOf('tone', raw.tone, ['formal', 'informal'], warn),
    variant: choose('variant', raw.variant, ['line', 'bar', 'number']),
    ...inline,
  }
}

function readId(value: unknown, backend: string | Adapter): string {
  const pattern =
    typeof backend === 'string'
      ? backend === 'undersigned'
        ? slugPattern
        : undefined
      : backend.petitionPattern
  if (isSet(value)) {
    const id = String(value).trim()
    if (id && (pattern?.test(id) ?? true)) return id
    throw new ConfigError(
      'petition',
      value,
      pattern === slugPattern
        ? 'a slug: a to z, 0 to 9 and hyphens'
        : 'what the backend calls the petition',
      id ? slugLike(id) : undefined,
    )
  }
  throw new ConfigError('petition', value, 'the name of a petition')
}

function readBackend(value: unknown, known: readonly string[]): string | Adapter {
  if (!isSet(value)) return 'undersigned'
  if (typeof value === 'object' && value !== null && 'sign' in value) return value as Adapter // its verbs are its own promise
  const name = String(value)
  if (known.includes(name)) return name
  throw new ConfigError('backend', value, known.join(', '), closest(name, known))
}

function readEndpoint(value: unknown, backend: string | Adapter, page: string): string {
  const accepted = 'an https: URL, http: on this machine, or a path on the same origin'
  // An adapter that is handed over knows its own way.
  if (!isSet(value) && typeof backend !== 'string') return ''
  const text = isSet(value) ? String(value).trim() : ''
  // "sign.example.org" is meant as a host, and would be read as a path.
  const isPath = /^\.{0,2}\//.test(text)
  if (URL.canParse(text, isPath ? page : undefined)) {
    const { protocol, hostname, origin, href } = new URL(text, page)
    const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$|\.localhost$/.test(hostname)
    const isHere = isPath && origin === new URL(page).origin
    if (isHere || protocol === 'https:' || (protocol === 'http:' && isLocal))
      return href.replace(/\/$/, '')
  }
  throw new ConfigError(
    'endpoint',
    value,
    accepted,
    /^[\w-]+(\.[\w-]+)+([:/]|$)/.test(text)
      ? `https://${text}`
      : text.startsWith('http:')
        ? text.replace('http:', 'https:')
        : undefined,
  )
}

function readSlug(setting: string, value: unknown): string | undefined {
  if (!isSet(value) || value === '') return undefined
  if (slugPattern.test(String(value))) return String(value)
  throw new ConfigError(
    setting,
    value,
    'a slug: a to z, 0 to 9 and hyphens',
    slugLike(String(value)),
  )
}

/** Where people came from: the attribute, else what a link to the page says. A wrong one is only left out. */
function readSource(
  value: unknown,
  page: string,
  warn: (problem: string) => void,
): string | undefined {
  const asked = new URL(page).searchParams
  const source = isSet(value)
    ? String(value)
    : (asked.get('source') ?? asked.get('utm_source') ?? '')
  if (!source || slugPattern.test(source)) return source || undefined
  if (isSet(value))
    warn(new ConfigError('source', value, 'a slug: a to z, 0 to 9 and hyphens').message)
  return undefined
}

function readFields(value: unknown): Field[] | undefined {
  if (!isSet(value) || value === '') return undefined
  const words = Array.isArray(value)
    ? value.map(String)
    : String(value)
        .trim()
        .split(/[\s,]+/)
  const fields = words.map((word) => {
    const field = parseField(word)
    if (!field)
      throw new ConfigError(
        'fields',
        word,
        `the words ${fieldNames.join(' ')}, ? marks an optional one`,
        closest(word, fieldNames),
      )
    return field
  })
  const twice = fields.find(({ name }, i) => fields.findIndex((field) => field.name === name) < i)
  if (twice) throw new ConfigError('fields', words.join(' '), 'each field once')
  return fields
}

function readGoal(value: unknown, warn: (problem: string) => void): number | 'auto' | undefined {
  if (!isSet(value) || value === '') return undefined
  if (value === 'auto') return 'auto'
  const goal = Number(value)
  if (Number.isSafeInteger(goal) && goal > 0) return goal
  warn(new ConfigError('goal', value, 'a whole number or "auto"').message)
  return undefined
}

function readLevel(value: unknown, warn: (problem: string) => void): number {
  if (!isSet(value) || value === '') return 2
  const level = Number(value)
  if (Number.isInteger(level) && level >= 1 && level <= 6) return level
  warn(new ConfigError('heading-level', value, '1 to 6').message)
  return 2
}

function readUrl(
  setting: string,
  value: unknown,
  page: string,
  warn: (problem: string) => void,
): string | undefined {
  if (!isSet(value) || value === '') return undefined
  const url = URL.canParse(String(value), page) ? new URL(String(value), page) : undefined
  if (url && /^https?:$/.test(url.protocol)) return url.href
  warn(new ConfigError(setting, value, 'a URL').message)
  return undefined
}

function readInline(config: unknown): Pick<Config, 'document' | 'backendOptions'> {
  if (!isSet(config)) return { document: undefined, backendOptions: {} }
  if (!isRecord(config))
    throw new ConfigError('config', config, 'an object with "petition" and "backendOptions"')
  const { petition, backendOptions = {} } = config
  if (!isRecord(backendOptions))
    throw new ConfigError('config.backendOptions', backendOptions, 'an object')
  if (petition === undefined) return { document: undefined, backendOptions }
  // A page writes neither a revision nor every detail: what the tolerant reader needs is added.
  const document = isRecord(petition)
    ? readPetition({ revision: '', lang: 'en', id: '', text: '', ...petition })
    : undefined
  if (!document) {
    throw new ConfigError(
      'config.petition',
      petition,
      'an object with at least title, target.name, owner.name, and controller with name, privacyUrl and contact',
    )
  }
  return { document, backendOptions }
}

function oneOf<T extends string>(
  setting: string,
  value: unknown,
  choices: readonly T[],
  warn: (problem: string) => void,
): T | undefined {
  if (!isSet(value)) return undefined
  const choice = choices.find((word) => word === value)
  if (!choice)
    warn(
      new ConfigError(setting, value, choices.join(', '), closest(String(value), choices)).message,
    )
  return choice
}

/** A boolean attribute is on when it is there; a property says it itself. */
function isOn(value: unknown): boolean {
  return isSet(value) && value !== false
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function slugLike(text: string): string | undefined {
  const slug = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return slugPattern.test(slug) ? slug : undefined
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value.slice(0, 80)}"` : String(value)
}
