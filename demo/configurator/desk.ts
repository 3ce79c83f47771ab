import type { Petition } from '../../src/schema/index.ts'
import { start, type Choices, type Pin } from './choices.ts'
import type { Problem } from './problems.ts'
import type { Heights } from './style-sheet.ts'

/** A petition as the backend has it, and where it was found. */
export interface Found {
  endpoint: string
  id: string
  petition: Petition
}

/** The script that never changes, as the endpoint serves it. */
export interface Offered {
  folder: string
  version: string
  module: string | undefined
  /** Known if it was the way when it was asked. */
  classic: string | undefined
}

/** All that the parts of the page know together. */
export interface Known {
  choices: Choices
  problems: readonly Problem[]
  found: Found | undefined
  offered: Offered | undefined
  heights: Heights | undefined
  /** Whether the backend has a number to show. */
  hasTally: boolean
}

/** Where the parts of the page meet: each hears of every change. */
export class Desk {
  known: Known = {
    choices: start,
    problems: [],
    found: undefined,
    offered: undefined,
    heights: undefined,
    hasTally: true,
  }
  readonly #listeners: ((known: Known, before: Known) => void)[] = []

  get choices(): Choices {
    return this.known.choices
  }

  hear(listener: (known: Known, before: Known) => void): void {
    this.#listeners.push(listener)
  }

  choose(choices: Choices): void {
    this.learn({ choices })
  }

  learn(news: Partial<Known>): void {
    const before = this.known
    this.known = { ...before, ...news }
    for (const listener of this.#listeners) listener(this.known, before)
  }
}

/** The petition as it was looked up, if it is the one that is meant. */
export function foundFor({ found, choices }: Known): Petition | undefined {
  const { endpoint = '', petition } = choices.attributes
  return found?.endpoint === endpoint && found.id === petition ? found.petition : undefined
}

/** The script to pin, for the way that is chosen. */
export function pinOffered({ offered, choices }: Known): Pin | undefined {
  const integrity = choices.way === 'classic' ? offered?.classic : offered?.module
  return offered && integrity ? { version: offered.version, integrity } : undefined
}
