import { signatureIssues } from '../schema/index.ts'
import type { MessageKey } from '../locales/index.ts'
import { commentRoom, type Answers } from './answers.ts'
import type { ControllerHost } from './base-element.ts'
import { slips } from './chunk.ts'
import type { Values } from './locale.ts'
import type { Draft, Signing } from './signing.ts'
import type { Suggestion } from './slips.ts'

/** How long nothing is typed before the length of a comment is read out, in milliseconds. */
const idleMs = 1_000

/** The person's answers and what is noticed about them while they are given. */
export class Filling {
  answers: Answers = {}
  suggestion: Suggestion | undefined
  readonly #host: ControllerHost
  readonly #signing: Signing
  readonly #draft: () => Draft | undefined
  readonly #say: (key?: MessageKey, values?: Values) => void
  #counting: ReturnType<typeof setTimeout> | undefined
  /** Settled when the press that is under way is over. */
  #press: Promise<void> | undefined
  /** Addresses that are right as they are; nobody is asked twice. */
  readonly #kept = new Set<string>()

  /** @param say tells those who cannot see it, or falls silent */
  constructor(
    host: ControllerHost,
    signing: Signing,
    draft: () => Draft | undefined,
    say: (key?: MessageKey, values?: Values) => void,
  ) {
    this.#host = host
    this.#signing = signing
    this.#draft = draft
    this.#say = say
  }

  /** Something was typed or chosen. */
  get isBegun(): boolean {
    return Object.values(this.answers).some(Boolean)
  }

  reset(): void {
    clearTimeout(this.#counting)
    this.answers = {}
    this.suggestion = undefined
  }

  readonly onInput = ({ target }: Event): void => {
    const { name, type, value, checked } = target as HTMLInputElement // only controls of the form fire these
    this.answers[name] = type === 'checkbox' ? (checked ? 'yes' : '') : value
    if (name === 'country' || name === 'comment') this.#host.requestUpdate()
    if (name !== 'comment') return
    clearTimeout(this.#counting)
    this.#counting = setTimeout(() => this.#say(...commentRoom(value)), idleMs)
  }

  /** An answer that was left is looked at again: what is mended loses its mark, a mistyped address gets one. */
  readonly onLeave = async ({ target, relatedTarget }: FocusEvent): Promise<void> => {
    const { name } = target as HTMLInputElement // as above
    // The next press checks everything; a line that comes or goes now would move the button from under the pointer.
    if (relatedTarget instanceof HTMLButtonElement) return
    await this.#press
    const { state } = this.#signing
    const draft = this.#draft()
    if (!draft || state.kind !== 'editing') return
    const { signature, asked } = draft
    const issue = signatureIssues(signature, asked, slips.part?.postcodes).find(
      ({ field }) => field === name,
    )
    const isMarked = state.issues.some(({ field }) => field === name)
    if (name === 'email') void this.#suggest(signature.email ?? '')
    const isChecked = name === 'email' || name === 'postcode'
    if (isMarked || (isChecked && issue && issue.code !== 'missing'))
      this.#signing.review(name, issue)
  }

  readonly onPress = (): void => {
    this.#press = new Promise((resolve) => {
      for (const type of ['pointerup', 'pointercancel']) {
        // The click comes after it, in the same task.
        addEventListener(type, () => setTimeout(resolve), { once: true })
      }
    })
  }

  async #suggest(typed: string): Promise<void> {
    await slips.load()
    const email = this.#kept.has(typed) ? undefined : slips.part?.likelyEmail(typed)
    if (email === this.suggestion?.email) return
    // The button that was pressed goes: focus would be lost with it.
    const close = ({ target }: Event) => {
      this.suggestion = undefined
      ;((target as Node).getRootNode() as ShadowRoot).getElementById('email')?.focus() // a button of the form
      this.#say()
    }
    const use = (event: Event) => {
      this.answers['email'] = email ?? typed
      close(event)
    }
    const keep = (event: Event) => {
      this.#kept.add(typed)
      close(event)
    }
    this.suggestion = email ? { email, use, keep } : undefined
    if (email) this.#say('email.suggest', { email })
    else this.#say()
  }
}
