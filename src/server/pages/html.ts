/** Text that is HTML already. Made by {@link html} only, so that everything else is escaped. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

export type Part = Html | string | number | false | undefined | null | readonly Part[]

/**
 * A template whose values are escaped, fit for content and for attributes in double quotes. The indentation of the
 * source is left out; values keep every blank.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const pieces = withoutIndentation(strings)
  return new Html(
    pieces.map((piece, i) => (i < parts.length ? piece + write(parts[i]) : piece)).join(''),
  )
}

const trimmed = new WeakMap<TemplateStringsArray, string[]>()

function withoutIndentation(strings: TemplateStringsArray): string[] {
  const known = trimmed.get(strings)
  if (known) return known
  const made = strings.map((string) => string.replace(/\n\s+/g, '\n'))
  trimmed.set(strings, made)
  return made
}

function write(part: Part): string {
  if (part instanceof Html) return part.text
  if (part === false || part === undefined || part === null) return ''
  if (typeof part === 'object') return part.map(write).join('')
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
