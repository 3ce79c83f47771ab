import type { BaseElement } from './base-element.ts'

// A plain form that works without us stands inside the element, and may be half filled in when ours is ready. A part:
// only elements with such a form load it.

/** What can be typed into or chosen from; buttons have values too, but nobody types them. */
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Forms into which an input method is writing: to take one away would lose the word. */
const composing = new WeakSet<HTMLFormElement>()
const watched = new WeakSet<HTMLFormElement>()
/** Forms that will be handed over when the element is drawn. To wait for that asks the element again. */
const expected = new WeakSet<HTMLFormElement>()
/** Where on the screen the focused control was when it was looked at last. */
const tops = new WeakMap<HTMLFormElement, number>()

/**
 * Whether our form may come in the place of a plain one. If so, it gets what was typed, the focus, the caret and the
 * place on the screen, before anything of it can be seen.
 */
export function takeOver(host: BaseElement, plain: HTMLFormElement): boolean {
  // A form in a slot with a name is something else, and where ours is shown there is nothing to be taken.
  if (plain.closest('[slot]') || formIn(host)) return true
  watch(host, plain)
  if (composing.has(plain)) return false
  const focused = focusedIn(plain)
  if (focused) tops.set(plain, focused.getBoundingClientRect().top)
  if (!expected.has(plain)) {
    expected.add(plain)
    void host.updateComplete.then(() => handOver(host, plain))
  }
  return true
}

function watch(host: BaseElement, plain: HTMLFormElement): void {
  if (watched.has(plain)) return
  watched.add(plain)
  // It may have begun before there was anybody to hear it.
  for (const type of ['compositionstart', 'compositionupdate'])
    plain.addEventListener(type, () => composing.add(plain))
  plain.addEventListener('compositionend', () => {
    composing.delete(plain)
    host.changed()
  })
}

function handOver(host: BaseElement, plain: HTMLFormElement): void {
  expected.delete(plain)
  const form = formIn(host)
  if (!form) return
  const focused = focusedIn(plain)
  for (const control of plain.elements) if (isControl(control)) fill(form, control)
  if (focused) focus(host, form, focused, tops.get(plain))
  // What was typed is in one place, and is not posted from another.
  plain.reset()
}

function formIn({ renderRoot }: BaseElement): HTMLFormElement | null {
  return renderRoot.querySelector('form')
}

/** Also where the element stands in the shadow of another. */
function focusedIn(plain: HTMLFormElement): HTMLElement | undefined {
  const { activeElement } = plain.getRootNode() as Document | ShadowRoot // it is in the page
  return activeElement instanceof HTMLElement && plain.contains(activeElement)
    ? activeElement
    : undefined
}

function isControl(element: Element): element is Control {
  return element.matches('input, textarea, select')
}

/** Gives our control what was typed into theirs. Nothing that the page ticked beforehand comes in ticked. */
function fill(form: HTMLFormElement, theirs: Control): void {
  const ours = counterpart(form, theirs)
  if (!ours) return
  if (isTick(ours)) {
    if (!isTick(theirs) || !theirs.checked || theirs.defaultChecked || ours.checked) return
    ours.checked = true
  } else {
    const isChosen = theirs instanceof HTMLSelectElement && !isDefault(theirs)
    const before = ours.value
    if (!theirs.value || (before && !isChosen)) return
    ours.value = theirs.value
    // A list has what it has.
    if (!ours.value) ours.value = before
  }
  ours.dispatchEvent(new Event('input', { bubbles: true }))
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === 'checkbox' || control.type === 'radio'
}

function isDefault({ selectedOptions }: HTMLSelectElement): boolean {
  return [...selectedOptions].every(({ defaultSelected }) => defaultSelected)
}

/** Our control of the same name; of two answers, the same. A button is our button. */
function counterpart(form: HTMLFormElement, { name, type, value }: Control): Control | undefined {
  return [...form.elements]
    .filter(isControl)
    .find((ours) => ours.name === name && (type !== 'radio' || ours.value === value))
}

/** Puts the person where they were. */
function focus(
  host: HTMLElement,
  form: HTMLFormElement,
  theirs: HTMLElement,
  top: number | undefined,
): void {
  const ours = isControl(theirs)
    ? counterpart(form, theirs)
    : form.querySelector<HTMLElement>('#submit')
  if (!ours) return host.focus({ preventScroll: true })
  ours.focus({ preventScroll: true })
  if (!(theirs instanceof HTMLSelectElement) && !(ours instanceof HTMLSelectElement))
    select(ours as HTMLInputElement, theirs as HTMLInputElement) // or an area, or a button
  if (top !== undefined) keepAt(ours, top)
}

/** Browsers do not tell where the caret is in a field for addresses; there it is at the end. */
function select(ours: HTMLInputElement, theirs: HTMLInputElement): void {
  const { selectionStart, selectionEnd, selectionDirection, scrollTop } = theirs
  if (typeof selectionStart !== 'number' || ours.selectionStart === null) return
  ours.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? undefined)
  ours.scrollTop = scrollTop
}

/** Scrolls whatever scrolls, from the inside out, until the control is where it was. */
function keepAt(control: HTMLElement, top: number): void {
  for (let node: Node | null = control; node; node = node.parentNode ?? (node as ShadowRoot).host) {
    const off = control.getBoundingClientRect().top - top
    if (Math.abs(off) < 1) return
    if (node instanceof Element && scrolls(node)) node.scrollBy({ top: off, behavior: 'instant' })
  }
}

function scrolls(element: Element): boolean {
  return (
    element === document.scrollingElement || /auto|scroll/.test(getComputedStyle(element).overflowY)
  )
}
