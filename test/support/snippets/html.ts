import { backendNames } from '../../../src/adapters/index.ts'
import { readConfig, type ConfigError } from '../../../src/element/config.ts'
import { explain } from '../../../src/element/mistakes.ts'
import { nearest } from '../../../src/command/did-you-mean.ts'
import type { ElementManifest } from '../../../demo/docs/manifest.ts'
import { messagesProblems } from './messages.ts'
import type { Check } from './read.ts'

interface Tag {
  name: string
  attributes: Record<string, string>
  /** What stands inside, as it is written. */
  inside: string
}

const empty = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/
/** Attributes that any element may have. */
const anybodys = /^(id|class|slot|hidden|title|role|style|key|ref|is|part|(data|aria)-[\w-]+)$/

/** HTML must be whole, and what it says to our elements must be something they know. */
export function htmlCheck(elements: readonly ElementManifest[]): Check {
  const known = new Map(
    elements.map(({ tagName, attributes = [] }) => [tagName, attributes.map(({ name }) => name)]),
  )
  return ({ text }) => {
    const { tags, problems } = parse(text)
    // In a script from there, the endpoint may be left out.
    const [, scriptOrigin] = /src="(https:\/\/[^/"]+)\/undersigned[^"]*\.js"/.exec(text) ?? []
    for (const tag of tags) {
      if (tag.name.startsWith('undersigned-')) {
        const names = known.get(tag.name)
        if (!names) problems.push(`there is no element <${tag.name}>`)
        else problems.push(...settingsProblems(tag, names, scriptOrigin))
      }
      const slug = tag.attributes['data-undersigned']
      if (slug !== undefined)
        problems.push(...settingsProblems(ofData(tag, slug), dataNames(known), scriptOrigin))
    }
    return problems
  }
}

/** `<div data-undersigned="slug" data-endpoint="…">` says with `data-` what the element's attributes say. */
function ofData({ attributes, ...tag }: Tag, petition: string): Tag {
  const named = Object.entries(attributes).flatMap(([name, value]) =>
    name.startsWith('data-') && name !== 'data-undersigned'
      ? [[name.slice(5), value] as const]
      : [],
  )
  return {
    ...tag,
    name: 'undersigned-petition',
    attributes: { petition, ...Object.fromEntries(named) },
  }
}

function dataNames(known: Map<string, string[]>): string[] {
  return [...(known.get('undersigned-petition') ?? []), 'config', 'messages', 'element', 'variant']
}

function settingsProblems(tag: Tag, names: string[], scriptOrigin: string | undefined): string[] {
  const { name, attributes, inside } = tag
  const problems = Object.keys(attributes)
    .filter((attribute) => !names.includes(attribute) && !anybodys.test(attribute))
    .map((attribute) => {
      const near = nearest(attribute, names)
      return `<${name}> has no attribute "${attribute}"${near ? `; did you mean "${near}"?` : ''}`
    })
  const raw: Record<string, unknown> = { ...attributes }
  for (const [attribute, value] of Object.entries(attributes))
    raw[attribute.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value
  try {
    for (const script of parse(inside).tags.filter((one) => one.name === 'script')) {
      if (script.attributes['slot'] === 'config') raw['config'] = JSON.parse(script.inside)
      if (script.attributes['slot'] === 'messages')
        problems.push(...messagesProblems(JSON.parse(script.inside)))
    }
    for (const key of ['config', 'messages'] as const) {
      const said = attributes[key]
      if (said === undefined) continue
      raw[key] = JSON.parse(said.replaceAll('&quot;', '"'))
      if (key === 'messages') problems.push(...messagesProblems(raw[key]))
    }
    const warn = (mistake: ConfigError): unknown => problems.push(`<${name}> ${explain(mistake)}`)
    const around = { url: 'https://charity.example/page', scriptOrigin }
    const { backend } = readConfig(raw, around, warn)
    if (typeof backend === 'string' && !backendNames().includes(backend))
      problems.push(`<${name}> there is no backend "${backend}"`)
  } catch (error) {
    problems.push(
      `<${name}> ${error instanceof Error && 'accepted' in error ? explain(error as ConfigError) : String(error)}`, // only ConfigErrors have it
    )
  }
  return problems
}

/** A small reader of the HTML that documentation shows: every tag closed in its order, every attribute quoted or bare. */
export function parse(text: string): { tags: Tag[]; problems: string[] } {
  const tags: Tag[] = []
  const problems: string[] = []
  const open: (Tag & { from: number })[] = []
  let at = 0
  const source = text.replaceAll(/<!--[^]*?-->|<!doctype[^>]*>/gi, (part) =>
    ' '.repeat(part.length),
  )
  for (;;) {
    const from = source.indexOf('<', at)
    if (from === -1) break
    const [whole, slash, name = '', attributes = '', self] = tagPattern(source, from)
    if (whole === undefined) {
      problems.push(`"${source.slice(from, from + 30)}" is no whole tag`)
      at = from + 1
      continue
    }
    at = from + whole.length
    if (slash) {
      const last = open.pop()
      if (last?.name === name) last.inside = text.slice(last.from, from)
      else problems.push(`</${name}> closes ${last ? `<${last.name}>` : 'nothing'}`)
      continue
    }
    const tag = { name, attributes: attributesOf(attributes), inside: '' }
    tags.push(tag)
    if (self || empty.test(name)) continue
    if (name === 'script' || name === 'style') {
      const end = source.indexOf(`</${name}>`, at)
      if (end === -1) problems.push(`<${name}> is not closed`)
      else {
        tag.inside = text.slice(at, end)
        at = end + name.length + 3
      }
      continue
    }
    open.push(Object.assign(tag, { from: at }))
  }
  // These may stay open.
  const left = open.filter((tag) => !/^(html|head|body|p|li)$/.test(tag.name))
  problems.push(...left.map((tag) => `<${tag.name}> is not closed`))
  return { tags, problems }
}

function tagPattern(source: string, from: number): string[] {
  const pattern =
    /<(\/?)([a-z][\w-]*)((?:\s+[^\s=>/"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*(\/?)>/iy
  pattern.lastIndex = from
  return pattern.exec(source) ?? []
}

function attributesOf(text: string): Record<string, string> {
  const all = text.matchAll(/([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g)
  return Object.fromEntries(
    [...all].map(([, name = '', double, single, bare]) => [name, double ?? single ?? bare ?? '']),
  )
}
