import { anotherTask } from './another-task.ts'
import { learn, type Catalogue } from '../locales/index.ts'

/** What every part may bring along besides its own functions. */
export interface Part {
  words?: Catalogue
  /** CSS for the elements that show the part. */
  styles?: string
}

/**
 * A part of the script that is loaded when it is first needed, once for all elements of the page. It imports nothing
 * that the script has, since the script goes by several names and would be loaded again: it is handed a `Kit`.
 */
export class Chunk<T extends object = object> {
  /** The part; undefined until it has come, null when it could not be loaded. */
  part: T | null | undefined = undefined
  sheet: CSSStyleSheet | undefined = undefined
  readonly #import: () => Promise<T>
  readonly #place: number
  readonly #patienceMs: number
  #coming: Promise<void> | undefined

  /**
   * @param place of its words in `locales/parts.ts`, if it brings any
   * @param patienceMs how long it may take to come before the element does without it
   */
  constructor(load: () => Promise<T>, place = 0, patienceMs = 10_000) {
    this.#import = load
    this.#place = place
    this.#patienceMs = patienceMs
  }

  /** Resolves when the part has come, or will not; never rejects. What could not be had is asked for anew. */
  load(): Promise<void> {
    return (this.#coming ??= this.#load())
  }

  async #load(): Promise<void> {
    const late = new Promise<null>((resolve) => setTimeout(resolve, this.#patienceMs, null))
    const part: (T & Part) | null = await Promise.race([this.#import(), late]).catch(() => null)
    if (part?.words) learn(part.words, this.#place)
    if (part?.styles) {
      this.sheet = new CSSStyleSheet()
      this.sheet.replaceSync(part.styles)
    }
    this.part = part
    if (!part) this.#coming = undefined
  }
}

/** How a number runs up to a new one. */
export const motion = new Chunk(() => import('./moving-number.ts'))

/** A petition that stands in the page itself. */
export const inline = new Chunk(() => import('./inline-petition.ts'))

/** What of a tally is worth reading out. */
export const announcing = new Chunk(() => import('./announcing.ts'))

/** A petition that cannot be signed now. */
export const standing = new Chunk(() => import('./standing.ts'), 4)

/** Who stands behind a petition, and what has happened with it. */
export const story = new Chunk(() => import('./story.ts'), 5)

/** A petition in another of its languages. */
export const translation = new Chunk(() => import('./translation.ts'))

/** What follows on a signature. */
export const outcome = new Chunk(() => import('./outcome.ts'), 1)

/** What went wrong with a signature. */
export const mishaps = new Chunk(() => import('./mishap-text.ts'), 2)

/** What is noticed while somebody fills in the form. */
export const slips = new Chunk(() => import('./slips.ts'), 3)

/** What a setting of the page accepts, for mistakes. */
export const mistakes = new Chunk(() => import('./mistakes.ts'))

/** The texts that a page brings itself. */
export const ownWords = new Chunk(() => import('./own-words.ts'))

/** A plain form of the page that may be half filled in. */
export const plainForm = new Chunk(() => import('./plain-form.ts'))

/** Places for elements that are marked by an attribute. It works on coming, and has nothing to hand out. */
export const divs = new Chunk(() => import('./data-undersigned.ts'))

/** Between the first text of a page and its form: drawn in one task, both take a phone too long. */
export const breath = new Chunk(async () => (await anotherTask(), {}))
