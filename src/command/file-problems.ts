import * as z from 'zod/mini'
import { nearest } from './did-you-mean.ts'

/** One thing that is wrong with a file. */
export interface Problem {
  /** Where, as one would write it: `partners[0].origins[1]`; empty for the whole file. */
  path: string
  /** What is wrong and what is accepted, in one sentence. */
  message: string
}

/** Reads a file strictly by its schema. All problems come at once, so that one edit mends them. */
export function readStrictly<T extends z.ZodMiniType>(
  schema: T,
  value: unknown,
  /** What to say of some keys that are not known, by their name. */
  explained: Readonly<Record<string, string>> = {},
): { file: z.output<T> } | { problems: Problem[] } {
  // zod/mini brings no sentences of its own.
  z.config(z.locales.en())
  const read = schema.safeParse(value)
  if (read.success) return { file: read.data }
  return {
    problems: read.error.issues.flatMap((issue) => problemsOf(issue, { schema, value, explained })),
  }
}

/** The file in which a problem was found. */
interface Found {
  schema: z.ZodMiniType
  value: unknown
  explained: Readonly<Record<string, string>>
}

function problemsOf(issue: z.core.$ZodIssue, found: Found): Problem[] {
  const { schema, value, explained } = found
  const path = pathOf(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path, value)
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key]),
      message: (issue.path.length === 0 ? explained[key] : undefined) ?? unknownKey(key, known),
    }))
  }
  if (issue.path.length > 0 && valueAt(value, issue.path) === undefined)
    return [{ path, message: 'is required and is missing' }]
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
    const typed = valueAt(value, issue.path)
    const kinds = kindsAt(schema, issue.path.slice(0, -1), issue.discriminator)
    const near = typeof typed === 'string' ? nearest(typed, kinds) : undefined
    const message = `must be one of ${kinds.map((kind) => JSON.stringify(kind)).join(', ')}`
    return [{ path, message: near ? `${message}; did you mean "${near}"?` : message }]
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // Of the spellings a thing may have, the one that was meant is the one with the same type.
    const meant = issue.errors.find((issues) =>
      issues.every((inner) => inner.code !== 'invalid_type' || inner.path.length > 0),
    )
    if (meant)
      return meant.flatMap((inner) =>
        problemsOf({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, found),
      )
  }
  return [{ path, message: sentenceOf(issue) }]
}

function unknownKey(key: string, known: string[]): string {
  const near = nearest(key, known)
  if (near) return `is not known here; did you mean "${near}"?`
  return `is not known here; known are ${known.join(', ')}`
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}`
    case 'invalid_value':
      return `must be ${issue.values
        .map((value) => JSON.stringify(value))
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1')}`
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? Number(issue.minimum) === 1
          ? 'must not be empty'
          : `must have at least ${issue.minimum} ${issue.origin === 'array' ? 'entries' : 'characters'}`
        : `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `must have at most ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`
        : `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`
    case 'invalid_key':
      return issue.issues.map(({ message }) => message).join(', ')
    default:
      return issue.message
  }
}

function article(type: string): string {
  const words: Record<string, string> = {
    string: 'text in quotes',
    int: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list in [ ]',
    object: 'an object in { }',
    record: 'an object in { }',
  }
  return words[type] ?? type
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) =>
      typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`,
    )
    .join('')
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  )
}

/** What zod keeps of a schema, as far as it is walked here: the parts of any kind of schema, all optional. */
interface Definition {
  shape?: Record<string, unknown>
  innerType?: unknown
  element?: unknown
  options?: unknown[]
  discriminator?: string
  valueType?: unknown
  values?: unknown[]
}

function definitionOf(schema: unknown): Definition {
  return (schema as { def: Definition }).def
}

/** The keys an object may have at a path of the file. */
function keysAt(schema: unknown, path: readonly PropertyKey[], value: unknown): string[] {
  return schemasAt(schema, path, value).flatMap((one) => Object.keys(definitionOf(one).shape ?? {}))
}

/** What tells the kinds of an object apart, at a path of the file. */
function kindsAt(schema: unknown, path: readonly PropertyKey[], key: string): string[] {
  return schemasAt(schema, path, undefined).flatMap((one) => {
    const kind = definitionOf(one).shape?.[key]
    return kind ? (definitionOf(kind).values ?? []).map(String) : []
  })
}

/** The objects that may stand at a path; of several kinds that one which the file has. */
function schemasAt(schema: unknown, path: readonly PropertyKey[], value: unknown): unknown[] {
  const { shape, innerType, element, options, discriminator, valueType } = definitionOf(schema)
  if (innerType) return schemasAt(innerType, path, value)
  if (options) {
    const kind = discriminator === undefined ? undefined : valueAt(value, [discriminator])
    const meant = options.filter((option) => {
      const { values } = definitionOf(
        definitionOf(option).shape?.[discriminator ?? ''] ?? { def: {} },
      )
      return kind !== undefined && values?.includes(kind)
    })
    return (meant.length > 0 ? meant : options).flatMap((option) => schemasAt(option, path, value))
  }
  const [key, ...rest] = path
  if (key === undefined) return shape ? [schema] : []
  const inner = shape ? shape[String(key)] : (element ?? valueType)
  return inner ? schemasAt(inner, rest, valueAt(value, [key])) : []
}
