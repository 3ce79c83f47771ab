import { fixture, html } from '@open-wc/testing'
import {
  memory,
  type Adapter,
  type MemoryAdapter,
  type MemoryOptions,
} from '../../src/adapters/index.ts'
import { readPetition, type Petition } from '../../src/schema/index.ts'
import type { UndersignedPetition } from '../../src/index.ts'
import '../../src/define.ts'

/** A document, as a backend sends it, of a petition that is open. */
export function document(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'keep-the-unit',
    lang: 'en',
    revision: 'r1',
    title: 'Keep the unit',
    summary: 'It may be closed for want of money.',
    text: 'We ask to keep it.\n\nIt took **years** to build.',
    target: {
      name: 'Sir Paul Stephenson',
      role: 'Commissioner',
      organisation: 'Metropolitan Police',
    },
    owner: { name: 'Mary Honeyball', url: 'https://mep.example/' },
    controller: {
      name: 'Office of Mary Honeyball',
      privacyUrl: 'https://mep.example/privacy',
      contact: 'privacy@mep.example',
    },
    timeZone: 'Europe/London',
    fields: ['name', 'email', { name: 'country', preset: 'GB', common: ['GB', 'IE'] }, 'postcode?'],
    consents: [
      {
        id: 'updates',
        controller: 'Office',
        text: 'Email me about it',
        mode: 'checkbox',
        purpose: 'updates',
      },
    ],
    tally: {
      petition: 'keep-the-unit',
      count: 1363,
      goal: 1500,
      stream: false,
      lineage: 'a',
      version: 1,
    },
    ...changes,
  }
}

/** The same, read. */
export function petition(changes: Record<string, unknown> = {}): Petition {
  const read = readPetition(document(changes))
  if (!read) throw new Error('the fixture is no petition')
  return read
}

export interface Shown {
  element: UndersignedPetition
  adapter: MemoryAdapter
  /** Everything the page heard, in order. */
  heard: { type: string; detail: Record<string, unknown> }[]
}

const names = ['ready', 'sign', 'signed', 'refused', 'error', 'tallied', 'shared']

/** Listens to every event of an element, from outside. */
export function listen(target: EventTarget): Shown['heard'] {
  const heard: Shown['heard'] = []
  for (const name of names) {
    target.addEventListener(`undersigned-${name}`, (event) => {
      const { type, detail } = event as CustomEvent<Record<string, unknown>>
      heard.push({ type, detail })
    })
  }
  return heard
}

/** An element on the page with a backend in the page, once it shows something. */
export async function show(
  options: Partial<MemoryOptions> & {
    /** Properties to set on the element. */
    set?: Record<string, unknown>
    /** Replaces verbs of the adapter. */
    verbs?: Partial<Adapter>
    around?: (element: HTMLElement) => HTMLElement
  } = {},
): Promise<Shown> {
  const { set, verbs, around, ...rest } = options
  const adapter = Object.assign(memory({ petition: petition(), ...rest }), verbs)
  const element = window.document.createElement('undersigned-petition')
  element.innerHTML = '<a href="https://sign.example.org/p/keep-the-unit">Sign the petition</a>'
  Object.assign(element, { backend: adapter, petition: 'keep-the-unit', lang: 'en' }, set)
  const heard = listen(element)
  await fixture(html`${around?.(element) ?? element}`)
  await element.ready
  await element.updateComplete
  await listed(element)
  return { element, adapter, heard }
}

/** An element whose signature waits to be confirmed, once the person can ask for another mail, without the 30 seconds. */
export async function showWaiting(): Promise<Shown & { again: () => HTMLElement | null }> {
  const real = globalThis.setTimeout
  const soon = (run: () => void, ms = 0) => real(run, ms === 30_000 ? 0 : ms)
  Object.assign(globalThis, { setTimeout: soon })
  const shown = await show()
  const { element } = shown
  fill(element)
  press(element)
  const again = () => element.shadowRoot!.querySelector<HTMLElement>('#again') // open
  await until(() => again() && !again()?.hasAttribute('aria-disabled'))
  Object.assign(globalThis, { setTimeout: real })
  return { ...shown, again }
}

/** Resolves when the countries are there to choose from, which come after the form. */
export async function listed(element: HTMLElement): Promise<void> {
  const list = () => element.shadowRoot?.querySelector<HTMLSelectElement>('#country')
  await until(() => list()?.options.length !== 1)
}

/** Something in the shadow root; it has to be there. */
export function inside<T extends HTMLElement = HTMLInputElement>(
  element: HTMLElement,
  selector: string,
): T {
  const found = element.shadowRoot?.querySelector<T>(selector)
  if (!found) throw new Error(`there is no ${selector}`)
  return found
}

/** What an element is called in the words of a failing test. */
export function nameOf({ localName, id, className }: Element): string {
  return `${localName}${id && `#${id}`}${className && `.${String(className)}`}`
}

/** Types into a control as a browser tells of it. */
export function type(element: HTMLElement, id: string, value: string): void {
  const control = inside(element, `[id="${id}"]`)
  control.value = value
  control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
}

/** Fills in what is required. */
export function fill(element: HTMLElement): void {
  type(element, 'name', 'Ana Pereira')
  type(element, 'email', 'ana@example.org')
}

export function press(element: HTMLElement, selector = '#submit'): void {
  inside(element, selector).click()
}

/** The text that can be seen of a part of the element, white space evened out. */
export function words(element: HTMLElement, selector = '.root'): string {
  return (element.shadowRoot?.querySelector(selector)?.textContent ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Resolves when it holds; fails with the tests' own time limit. */
export async function until(holds: () => unknown): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** What has focus in the shadow root. */
export function focused(element: HTMLElement): string {
  return element.shadowRoot?.activeElement?.id ?? ''
}
