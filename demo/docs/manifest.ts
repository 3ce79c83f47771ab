import { readFileSync } from 'node:fs'
import { marked } from 'marked'
import { escape, table } from './markdown.ts'

/** What the manifest says of one thing; types of attributes are in the manifest as text. */
interface Described {
  name: string
  description?: string
  type?: { text: string }
}

interface Member extends Described {
  kind: 'field' | 'method'
  readonly?: boolean
  privacy?: string
  parameters?: (Described & { optional?: boolean })[]
  return?: { type?: { text: string } }
}

export interface ElementManifest {
  tagName: string
  description?: string
  attributes?: (Described & { fieldName?: string })[]
  members?: Member[]
  events?: Described[]
  slots?: Described[]
  cssParts?: Described[]
  cssProperties?: Described[]
}

/** The elements, as the build describes them from their doc comments. */
export function readManifest(): ElementManifest[] {
  const file = new URL('../../dist/custom-elements.json', import.meta.url)
  // Written by the analyzer; the house tests compare it with the contract.
  const { modules } = JSON.parse(readFileSync(file, 'utf8')) as {
    modules: { declarations: ElementManifest[] }[]
  }
  return modules.flatMap(({ declarations }) => declarations)
}

/** One table of an element: `attributes`, `properties`, `methods`, `events`, `slots`, `parts` or `custom-properties`. */
export function manifestTable(kind: string, element: ElementManifest, details: Details): string {
  const make = tables[kind]
  if (!make)
    throw new Error(`there is no table "${kind}"; there are: ${Object.keys(tables).join(', ')}`)
  const { head, rows } = make(element, details)
  return table(head, rows, `${kind.replace('-', ' ')} of ${element.tagName}`)
}

/** What of an event is not in the manifest: the keys of its `detail`, by its name. */
export type Details = Record<string, string>

type Rows = { head: string[]; rows: string[][] }

/** Public by the contract; the manifest also lists what the elements' own parts call. */
const properties = ['ready', 'status', 'tally', 'state', 'config', 'messages']
const methods = ['refresh', 'reset', 'focus']

const tables: Record<string, (element: ElementManifest, details: Details) => Rows> = {
  attributes: ({ attributes = [] }) => ({
    head: ['Attribute', 'Property', 'What it says'],
    rows: attributes.map(({ name, fieldName, description }) => [
      code(name),
      // `lang` and `dir` are every element's own.
      code(fieldName ?? name),
      words(description),
    ]),
  }),
  properties: ({ members = [] }) => ({
    head: ['Property', 'Type', 'What it is'],
    rows: members
      .filter(({ kind, name }) => kind === 'field' && properties.includes(name))
      .map(({ name, type, description, readonly }) => [
        code(name),
        code(type?.text ?? ''),
        `${words(description)}${readonly ? ' Read only.' : ''}`,
      ]),
  }),
  methods: ({ members = [] }) => ({
    head: ['Method', 'What it does'],
    rows: members
      .filter(({ kind, name }) => kind === 'method' && methods.includes(name))
      .map(({ name, parameters = [], description }) => [
        code(
          `${name}(${parameters.map((one) => one.name + (one.optional ? '?' : '')).join(', ')})`,
        ),
        words(description),
      ]),
  }),
  events: ({ events = [] }, details) => ({
    head: ['Event', 'When', 'Detail'],
    rows: events.map(({ name, description }) => [
      code(name),
      words(description),
      words(details[name]),
    ]),
  }),
  slots: ({ slots = [] }) => ({
    head: ['Slot', 'What goes there'],
    rows: slots.map(({ name, description }) => [
      name ? code(name) : 'without a name',
      words(description),
    ]),
  }),
  parts: ({ cssParts = [] }) => ({
    head: ['Part', 'What it is'],
    rows: cssParts.map(({ name, description }) => [code(name), words(description)]),
  }),
  'custom-properties': ({ cssProperties = [] }) => ({
    head: ['Custom property', 'What it sets'],
    rows: cssProperties.map(({ name, description }) => [code(name), words(description)]),
  }),
}

function code(text: string): string {
  return `<code>${escape(text)}</code>`
}

/** A description, with its code in backticks. */
function words(description = ''): string {
  return marked.parseInline(description, { async: false })
}
