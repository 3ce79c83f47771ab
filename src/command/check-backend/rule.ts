import type { Subject } from './subject.ts'
import { told, type Answer } from './wire.ts'

/** What was found of one rule. */
export type Finding =
  | { state: 'pass' }
  | { state: 'fail'; sent: string; expected: string; came: string }
  | { state: 'not checked'; why: string }

/** One thing that the contract asks of a backend (section 3). */
export interface Rule {
  /** Stays the same over versions: programs read it. */
  id: string
  /** A statement that is true where the rule is kept. */
  asks: string
  /** Whether the widget, or the people who sign, need it. What is only advised never makes the check fail. */
  level: 'required' | 'advised'
  /** Looking stores a signature in a backend that works, so it is done only with `--sign-as`. */
  signs?: true
  /** How to put it right. */
  fix: string
  check(subject: Subject): Finding | Promise<Finding>
}

/** Rules about the same exchange. */
export interface Group {
  title: string
  rules: readonly Rule[]
}

export const pass: Finding = { state: 'pass' }

export function unchecked(why: string): Finding {
  return { state: 'not checked', why }
}

/** Pass when it holds; else what was sent, what was expected and what came. */
export function expect(
  answer: Answer,
  holds: boolean,
  expected: string,
  came: string = told(answer),
): Finding {
  return holds ? pass : { state: 'fail', sent: answer.sent, expected, came }
}

/** Whether a signature was taken. */
export function isYes({ status }: Answer): boolean {
  return status === 201 || status === 202
}

/** A header as it is told: `etag "x"`, or that there is none. */
export function header({ headers }: Answer, name: string): string {
  const value = headers.get(name)
  return value === null ? `no header ${name}` : `${name}: ${value}`
}

/** Whether a header that is a list has all of these words, in any case; `*` stands for any. */
export function lists({ headers }: Answer, name: string, words: readonly string[]): boolean {
  const listed = (headers.get(name) ?? '').split(',').map((word) => word.trim().toLowerCase())
  return listed.includes('*') || words.every((word) => listed.includes(word.toLowerCase()))
}

/** Whether a page of this origin may read the answer. */
export function isReadable({ headers }: Answer, origin: string): boolean {
  const allowed = headers.get('access-control-allow-origin')
  return allowed === '*' || allowed === origin
}

/** Whether no cache on the way hands an answer for this page's origin to the page of another. */
export function isOfItsOrigin(answer: Answer): boolean {
  return (
    answer.headers.get('access-control-allow-origin') === '*' ||
    /\b(no-store|private)\b/.test(answer.headers.get('cache-control') ?? '') ||
    lists(answer, 'vary', ['origin'])
  )
}

/** An instant as the contract writes it: RFC 3339 in UTC. */
export function isInstant(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
}

/** Whether the answer is of this type, and in UTF-8. */
export function isType({ headers }: Answer, wanted: string): boolean {
  const [type = '', ...rest] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  const charset = rest.map((part) => part.trim()).find((part) => part.startsWith('charset='))
  return type.trim() === wanted && (!charset || /^charset="?utf-?8"?$/.test(charset))
}
