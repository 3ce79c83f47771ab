import type { Page } from 'playwright-core'

/** What Chromium tells assistive technology of one node, as far as it is read here. */
interface AxNode {
  nodeId: string
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  description?: { value: string }
  properties?: { name: string; value: { value?: unknown } }[]
  childIds?: string[]
  backendDOMNodeId?: number
}

/** One line of the result: a role, its name, and what is said besides; or the pieces of one text. */
type Line = { text: string; inside: Line[] } | { pieces: string[] }

/** What is said of a node besides its role, name and description. */
const told = ['required', 'invalid', 'focused', 'level', 'expanded']
/** They only hold others, or only divide a text into lines. */
const silent = ['generic', 'none', 'LineBreak', 'InlineTextBox']
/** Of a list to choose from: which names a browser knows is its own, and there are many. */
const shownOptions = 3

/**
 * What Chromium tells assistive technology of one element and all in it, as text: a line each with role, name,
 * description, and of the states those that are worth hearing. Text that only repeats a name is left out.
 */
export async function axTree(page: Page, selector: string): Promise<string> {
  const client = await page.context().newCDPSession(page)
  const { root } = await client.send('DOM.getDocument')
  const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { node } = await client.send('DOM.describeNode', { nodeId })
  const { nodes } = (await client.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] }
  await client.detach()
  const byId = new Map(nodes.map((one) => [one.nodeId, one]))
  const top = nodes.find(({ backendDOMNodeId }) => backendDOMNodeId === node.backendNodeId)
  if (!top) throw new Error(`nothing is told of ${selector}`)
  return `${written(linesOf(top, byId)).join('\n')}\n`
}

function linesOf(node: AxNode, byId: ReadonlyMap<string, AxNode>): Line[] {
  const role = node.role?.value ?? ''
  const name = even(node.name?.value)
  if (role === 'StaticText') return node.ignored ? [] : [{ pieces: [name] }]
  const below = (node.childIds ?? []).flatMap((id) => {
    const child = byId.get(id)
    return child ? linesOf(child, byId) : []
  })
  const inside = fewOptions(joined(below))
  if (node.ignored || (silent.includes(role) && !name)) return inside
  const states = (node.properties ?? [])
    .filter(({ name: state, value }) => told.includes(state) && isTold(value.value))
    .map(({ name: state, value }) => `${state}=${String(value.value)}`)
  const description = even(node.description?.value)
  const text = [
    role,
    name && quoted(name),
    description && `desc=${quoted(description)}`,
    ...states.sort(),
  ]
    .filter(Boolean)
    .join(' ')
  const [only, ...others] = inside
  const isRepeated =
    only && 'pieces' in only && others.length === 0 && bare(only.pieces.join('')) === bare(name)
  return [{ text, inside: isRepeated ? [] : inside }]
}

/** Text that stands together is on one line, in its pieces. */
function joined(lines: Line[]): Line[] {
  const all: Line[] = []
  for (const line of lines) {
    const before = all.at(-1)
    if (before && 'pieces' in before && 'pieces' in line) before.pieces.push(...line.pieces)
    else all.push(line)
  }
  return all
}

function fewOptions(lines: Line[]): Line[] {
  const isOption = (line: Line): boolean => 'text' in line && line.text.startsWith('option')
  const rest = new Set(lines.filter(isOption).slice(shownOptions))
  const kept = lines.filter((line) => !rest.has(line))
  return rest.size > 0 ? [...kept, { text: '…', inside: [] }] : kept
}

function written(lines: Line[], indent = ''): string[] {
  return lines.flatMap((line) =>
    'pieces' in line
      ? [`${indent}text ${line.pieces.map(quoted).join(' ')}`]
      : [indent + line.text, ...written(line.inside, `${indent}  `)],
  )
}

const even = (text = ''): string => text.replaceAll(/\s+/g, ' ')
const bare = (text: string): string => text.replaceAll(/\s/g, '')
const quoted = (text: string): string => JSON.stringify(text)
const isTold = (value: unknown): boolean =>
  value !== false && value !== 'false' && value !== undefined
