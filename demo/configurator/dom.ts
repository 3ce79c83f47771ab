type Child = Node | string | undefined | false

interface Attributes {
  [attribute: string]: string | number | boolean | undefined | ((event: Event) => void)
}

/**
 * Makes an element. `false` and `undefined` leave an attribute out, `true` makes it one that is on by being there, a
 * function under `onclick` and its like is a listener. Texts become text.
 */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== undefined && child !== false))
  return element
}

/** Text in which what stands in backticks is code. */
export function prose(text: string): (Node | string)[] {
  return text.split('`').map((part, place) => (place % 2 ? make('code', {}, part) : part))
}

/** Gives an element another text; what is the same is not written again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

/** An element of the page that is there. */
export function place(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}

/** Says something to people who listen to the page instead of looking at it. */
export function say(text: string): void {
  const said = place('said')
  // The same words twice in a row are news too.
  said.textContent = said.textContent === text ? `${text}\u00a0` : text
}

/** Goes to a part of the page; the address stays, since it holds the configuration. */
export function goTo(target: HTMLElement): void {
  for (let node: Element | null = target; node; node = node.parentElement)
    if (node instanceof HTMLDetailsElement) node.open = true
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: 'start' })
}
