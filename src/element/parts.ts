import type { BaseElement } from './base-element.ts'
import type { Chunk } from './chunk.ts'

/** The parts of the script that one element wants. */
export class Parts {
  readonly #host: BaseElement
  readonly #wanted = new Set<Chunk>()
  readonly #mayMove: () => Promise<void> | undefined

  /** @param mayMove settled when what is shown may move */
  constructor(host: BaseElement, mayMove: () => Promise<void> | undefined) {
    this.#host = host
    this.#mayMove = mayMove
  }

  /** Asks once more for what could not be had: the network may be there again. */
  async again(): Promise<void> {
    const missed = [...this.#wanted].filter(
      (part) => part.part === null && this.#wanted.delete(part),
    )
    await Promise.all(missed.map((part) => this.want(part)))
  }

  /** Loads a part, gives the element its styles, and renders the element again. */
  async want(part: Chunk): Promise<void> {
    if (this.#wanted.has(part)) return
    this.#wanted.add(part)
    await part.load()
    await this.#mayMove()
    if (part.sheet) this.#host.shadowRoot?.adoptedStyleSheets.push(part.sheet)
    // The page's own texts are read again: there may be some for the words that have come.
    this.#host.changed()
  }
}
