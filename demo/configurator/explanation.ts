import type { Manifest } from './manifest.ts'
import type { PastedElement } from './pasted.ts'

/** One thing of a snippet in a sentence. */
export interface Line {
  /** As it stands there. */
  code: string
  text: string
  /** A mistake keeps the form from working as meant; a note is worth knowing. */
  kind: 'plain' | 'note' | 'mistake'
}

/** What is said of one part of a snippet. */
export interface Explained {
  title: string
  lines: Line[]
}

export interface Known {
  manifest: Manifest
  /** Names of the backends that take signatures. */
  backends: readonly string[]
}

/** What is not there when a mistake stops the element. */
export function shownBy({ tagName }: Pick<PastedElement, 'tagName'>): 'form' | 'number' {
  return tagName === 'undersigned-tally' ? 'number' : 'form'
}

export function mistake(code: string, text: string): Line {
  return { code, text, kind: 'mistake' }
}
