import { randomUUID } from 'node:crypto'
import { outcomes } from '../../schema/index.ts'
import { isRecord } from '../is-record.ts'
import {
  expect,
  header,
  isInstant,
  isReadable,
  isType,
  isYes,
  unchecked,
  type Finding,
  type Group,
  type Rule,
} from './rule.ts'
import { expectRefusal, whyBlocked } from './refused.ts'
import { whyStorable } from './storable.ts'
import { codeOf, type Subject } from './subject.ts'
import { told, type Answer } from './wire.ts'

// Of all checks of one run: the same signature is sent by several rules.
const keys = new WeakMap<Subject, { first: string; fresh: string; second: string }>()

/** What needs a whole signature. Two are stored in a backend that works: by one address, under two keys. */
export const signing: Group = {
  title: 'Signing: POST /v1/petitions/{id}/signatures',
  rules: [
    signs('sign-status', 'A signature in order is 201 or 202', {
      fix: 'Answer 201 where it is counted, 202 where a confirmation is awaited or more is not known. If more has to be answered, say so with --fields.',
      async check(subject) {
        const answer = await signed(subject)
        const why = whyBlocked(answer)
        if (why) return unchecked(why)
        return expect(answer, isYes(answer), '201 or 202')
      },
    }),
    withYes('sign-type', 'The yes is application/json', {
      fix: 'Send content-type: application/json.',
      check: (answer) =>
        expect(
          answer,
          isType(answer, 'application/json'),
          'content-type: application/json',
          header(answer, 'content-type'),
        ),
    }),
    withYes('sign-outcome', 'It tells an outcome that fits its status', {
      fix: `Put one of ${outcomes.join(', ')} into "outcome": counted with 201, the others with 202.`,
      check: (answer) => {
        const outcome = isRecord(answer.json) ? answer.json['outcome'] : undefined
        const fits =
          { counted: 201, pending: 202, accepted: 202 }[String(outcome)] === answer.status
        return expect(answer, fits, '201 with "counted", 202 with "pending" or "accepted"')
      },
    }),
    withYes('sign-receipt', 'It has a receipt with id and at', {
      fix: 'Put {"id": "…", "at": "2026-11-30T17:00:00Z"} into "receipt": a text that leads nowhere by itself, and the moment of receiving in UTC.',
      check: (answer) => {
        const receipt = isRecord(answer.json) ? answer.json['receipt'] : undefined
        const fits =
          isRecord(receipt) &&
          typeof receipt['id'] === 'string' &&
          receipt['id'] !== '' &&
          isInstant(receipt['at'])
        return expect(answer, fits, '"receipt": {"id": "…", "at": "2026-11-30T17:00:00Z"}')
      },
    }),
    withYes('sign-cors', 'Pages of other sites may read it', {
      fix: 'Send access-control-allow-origin: * with the yes, or the page says that it does not know whether it was stored.',
      check: (answer, { origin }) =>
        expect(
          answer,
          isReadable(answer, origin),
          'access-control-allow-origin: *',
          header(answer, 'access-control-allow-origin'),
        ),
    }),
    withYes('sign-cache', 'No cache keeps it', {
      level: 'advised',
      fix: 'Send cache-control: no-store with every answer to POST.',
      check: (answer) =>
        expect(
          answer,
          /\bno-store\b/.test(answer.headers.get('cache-control') ?? ''),
          'cache-control: no-store',
          header(answer, 'cache-control'),
        ),
    }),
    withYes('key-kept', 'A refusal does not use up the key', {
      fix: 'Remember a key only with a yes: who mends a field and sends again does so with the key of before.',
      async check(_, subject) {
        const answer = await firstTry(subject)
        const why = await whyStorable(subject)
        if (why) return unchecked(why)
        return expect(
          answer,
          codeOf(answer) !== 'key-reused',
          '201 or 202 after a 422 with the same key',
        )
      },
    }),
    withYes('same-bytes', 'The same key and body get the same bytes', {
      fix: 'Keep the answer for 24 hours under key and petition and send it again, byte for byte. Widgets try again when an answer is lost on the way.',
      async check(first, subject) {
        const answer = await subject.post('again', {
          body: subject.whole(),
          key: await keyOfYes(subject),
        })
        return expect(
          answer,
          answer.status === first.status && answer.body === first.body,
          told(first),
        )
      },
    }),
    withYes('key-reused', 'The same key with another body is 422 key-reused', {
      fix: 'Keep a hash of the body with the key, and answer 422 with the code "key-reused" where it differs.',
      async check(_, subject) {
        const changes = { locale: subject.whole()['locale'] === 'en' ? 'de' : 'en' }
        const key = await keyOfYes(subject)
        return expectRefusal(
          await subject.post('reused', { body: subject.whole(changes), key }),
          'key-reused',
        )
      },
    }),
    withYes(
      'no-duplicate',
      'Signing again with another key looks like signing for the first time',
      {
        fix: 'Answer with the same status, the same shape and a receipt of its own, and count the person once. Else any page could ask who has signed.',
        async check(first, subject) {
          const answer = await subject.post('second', {
            body: subject.whole(),
            key: keysOf(subject).second,
          })
          return expect(
            answer,
            shapeOf(answer) === shapeOf(first) && !sameReceipt(answer, first),
            `${told(first)}, with another id`,
          )
        },
      },
    ),
  ],
}

