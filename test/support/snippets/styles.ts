import type { ElementManifest } from '../../../demo/docs/manifest.ts'
import type { Check } from './read.ts'

/** Names of ours in styles; whether the rest is CSS, a browser says (test/e2e/snippets.test.ts). */
export function stylesCheck(elements: readonly ElementManifest[]): Check {
  const names = (kind: 'cssParts' | 'cssProperties'): string[] =>
    elements.flatMap((element) => (element[kind] ?? []).map(({ name }) => name))
  const tags = elements.map(({ tagName }) => tagName)
  const parts = names('cssParts')
  const properties = names('cssProperties')
  return ({ text }) =>
    [
      ...found(text, /(?<![\w-])(undersigned-[a-z-]+)(?=[\s,{:.>[])/g).filter(
        (name) => !tags.includes(name),
      ),
      ...found(text, /(--undersigned-[\w-]+)/g).filter((name) => !properties.includes(name)),
      ...found(text, /::part\(([^)]*)\)/g)
        .flatMap((list) => list.split(/\s+/))
        .filter((name) => !parts.includes(name)),
    ].map((name) => `nothing of ours is called "${name}"`)
}

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name)
}
