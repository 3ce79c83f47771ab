import { isRecord } from './is-record.ts'

/** How the widget comes into a page. */
export const ways = ['module', 'div', 'classic', 'iframe', 'wordpress', 'link'] as const
export type Way = (typeof ways)[number]

/** How the tally is shown elsewhere on the page, in the words of its `variant`. */
export const tallies = ['line', 'bar', 'number'] as const
export type TallyChoice = '' | (typeof tallies)[number]

/** Everything that is chosen here; what is not chosen is absent or empty. Nothing in it is about a visitor. */
export interface Choices {
  way: Way
  /** Of the element, by name, as they are written; those that are on by being there are empty. */
  attributes: Readonly<Record<string, string>>
  /** What stands inside the element for backends that have no petition document. */
  config: Readonly<Record<string, unknown>>
  /** Custom properties, without `--undersigned-`. */
  look: Readonly<Record<string, string>>
  /** Where the script is, when that is not the endpoint. */
  script: string
  /** The version of the script that is pinned, with its integrity. */
  pin: Pin | undefined
  tally: TallyChoice
  /** Keep the widget's place free until it has come. */
  reserve: boolean
  /** Where to sign without the script, when that is not the petition's page at the endpoint. */
  link: string
  /** Origin of the page around an iframe: it may show the form. */
  site: string
}

/** A script that never changes. */
export interface Pin {
  version: string
  integrity: string
}

export const example = {
  endpoint: 'https://sign.example.org',
  petition: 'keep-the-trafficking-unit',
}

/** What somebody finds who comes for the first time. */
export const start: Choices = {
  way: 'module',
  attributes: { petition: example.petition, endpoint: example.endpoint },
  config: {},
  look: {},
  script: '',
  pin: undefined,
  tally: '',
  reserve: true,
  link: '',
  site: '',
}

/** The backend that is meant. */
export function backendOf({ attributes }: Choices): string {
  return attributes['backend'] || 'undersigned'
}

/** Whether the petition's text, fields and consents come from the backend. */
export function hasDocument(choices: Choices): boolean {
  return backendOf(choices) === 'undersigned'
}

/** The same with an attribute that says something else; empty takes it away, but for those that are on by being there. */
export function withAttribute(choices: Choices, name: string, value: string | undefined): Choices {
  const { [name]: _, ...rest } = choices.attributes
  return { ...choices, attributes: value === undefined ? rest : { ...rest, [name]: value } }
}

/** The value at a path such as `petition.target.name`. */
export function valueAt(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      object,
    )
}

/** The text at a path; empty when there is none. */
export function textAt(object: unknown, path: string): string {
  const value = valueAt(object, path)
  return typeof value === 'string' ? value : ''
}

/** A copy with another value at the path; undefined takes it away, and objects that it leaves empty. */
export function withValueAt(
  object: Readonly<Record<string, unknown>>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  const [key = '', ...rest] = path.split('.')
  const { [key]: before, ...others } = object
  const inner = rest.length
    ? withValueAt(isRecord(before) ? before : {}, rest.join('.'), value)
    : value
  const isGone = inner === undefined || (rest.length && Object.keys(Object(inner)).length === 0)
  if (isGone) return others
  return { ...object, [key]: inner }
}