function signs(id: string, asks: string, { fix, check }: Pick<Rule, 'fix' | 'check'>): Rule {
  return {
    id,
    asks,
    level: 'required',
    signs: true,
    fix,
    check: (subject) =>
      subject.signAs
        ? check(subject)
        : unchecked('it stores a signature: allow that with --sign-as ADDRESS'),
  }
}

function withYes(
  id: string,
  asks: string,
  options: {
    level?: Rule['level']
    fix: string
    check(yes: Answer, subject: Subject): Finding | Promise<Finding>
  },
): Rule {
  const { level = 'required', fix, check } = options
  const rule = signs(id, asks, {
    fix,
    async check(subject) {
      const yes = await signed(subject)
      return isYes(yes) ? check(yes, subject) : unchecked('no signature was taken')
    },
  })
  return { ...rule, level }
}

function keysOf(subject: Subject) {
  const known = keys.get(subject) ?? {
    first: randomUUID(),
    fresh: randomUUID(),
    second: randomUUID(),
  }
  keys.set(subject, known)
  return known
}

/** A refusal, and then the same person with the same key, as somebody who has mended a field. */
async function firstTry(subject: Subject): Promise<Answer> {
  const { first: key } = keysOf(subject)
  if (!(await whyStorable(subject))) await subject.post('mended', { body: subject.empty(), key })
  return subject.post('first', { body: subject.whole(), key })
}

/** The answer to the first signature; with a fresh key where the one of before was used up by a refusal. */
async function signed(subject: Subject): Promise<Answer> {
  const answer = await firstTry(subject)
  return codeOf(answer) === 'key-reused'
    ? subject.post('fresh', { body: subject.whole(), key: keysOf(subject).fresh })
    : answer
}

async function keyOfYes(subject: Subject): Promise<string> {
  const { first, fresh } = keysOf(subject)
  return codeOf(await firstTry(subject)) === 'key-reused' ? fresh : first
}

/** Status, type, outcome and keys: whatever could tell one yes from another, but for the receipt's own values. */
function shapeOf(answer: Answer): string {
  const { json, status } = answer
  if (!isRecord(json)) return String(status)
  const receipt = isRecord(json['receipt']) ? Object.keys(json['receipt']) : []
  return JSON.stringify([
    status,
    header(answer, 'content-type'),
    json['outcome'],
    Object.keys(json).toSorted(),
    receipt.toSorted(),
  ])
}

function sameReceipt(one: Answer, other: Answer): boolean {
  const id = ({ json }: Answer) =>
    isRecord(json) && isRecord(json['receipt']) ? json['receipt']['id'] : undefined
  return id(one) !== undefined && id(one) === id(other)
}
