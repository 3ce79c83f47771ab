/**
 * What the build of the script makes of schemas (vite.compile-readers.ts): each check returns what it has read,
 * without unknown keys, or throws. They do what zod does for the few kinds of schema that answers use, and a test
 * compares the two.
 */
export type Check<T = unknown> = (value: unknown) => T

function want(isRight: boolean): void {
  if (!isRight) throw new TypeError()
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const is =
  (type: string): Check =>
  (value) => {
    want(typeof value === type)
    return value
  }

export const anything: Check = (value) => value

export const finite: Check = (value) => {
  want(Number.isFinite(value))
  return value
}

export const whole =
  (least = -Infinity): Check =>
  (value) => {
    want(Number.isSafeInteger(value) && (value as number) >= least) // an integer, as the line has just seen
    return value
  }

/** @param words with a space between them */
export const oneOf =
  (words: string): Check =>
  (value) => {
    want(words.split(' ').includes(value as string)) // anything else is in no list
    return value
  }

export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? value : check(value)

export const nullable =
  (check: Check): Check =>
  (value) =>
    value === null ? value : check(value)

export const list =
  (check: Check): Check<unknown[]> =>
  (value) => {
    want(Array.isArray(value))
    return (value as unknown[]).map(check) // a list, as the line before has seen
  }

export const object =
  (shape: Record<string, Check>): Check =>
  (value) => {
    want(isRecord(value))
    // Not what a page has given to every object.
    const own: Record<string, unknown> = { __proto__: null, ...(value as object) } // a record, as the line before has seen
    const out: Record<string, unknown> = { __proto__: null }
    for (const key of Object.keys(shape)) {
      const read = shape[key]!(own[key]) // its keys are those of the shape
      if (read !== undefined) out[key] = read
    }
    return out
  }

export const record =
  (check: Check): Check =>
  (value) => {
    want(isRecord(value))
    const entries = Object.entries(value as object).filter(([key]) => key !== '__proto__')
    return Object.fromEntries(entries.map(([key, entry]) => [key, check(entry)]))
  }

export const either =
  (one: Check, other: Check): Check =>
  (value) => {
    try {
      return one(value)
    } catch {
      return other(value)
    }
  }

/** @param value what is read where the check fails */
export const orElse = (check: Check, value: unknown): Check => either(check, () => value)

export const chain =
  // What comes out of the first is what the second takes; the schema's types have seen to it.
  (first: Check, second: (value: never) => unknown): Check =>
    (value) =>
      second(first(value) as never)

/** The reader of a check, as `reader` makes it of a schema: undefined where it fails. */
export const readerOf = (check: Check): Check => orElse(check, undefined)
