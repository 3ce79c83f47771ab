/** Where a text stops being JSON, for people: browsers say it each in their own way, and some not at all. */
export interface JsonMistake {
  line: number
  column: number
  /** What is expected there. */
  text: string
}

/** The first mistake of a text that is to be JSON; undefined when there is none. */
export function jsonMistake(text: string): JsonMistake | undefined {
  try {
    new Scanner(text).scan()
    return undefined
  } catch (thrown) {
    if (!(thrown instanceof Unexpected)) throw thrown
    const before = text.slice(0, thrown.at).split('\n')
    return {
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      text: thrown.message,
    }
  }
}

class Unexpected extends Error {
  readonly at: number
  constructor(at: number, text: string) {
    super(text)
    this.at = at
  }
}

/** Walks over a text as RFC 8259 describes it; deep nesting counts as a mistake. */
class Scanner {
  #at = 0
  #depth = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  scan(): void {
    this.#value()
    this.#space()
    if (this.#at < this.#text.length)
      throw new Unexpected(this.#at, 'something follows after the end of the JSON')
  }

  #value(): void {
    this.#space()
    const next = this.#text[this.#at]
    if (next === '{') return this.#list('}', () => this.#member())
    if (next === '[') return this.#list(']', () => this.#value())
    if (next === '"') return this.#string()
    if (this.#take(/(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y))
      return
    throw new Unexpected(this.#at, next === undefined ? 'it ends too early' : wanted(next))
  }

  #member(): void {
    this.#space()
    if (this.#text[this.#at] !== '"')
      throw new Unexpected(this.#at, 'a key in double quotes is expected')
    this.#string()
    this.#space()
    if (!this.#take(/:/y)) throw new Unexpected(this.#at, 'a colon is expected after the key')
    this.#value()
  }

  #list(end: string, entry: () => void): void {
    if (++this.#depth > 200) throw new Unexpected(this.#at, 'it is nested too deeply')
    this.#at++
    this.#space()
    if (this.#text[this.#at] !== end) {
      for (;;) {
        entry()
        this.#space()
        const comma = this.#at
        if (!this.#take(/,/y)) break
        this.#space()
        if (this.#text[this.#at] === end)
          throw new Unexpected(comma, `the comma before "${end}" is too much`)
      }
    }
    if (this.#text[this.#at] !== end)
      throw new Unexpected(
        this.#at,
        this.#at < this.#text.length
          ? `a comma or "${end}" is expected`
          : `it ends too early: "${end}" is missing`,
      )
    this.#at++
    this.#depth--
  }

  #string(): void {
    const start = this.#at
    // The control characters are what must not stand in a text as they are.
    // eslint-disable-next-line no-control-regex
    if (this.#take(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y)) return
    // eslint-disable-next-line no-control-regex
    this.#take(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/y)
    const stop = this.#text[this.#at]
    throw stop === '\\'
      ? new Unexpected(this.#at, 'after "\\" comes one of " \\ / b f n r t u')
      : stop === undefined || stop === '\n'
        ? new Unexpected(start, 'the text that begins here has no closing quotation mark')
        : new Unexpected(this.#at, 'a control character stands in a text')
  }

  #space(): void {
    this.#take(/[ \t\r\n]*/y)
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    const [found] = pattern.exec(this.#text) ?? []
    this.#at += found?.length ?? 0
    return found !== undefined
  }
}

function wanted(next: string): string {
  if (/['“”‘’]/.test(next)) return `texts stand in straight double quotes, not in ${next}`
  return next === '/' ? 'JSON has no comments' : 'a value is expected'
}
