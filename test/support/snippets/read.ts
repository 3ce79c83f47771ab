import { readFileSync } from 'node:fs'
import { readCode, type Fence } from '../../../demo/docs/fences.ts'
import { readPages } from '../../../demo/docs/pages.ts'

/** A snippet of the documentation, with what its page says above its text. */
export interface Snippet extends Fence {
  front: Record<string, string>
}

/** What is wrong with a snippet, in a sentence; empty when nothing is. */
export type Check = (snippet: Snippet) => string[] | Promise<string[]>

export interface Code {
  snippets: Snippet[]
  /** Code in sentences. */
  inline: { file: string; line: number; text: string }[]
}

/** Everything the documentation shows: the site's pages, and the files at the root that GitHub shows. */
export function readDocumentation(): Code {
  const root = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md'].map((file) => {
    const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
    return { front: {}, ...readCode(source, file, true) }
  })
  const pages = readPages().map(({ file, front, source }) => ({
    front,
    ...readCode(source, `demo/docs/${file}`),
  }))
  const all = [...root, ...pages]
  return {
    snippets: all.flatMap(({ fences, front }) => fences.map((fence) => ({ ...fence, front }))),
    inline: all.flatMap(({ inline }) => inline),
  }
}

/** Where a snippet stands, as editors open it. */
export function placeOf({ file, line }: { file: string; line: number }): string {
  return `${file}:${line}`
}
