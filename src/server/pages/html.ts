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

/** A template whose values are escaped, fit for content and for attributes in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((string, i) => string + (i < parts.length ? write(parts[i]) : '')).join(''))
}

function write(part: Part): string {
  if (part instanceof Html) return part.text
  if (part === false || part === undefined || part === null) return ''
  if (typeof part === 'object') return part.map(write).join('')
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
