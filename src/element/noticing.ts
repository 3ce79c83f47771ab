import type { MessageKey } from '../locales/index.ts'
import type { Attention, Signature } from '../schema/index.ts'
import type { Answers } from './answers.ts'
import { likelyEmail } from './email-slip.ts'
import type { Values } from './locale.ts'
import type { Signing } from './signing.ts'

/** How long nothing is typed before the length of a comment is read out, in milliseconds. */
const idleMs = 1_000

/** A likely slip in the address, with what to do about it. */
export interface Suggestion {
  email: string
  use: (event: Event) => void
  keep: (event: Event) => void
}

/** What it is handed of the form. */
export interface Given {
  answers: () => Answers
  signing: Signing
  /** What the answers make, and what is wrong with it. */
  look: () => { signature: Signature; issues: readonly Attention[] } | undefined
  commentRoom: (comment: string) => readonly [MessageKey, Values]
  /** Tells those who cannot see it, or falls silent. */
  say: (key?: MessageKey, values?: Values) => void
}

/** Notices slips in answers while they are given. A press checks everything again, so a form works without it. */
export class Noticing {
  suggestion: Suggestion | undefined
  readonly #given: Given
  #counting: ReturnType<typeof setTimeout> | undefined
  /** Addresses that are right as they are; nobody is asked twice. */
  readonly #kept = new Set<string>()

  constructor(given: Given) {
    this.#given = given
  }

  reset(): void {
    clearTimeout(this.#counting)
    this.suggestion = undefined
  }

  /** A comment was typed. */
  count(comment: string): void {
    const { say, commentRoom } = this.#given
    clearTimeout(this.#counting)
    this.#counting = setTimeout(() => say(...commentRoom(comment)), idleMs)
  }

  /** An answer that was left is looked at again: what is mended loses its mark, a mistyped address gets one. */
  review(name: string): void {
    const { signing, look } = this.#given
    const { state } = signing
    const seen = look()
    if (!seen || state.kind !== 'editing') return
    const issue = seen.issues.find(({ field }) => field === name)
    const isMarked = state.issues.some(({ field }) => field === name)
    if (name === 'email') this.#suggest(seen.signature.email ?? '')
    const isChecked = name === 'email' || name === 'postcode'
    if (isMarked || (isChecked && issue && issue.code !== 'missing')) signing.review(name, issue)
    // Whether a postcode is right is a question of the country.
    if (name === 'country' && state.issues.some(({ field }) => field === 'postcode'))
      this.review('postcode')
  }

  #suggest(typed: string): void {
    const { answers, say } = this.#given
    const email = this.#kept.has(typed) ? undefined : likelyEmail(typed)
    if (email === this.suggestion?.email) return
    // The button that was pressed goes: focus would be lost with it.
    const close = ({ target }: Event) => {
      this.suggestion = undefined
      ;((target as Node).getRootNode() as ShadowRoot).getElementById('email')?.focus() // a button of the form
      say()
    }
    const use = (event: Event) => {
      answers()['email'] = email ?? typed
      close(event)
    }
    const keep = (event: Event) => {
      this.#kept.add(typed)
      close(event)
    }
    this.suggestion = email ? { email, use, keep } : undefined
    if (email) say('email.suggest', { email })
    else say()
  }
}
