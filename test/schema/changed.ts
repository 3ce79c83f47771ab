import fc from 'fast-check'

type Path = readonly (string | number)[]

/** Every place in a document, from the outside in. */
export function pathsOf(value: unknown, at: Path = []): Path[] {
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : []
  return [at, ...entries.flatMap(([key, inner]) => pathsOf(inner, [...at, key]))]
}

/** A copy of the document with what `change` makes of one place; undefined takes it out. */
export function changedAt(
  document: unknown,
  path: Path,
  change: (value: unknown) => unknown,
): unknown {
  const [key, ...rest] = path
  if (key === undefined) return change(document)
  const copy = structuredClone(document) as Record<string | number, unknown> // a path leads through objects and lists
  const inner = changedAt(copy[key], rest, change)
  if (inner !== undefined) copy[key] = inner
  else if (Array.isArray(copy)) copy.splice(Number(key), 1)
  else delete copy[key]
  return copy
}

/** What a place may hold in place of what belongs there; undefined is nothing at all. */
export const oddValues: readonly unknown[] = [
  undefined,
  null,
  '',
  'other',
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  true,
  [],
  {},
  [null],
  '__proto__',
]

/** Documents like this one in which up to three places hold something else, are gone, or have another key beside them. */
export function changed(document: unknown): fc.Arbitrary<unknown> {
  const odd = fc.oneof(fc.constantFrom(...oddValues), fc.jsonValue())
  const places = fc.array(
    fc.record({
      place: fc.nat(),
      value: odd,
      beside: fc.constantFrom('', '', 'more', '__proto__', 'toString'),
    }),
    { maxLength: 3 },
  )
  return places.map((changes) =>
    changes.reduce<unknown>((now, { place, value, beside }) => {
      const paths = pathsOf(now)
      return changedAt(now, paths[place % paths.length]!, (before) =>
        beside && isObject(before)
          ? Object.defineProperty({ ...before }, beside, {
              value,
              enumerable: true,
              writable: true,
              configurable: true,
            })
          : value,
      )
    }, document),
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
