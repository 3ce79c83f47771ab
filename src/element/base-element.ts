import { render } from 'lit/html.js'
import { anotherTask } from './another-task.ts'

/** A part of an element with work of its own. It hears when the element comes into the page and leaves it. */
export interface Controller {
  hostConnected?(): void
  hostDisconnected?(): void
}

/** What a controller may ask of its element. */
export interface ControllerHost {
  addController(controller: Controller): void
  /** Draws the element anew, once for all that is asked for in a task. */
  requestUpdate(): void
}

/** Properties by name. Each has the attribute of its name (`headingLevel` that of `heading-level`) or none. */
export type Properties = Readonly<Record<string, { attribute?: string | false }>>

/** Marks CSS for tools. */
export const css = ([text = '']: TemplateStringsArray): string => text

/** By its text: all elements of a class share one. */
const sheets = new Map<string, CSSStyleSheet>()

// Node has no elements, and where pages are rendered the modules are loaded all the same.
const Element = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

/**
 * The little of `LitElement` that our elements need, over the same templates: properties with attributes, one
 * drawing a task, controllers, shared style sheets. What is left out (reflection, converters, declarations of
 * change, browsers without style sheets of their own) is a tenth of the whole script.
 */
export abstract class BaseElement extends Element implements ControllerHost {
  static properties: Properties = {}
  static styles: readonly string[] = []

  readonly renderRoot: ShadowRoot
  readonly #controllers: Controller[] = []
  readonly #values: Record<string, unknown> = {}
  /** Values set before the upgrade; attributes are older. */
  #early: Record<string, unknown> = {}
  #update: Promise<void> | undefined
  #isDrawn = false

  /** Asked for once, when the element is defined; the properties are made on that occasion. */
  static get observedAttributes(): string[] {
    for (const name of Object.keys(this.properties)) {
      const accessor: PropertyDescriptor & ThisType<BaseElement> & { __proto__: null } = {
        // A page may have given a value to every object.
        __proto__: null,
        configurable: true,
        enumerable: true,
        get() {
          return this.#values[name]
        },
        set(value: unknown) {
          if (this.#values[name] === value) return
          this.#values[name] = value
          this.changed()
        },
      }
      Object.defineProperty(this.prototype, name, accessor)
    }
    return attributesOf(this)
  }

  constructor() {
    super()
    // What stands in the element stays to be seen until it is drawn. Made first: if it cannot be, the page's link stays.
    const slot = document.createElement('slot')
    this.renderRoot = this.attachShadow({ mode: 'open' })
    this.renderRoot.append(slot)
    const { properties, styles } = this.constructor as typeof BaseElement // or one made of it
    const text = styles.join('')
    let sheet = sheets.get(text)
    if (!sheet) {
      sheets.set(text, (sheet = new CSSStyleSheet()))
      sheet.replaceSync(text)
    }
    this.renderRoot.adoptedStyleSheets = [sheet]
    for (const name of Object.keys(properties)) {
      if (!Object.hasOwn(this, name)) continue
      this.#early[name] = Reflect.get(this, name)
      // It would hide the property of the class.
      Reflect.deleteProperty(this, name)
    }
  }

  /** Resolves when what was asked for is drawn. */
  get updateComplete(): Promise<void> {
    return this.getUpdateComplete()
  }

  /** Those that are set; `null` and `undefined` say that one is not. */
  protected get values(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(this.#values).filter(([, value]) => isSet(value)))
  }

  connectedCallback(): void {
    Object.assign(this, this.#early)
    this.#early = {}
    for (const controller of this.#controllers) controller.hostConnected?.()
    this.requestUpdate()
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.()
  }

  attributeChangedCallback(attribute: string, _old: string | null, value: string | null): void {
    const name = propertyOf(attribute)
    const { properties } = this.constructor as typeof BaseElement // as above
    if (name in properties) Reflect.set(this, name, value)
    else this.changed()
  }

  addController(controller: Controller): void {
    this.#controllers.push(controller)
  }

  protected async getUpdateComplete(): Promise<void> {
    await this.#update
  }

  /** Outside the page nothing is drawn; coming back draws. */
  requestUpdate(): void {
    this.#update ??= this.#draw()
  }

  async #draw(): Promise<void> {
    // Once for all that is asked for in a task. At first each step is a task of its own: on a phone the one that loads
    // the script is long enough.
    await (this.#isDrawn || anotherTask())
    try {
      if (!this.#isDrawn && this.isConnected) {
        this.willUpdate()
        await anotherTask()
      }
      if (this.isConnected) this.willUpdate()
    } finally {
      // What is asked for from here on is drawn next time.
      this.#update = undefined
    }
    if (!this.isConnected) return
    if (!this.#isDrawn) this.renderRoot.replaceChildren()
    this.#isDrawn = true
    render(this.render(), this.renderRoot)
    this.updated()
  }

  /** A property or an observed attribute has another value. */
  abstract changed(): void

  /** Before drawing. */
  protected abstract willUpdate(): void

  protected abstract render(): unknown

  /** After drawing. */
  protected updated(): void {}
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined
}

/** The names of a class's attributes. */
export function attributesOf({ properties }: typeof BaseElement): string[] {
  return Object.keys(properties).flatMap((name) =>
    properties[name]?.attribute === false ? [] : name.replace(/[A-Z]/g, '-$&').toLowerCase(),
  )
}

/** `headingLevel` of `heading-level`. */
export function propertyOf(attribute: string): string {
  return attribute.replace(/-./g, ([, letter = '']) => letter.toUpperCase())
}
