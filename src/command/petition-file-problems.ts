import * as z from 'zod/mini'
import { PetitionFile } from '../schema/index.ts'
import { nearest } from './did-you-mean.ts'

/** One thing that is wrong with a petition file. */
export interface Problem {
  /** Where, as one would write it: `partners[0].origins[1]`; empty for the whole file. */
  path: string
  /** What is wrong and what is accepted, in one sentence. */
  message: string
}

// What only the server adds; found in files that were saved from its answer.
const serverKeys = ['revision', 'status', 'tally']

/** Reads a petition file strictly. All problems come at once, so that one edit mends them. */
export function readPetitionFile(value: unknown): { file: PetitionFile } | { problems: Problem[] } {
  // zod/mini brings no sentences of its own.
  z.config(z.locales.en())
  const read = PetitionFile.safeParse(value)
  if (read.success) return { file: read.data }
  return { problems: read.error.issues.flatMap((issue) => problemsOf(issue, value)) }
}

function problemsOf(issue: z.core.$ZodIssue, value: unknown): Problem[] {
  const path = pathOf(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(PetitionFile, issue.path)
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key]),
      message: unknownKey(key, known, issue.path.length === 0),
    }))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // Of the spellings a thing may have, the one that was meant is the one with the same type.
    const meant = issue.errors.find((issues) =>
      issues.every((inner) => inner.code !== 'invalid_type' || inner.path.length > 0),
    )
    if (meant)
      return meant.flatMap((inner) =>
        problemsOf({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, value),
      )
  }
  if (issue.code === 'invalid_type' && valueAt(value, issue.path) === undefined) {
    return [{ path, message: 'is required and is missing' }]
  }
  return [{ path, message: sentenceOf(issue) }]
}

function unknownKey(key: string, known: string[], atTop: boolean): string {
  if (atTop && serverKeys.includes(key)) return 'is added by the server; leave it out'
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
  valueType?: unknown
}

/** The keys an object may have at a path of the file. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const { shape, innerType, element, options, valueType } = (schema as { def: Definition }).def
  if (innerType) return keysAt(innerType, path)
  if (options) return options.flatMap((option) => keysAt(option, path))
  const [key, ...rest] = path
  if (shape)
    return key === undefined
      ? Object.keys(shape)
      : shape[String(key)]
        ? keysAt(shape[String(key)], rest)
        : []
  const inner = element ?? valueType
  return inner && key !== undefined ? keysAt(inner, rest) : []
}
