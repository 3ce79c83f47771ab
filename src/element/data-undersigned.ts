// A part that is loaded when a page has a first `<div data-undersigned>`. It does its work on coming, once for all
// scripts of a page, and touches elements by attributes and properties alone: they may be of another version.

/** The element that each mark stands for. */
const tags: Readonly<Record<string, string>> = {
  'data-undersigned': 'undersigned-petition',
  'data-undersigned-tally': 'undersigned-tally',
}
const marks = Object.keys(tags)
const marked = marks.map((mark) => `[${mark}]`).join()

/** What is JSON, for a property of the same name. */
const json = ['config', 'messages']

/**
 * What becomes a setting of the same name. Nothing else does: sanitisers let every `data-…` through, and no
 * `data-onclick` may come to life.
 */
const settings = [
  ...[
    'endpoint',
    'backend',
    'partner',
    'source',
    'fields',
    'goal',
    'heading-level',
    'live',
    'load',
  ],
  ...['announce-tally', 'preview', 'share-url', 'theme', 'tone', 'variant', 'lang', 'dir', ...json],
]

/** Places that the parser has not left yet: more may come into them. */
const unfinished = new Set<Element>()

/** Places that are looked after. */
const kept = new WeakSet<Element>()

const watching = new MutationObserver((records) => {
  for (const { type, target, attributeName, addedNodes } of records) {
    if (type === 'attributes') change(target as Element, attributeName ?? '') // only elements have some
    for (const node of addedNodes) if (node instanceof Element) look(node)
  }
  unfinished.forEach(fill)
})
watching.observe(document, { childList: true, subtree: true, attributeFilter: marks })
document.addEventListener('DOMContentLoaded', () => unfinished.forEach(fill))
look(document.documentElement)

function look(root: Element): void {
  if (root.matches(marked)) fill(root)
  root.querySelectorAll(marked).forEach(fill)
}

/** Puts an element into a place, with what stands in it, unless there is one: a copied place has it already. */
function fill(place: Element): void {
  const mark = marks.find((name) => place.hasAttribute(name))
  if (!mark) return
  const there = elementIn(place)
  if (there) return keep(place, there)
  if (!isParsed(place)) return void unfinished.add(place)
  unfinished.delete(place)
  const element = document.createElement(tags[mark] ?? '') // it is one of them
  keep(place, element)
  moveInto(element, place)
  void hint(place)
}

/** Tells the element what its place says, now and from now on: a copy of an element has lost its properties. */
function keep(place: Element, element: Element): void {
  if (kept.has(place)) return
  kept.add(place)
  for (const { name } of place.attributes) tell(element, place, name)
  watching.observe(place, { attributes: true })
}

function elementIn(place: Element): Element | undefined {
  return [...place.children].find(({ localName }) => Object.values(tags).includes(localName))
}

function change(place: Element, attribute: string): void {
  const element = elementIn(place)
  if (element) tell(element, place, attribute)
  else fill(place)
}

/** Tells the element what one attribute of its place says now. */
function tell(element: Element, place: Element, attribute: string): void {
  const value = place.getAttribute(attribute)
  const setting = settings.find((name) => attribute === `data-${name}`)
  const name = marks.includes(attribute) ? 'petition' : setting
  if (!name) return
  if (json.includes(name)) Reflect.set(element, name, value === null ? undefined : parsed(value))
  else if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}

/** What is no JSON stays text: that is a mistake which the element explains. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What was typed and where the focus is stays, in browsers that can move nodes whole and in those that cannot. */
function moveInto(element: Element, place: Element): void {
  const { activeElement } = document
  const content = [...place.childNodes]
  place.append(element)
  for (const node of content) {
    if (element.moveBefore) element.moveBefore(node, null)
    else element.append(node)
  }
  if (activeElement instanceof HTMLElement && activeElement !== document.activeElement)
    activeElement.focus({ preventScroll: true })
}

/** As `isParsed` of the elements: a part cannot have it from the script without loading that once more. */
function isParsed(place: Element): boolean {
  if (document.readyState !== 'loading') return true
  for (let node: Node | null = place; node; node = node.parentNode)
    if (node.nextSibling) return true
  return false
}

/** Page builders have attributes of their own, and short names are near to many: only long ones are looked at. */
async function hint(place: Element): Promise<void> {
  const long = settings.filter((name) => name.length > 5)
  const strange = [...place.attributes]
    .filter(({ name }) => name.startsWith('data-') && !marks.includes(name))
    .map(({ name }) => name.slice('data-'.length))
    .filter((name) => name.length > 5 && !settings.includes(name))
  if (strange.length === 0) return
  const { closest } = await import('./closest.ts')
  for (const name of strange) {
    const near = closest(name, long)
    if (near) console.warn(`<div data-undersigned> has data-${name}. Did you mean "data-${near}"?`)
  }
}
