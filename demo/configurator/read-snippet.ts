import { petitionUrl } from './addresses.ts'
import { hasDocument, start, tallies, type Choices, type Way } from './choices.ts'
import { isRecord } from './is-record.ts'
import type { Pasted, PastedElement } from './pasted.ts'
import { lookIn } from './style-sheet.ts'

/** What was read, and what the configurator has no place for. */
export interface ReadSnippet {
  choices: Choices
  /** Stays in the page's own hands, in words. */
  notTaken: string[]
}

const nothing: Choices = { ...start, attributes: {}, reserve: false }

/**
 * The choices that make a snippet; undefined when there is no petition in it.
 * @param known attributes of the element; others are the page's own
 */
export function readSnippet(found: Pasted, known: readonly string[]): ReadSnippet | undefined {
  const element = found.elements.find(({ tagName }) => tagName === 'undersigned-petition')
  if (element) return fromElement(found, element, known)
  const [frame] = found.frames
  const [shortcode] = found.shortcodes
  if (frame) {
    const choices = { ...fromFrame(frame['src'] ?? ''), reserve: found.hasPlace }
    return { choices, notTaken: [] }
  }
  if (shortcode) return { choices: fromShortcode(shortcode, found, known), notTaken: [] }
  const link = found.links.map(fromLink).find((choices) => choices !== undefined)
  return link && { choices: link, notTaken: [] }
}

function fromElement(found: Pasted, element: PastedElement, known: readonly string[]): ReadSnippet {
  const { isDiv, attributes, json } = element
  const script = found.scripts[0]
  const way: Way = isDiv ? 'div' : script?.isClassic ? 'classic' : 'module'
  const tally = found.elements.find(({ tagName }) => tagName === 'undersigned-tally')
  const variant = tally?.attributes['variant'] ?? 'line'
  const choices: Choices = {
    ...nothing,
    way,
    attributes: only(attributes, known),
    config: configIn(json),
    look: lookIn(found.css),
    script: script ? folderOf(script.src) : '',
    pin:
      script?.version && script.integrity
        ? { version: script.version, integrity: script.integrity }
        : undefined,
    tally: tally ? (tallies.find((word) => word === variant) ?? 'line') : '',
    reserve: found.hasPlace,
    link: element.links[0] ?? '',
  }
  // What would be written anyway is not said.
  const endpoint = (attributes['endpoint'] ?? '').replace(/\/+$/, '')
  if (choices.script === endpoint && hasDocument(choices)) choices.script = ''
  if (choices.link === petitionUrl({ ...choices, link: '' })) choices.link = ''
  const others = Object.keys({ ...attributes, ...element.others }).filter(
    (name) => !known.includes(name),
  )
  const petitions = found.elements.filter(({ tagName }) => tagName === 'undersigned-petition')
  return {
    choices,
    notTaken: [
      ...others.map((name) => `the attribute ${name}`),
      ...(json.some(({ slot }) => slot === 'messages') ? ['the texts of your own (messages)'] : []),
      ...(element.form ? ['the plain form inside it'] : []),
      ...element.slots.map((slot) => `what stands in the slot "${slot}"`),
      ...(petitions.length > 1 ? ['the other petitions'] : []),
    ],
  }
}

function fromShortcode(
  shortcode: Readonly<Record<string, string>>,
  found: Pasted,
  known: readonly string[],
): Choices {
  const [tally] = found.tallyShortcodes
  return {
    ...nothing,
    way: 'wordpress',
    attributes: only(shortcode, known),
    look: lookIn(found.css),
    reserve: found.hasPlace,
    tally: tally ? (tallies.find((word) => word === tally['variant']) ?? 'line') : '',
  }
}

function fromFrame(src: string): Choices {
  const [, endpoint = '', petition = '', query = ''] =
    /^(.*)\/embed\/([^/?#]+)(?:\?([^#]*))?/.exec(src) ?? []
  const { origin = '', ...rest } = Object.fromEntries(new URLSearchParams(query))
  return {
    ...nothing,
    way: 'iframe',
    // Whoever wrote the address may have put anything into it.
    attributes: {
      petition: decoded(petition),
      endpoint,
      ...only(rest, ['partner', 'source', 'lang', 'theme']),
    },
    site: origin,
  }
}

function fromLink(href: string): Choices | undefined {
  const [, endpoint, petition = '', query = ''] =
    /^(https?:\/\/[^?#]+)\/p\/([^/?#]+)(?:\?([^#]*))?$/.exec(href) ?? []
  if (!endpoint) return undefined
  const rest = Object.fromEntries(new URLSearchParams(query))
  return {
    ...nothing,
    way: 'link',
    attributes: {
      petition: decoded(petition),
      endpoint,
      ...only(rest, ['partner', 'source', 'lang']),
    },
  }
}

function configIn(json: PastedElement['json']): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json.find(({ slot }) => slot === 'config')?.text ?? '{}')
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

function folderOf(src: string): string {
  return src.replace(/\/undersigned[^/]*$/, '')
}

function only(
  attributes: Readonly<Record<string, string>>,
  known: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => known.includes(name)))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
