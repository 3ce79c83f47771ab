import { signatureIssues, type Petition } from '../schema/index.ts'
import type { MessageKey } from '../locales/index.ts'
import { commentRoom, noAnswers, type Answers } from './answers.ts'
import type { ControllerHost } from './base-element.ts'
import { slips } from './chunk.ts'
import type { Values } from './locale.ts'
import type { Given, Noticing, Suggestion } from './noticing.ts'
import type { Draft, Signing } from './signing.ts'

/** The person's answers; what is noticed about them while they are given is a part that comes with the first of them. */
export class Filling {
  answers: Answers = noAnswers()
  readonly #host: ControllerHost
  readonly #given: Given
  /** What ticks were given for. */
  #terms = ''
  #made: Noticing | undefined
  /** Settled when the press that is under way is over: what would move the button from under the pointer waits for it. */
  press: Promise<void> | undefined

  /** @param say tells those who cannot see it, or falls silent */
  constructor(
    host: ControllerHost,
    signing: Signing,
    draft: () => Draft | undefined,
    say: (key?: MessageKey, values?: Values) => void,
  ) {
    this.#host = host
    const look: Given['look'] = () => {
      const drawn = draft()
      if (!drawn) return undefined
      const { signature, asked } = drawn
      return { signature, issues: signatureIssues(signature, asked, slips.part?.postcodes) }
    }
    this.#given = { answers: () => this.answers, signing, look, commentRoom, say }
  }

  get suggestion(): Suggestion | undefined {
    return this.#made?.suggestion
  }

  /** Something was typed or chosen. */
  get isBegun(): boolean {
    return Object.values(this.answers).some(Boolean)
  }

  reset(): void {
    this.#made?.reset()
    this.answers = noAnswers()
  }

  /** Takes ticks back that were given for other words, or to other people, than it is asked for now. */
  ask({ controller, consents, declarations }: Petition): void {
    const terms = JSON.stringify([controller, consents, declarations])
    if (terms !== this.#terms)
      for (const name in this.answers) if (isTick(name)) this.answers[name] = ''
    this.#terms = terms
  }

  readonly onInput = ({ target }: Event): void => {
    const { name, type, value, checked, form } = target as HTMLInputElement // only controls of the form fire these
    const { signing, look } = this.#given
    if (signing.state.kind === 'sending') {
      // What is on its way stays to be seen. Text cannot be changed meanwhile.
      const { country = '' } = look()?.signature ?? {}
      for (const one of form!.elements as Iterable<HTMLInputElement>)
        // as above
        if (one.name === name)
          if (name === 'country') one.value = country
          else one.checked = one.value === this.answers[name]
      return
    }
    this.answers[name] = type === 'checkbox' ? (checked ? 'yes' : '') : value
    // A tick is drawn, so that it can be taken back.
    if (name === 'country' || name === 'comment' || isTick(name)) this.#host.requestUpdate()
    if (name === 'comment') this.#noticing?.count(value)
  }

  readonly onLeave = async ({ target, relatedTarget }: FocusEvent): Promise<void> => {
    const { name } = target as HTMLInputElement // as above
    // The next press checks everything.
    if (relatedTarget instanceof HTMLButtonElement) return
    await Promise.all([this.press, slips.load()])
    this.#noticing?.review(name)
  }

  readonly onPress = (): void => {
    const end = new AbortController()
    this.press = new Promise((resolve) => {
      const over = () => {
        end.abort()
        // The click comes after it, in the same task.
        setTimeout(resolve)
      }
      for (const type of ['pointerup', 'pointercancel']) addEventListener(type, over, end)
    })
  }

  get #noticing(): Noticing | undefined {
    if (slips.part) this.#made ??= new slips.part.Noticing(this.#given)
    return this.#made
  }
}

/** Consents and declarations; the name of a field has no dot. */
const isTick = (name: string): boolean => name.includes('.')
