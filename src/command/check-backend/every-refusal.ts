import { isRecord } from '../is-record.ts'
import {
  expect,
  header,
  isReadable,
  isType,
  lists,
  unchecked,
  type Group,
  type Rule,
} from './rule.ts'
import type { Subject } from './subject.ts'
import { told, type Answer } from './wire.ts'

/** What all answers that are no yes have in common. Last of all: it looks at whatever came before. */
export const everyRefusal: Group = {
  title: 'Every refusal that came',
  rules: [
    each('problem-type', 'Refusals are application/problem+json', 'required', {
      fix: 'Send refusals as problem documents (RFC 9457): content-type: application/problem+json.',
      expected: 'content-type: application/problem+json',
      holds: (answer) => isType(answer, 'application/problem+json'),
      came: (answer) => header(answer, 'content-type'),
    }),
    each('problem-form', 'They have type, title and status', 'required', {
      fix: 'Give each problem document "type" (a URI), "title" (a sentence for developers) and "status" (the number of the answer).',
      expected: '{"type": "…", "title": "…", "status": the status of the answer}',
      holds: ({ json, status }) =>
        !isRecord(json) ||
        (typeof json['type'] === 'string' &&
          typeof json['title'] === 'string' &&
          json['status'] === status),
    }),
    each('refusal-cors', 'Pages of other sites may read them', 'required', {
      fix: 'Send access-control-allow-origin: * with refusals too, or the page only sees that something failed.',
      expected: 'access-control-allow-origin: *',
      holds: (answer, { origin }) => isReadable(answer, origin),
      came: (answer) => header(answer, 'access-control-allow-origin'),
    }),
    each('refusal-expose', 'Pages may read their Retry-After', 'required', {
      fix: 'Send access-control-expose-headers: Retry-After with every answer to POST.',
      expected: 'access-control-expose-headers: Retry-After',
      holds: (answer) => lists(answer, 'access-control-expose-headers', ['retry-after']),
      came: (answer) => header(answer, 'access-control-expose-headers'),
    }),
    each('refusal-cache', 'No cache keeps them', 'advised', {
      fix: 'Send cache-control: no-store with every answer to POST.',
      expected: 'cache-control: no-store',
      holds: ({ headers }) => /\bno-store\b/.test(headers.get('cache-control') ?? ''),
      came: (answer) => header(answer, 'cache-control'),
    }),
    {
      id: 'retry-after',
      asks: '429 and 503 say when to come back',
      level: 'required',
      fix: 'Send Retry-After with 429 and 503, in seconds or as a date of HTTP: widgets wait so long before they try again.',
      check(subject) {
        const waits = subject.answers().filter(({ status }) => status === 429 || status === 503)
        const [first] = waits
        if (!first) return unchecked('no such answer came')
        const wrong = waits.find(({ headers }) => !isWait(headers.get('retry-after')))
        return expect(
          wrong ?? first,
          !wrong,
          'retry-after: 5, or a date such as Mon, 30 Nov 2026 17:00:00 GMT',
          header(wrong ?? first, 'retry-after'),
        )
      },
    },
  ],
}

/** Seconds, or a date as HTTP writes it (RFC 9110, 10.2.3). */
function isWait(value: string | null): boolean {
  const date = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/
  return (
    value !== null &&
    (/^\d+$/.test(value) || (date.test(value) && !Number.isNaN(Date.parse(value))))
  )
}

/** A rule that every refusal which came so far has to keep. */
function each(
  id: string,
  asks: string,
  level: Rule['level'],
  options: {
    fix: string
    expected: string
    holds(answer: Answer, subject: Subject): boolean
    came?(answer: Answer): string
  },
): Rule {
  const { fix, expected, holds, came = told } = options
  return {
    id,
    asks,
    level,
    fix,
    check(subject) {
      const all = subject.refusals()
      const [first] = all
      if (!first) return unchecked('no refusal came')
      const wrong = all.filter((answer) => !holds(answer, subject))
      const one = wrong[0] ?? first
      const of = wrong.length < all.length ? ` (${wrong.length} of ${all.length} refusals)` : ''
      return expect(one, wrong.length === 0, expected, `${one.status} · ${came(one)}${of}`)
    },
  }
}
