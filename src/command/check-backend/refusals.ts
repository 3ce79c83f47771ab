import { issueCodes, type FieldName, type RefusalCode } from '../../schema/index.ts'
import { isRecord } from '../is-record.ts'
import { expectRefusal, whyBlocked } from './refused.ts'
import { expect, unchecked, type Group, type Rule } from './rule.ts'
import { whyNothingLacks, whyStorable } from './storable.ts'
import { codeOf, type Post, type Subject } from './subject.ts'
import { unknownPetition } from './tally.ts'

/** Longer than any field may be, and within the limit of a body. */
const longText = 'x'.repeat(5_000)
/** A signature is some hundred bytes. */
const largeBytes = 128 * 1024

/**
 * What is refused. Without `--sign-as` each request of these cannot be read or lacks an answer that is required; where it
 * would lack none, it is not sent.
 */
export const refusals: Group = {
  title: 'Refusals: POST /v1/petitions/{id}/signatures',
  rules: [
    refused('malformed-json', 'A body that is no JSON is 400 malformed', 'malformed', {
      fix: 'Answer 400 with the code "malformed" where the body cannot be parsed.',
      whyNot: () => undefined,
      post: () => ({ body: '{"name":' }),
    }),
    refused('media-type', 'A body of another type is 415 media-type', 'media-type', {
      fix: 'Look at content-type before anything else and answer 415 with the code "media-type" to all but application/json. Other types could be sent by any page without asking.',
      post: (subject) => ({ body: subject.empty(), type: 'text/plain' }),
    }),
    refused('too-large', 'A body of 128 KiB is 413 too-large', 'too-large', {
      fix: 'Stop reading after some 16 KiB and answer 413 with the code "too-large".',
      post: (subject) => ({ body: subject.empty({ comment: 'x'.repeat(largeBytes) }) }),
    }),
    refused(
      'unknown-petition',
      'A petition that does not exist is 404 no-petition',
      'no-petition',
      {
        fix: 'Answer 404 with the code "no-petition" where there is no petition of that id.',
        post: (subject) => ({ body: subject.empty(), petition: unknownPetition }),
      },
    ),
    keyRule('missing-key', 'A request without Idempotency-Key is 400 malformed', {
      fix: 'Answer 400 with the code "malformed" where the header Idempotency-Key is missing: without it a second try would count twice.',
      key: null,
    }),
    keyRule('odd-key', 'A key that is no UUID is 400 malformed', {
      fix: 'Answer 400 with the code "malformed" where Idempotency-Key is no UUID.',
      key: 'one',
    }),
    refused('invalid', 'A signature without answers is 422 invalid', 'invalid', {
      fix: 'Check the answers and answer 422 with the code "invalid" and a list of issues.',
      post: emptyPost,
      whyNot: (subject) => whyNothingLacks(subject),
    }),
    issues('issues-form', 'Its issues have field, code and message, with codes of the contract', {
      fix: `Make each issue {"field": "email", "code": "missing", "message": "…"}; codes are ${issueCodes.join(', ')}.`,
      name: 'invalid',
      post: emptyPost,
      expected: 'issues: [{"field": "…", "code": "…", "message": "…"}]',
      holds: (found) =>
        found.length > 0 &&
        found.every(
          (issue) =>
            isRecord(issue) &&
            typeof issue['field'] === 'string' &&
            typeof issue['message'] === 'string' &&
            (issueCodes as readonly unknown[]).includes(issue['code']),
        ),
    }),
    issues('issues-missing', 'They name every required field as missing', {
      fix: 'Give one issue with the code "missing" for each required field that is empty, so that a visitor sees all of them at once. If other fields are required, say so with --fields.',
      name: 'invalid',
      post: emptyPost,
      expected: (subject) =>
        subject.required.map(({ name }) => `{"field": "${name}", "code": "missing"}`).join(', '),
      holds: (found, { required }) => required.every(({ name }) => has(found, name, ['missing'])),
    }),
    issues('issues-format', 'An address that is none is an issue of the field email', {
      fix: 'Check the form of the address and give {"field": "email", "code": "format"}.',
      name: 'bad-email',
      post: (subject) => ({ body: subject.empty({ email: 'no address' }) }),
      expected: '{"field": "email", "code": "format"}',
      holds: (found) => has(found, 'email', ['format', 'domain']),
      answers: ({ asked }) => asked.find(({ name }) => name === 'email')?.name ?? null,
    }),
    issues('issues-long', 'A name of 5,000 letters is an issue with the code long', {
      fix: 'Limit the length of each answer (255 characters for a name) and give the code "long" above it.',
      name: 'long-name',
      post: (subject) => ({ body: subject.empty({ [nameOf(subject) ?? 'name']: longText }) }),
      expected: (subject) => `{"field": "${nameOf(subject)}", "code": "long"}`,
      holds: (found, subject) => has(found, nameOf(subject), ['long']),
      answers: nameOf,
    }),
    issues('claims', 'What the page says of itself is never an issue', {
      fix: "Drop a partner or source that you do not know, and store the signature without: it is the page's claim, and the person cannot mend it.",
      name: 'claims',
      post: (subject) => ({ body: subject.empty({ partner: 'nobody-knows', source: 'nowhere' }) }),
      expected: 'no issue of the fields partner and source',
      holds: (found) =>
        !found.some(
          (issue) => isRecord(issue) && ['partner', 'source'].includes(String(issue['field'])),
        ),
    }),
    issues('unknown-keys', 'A key that nobody knows is an issue with the code unknown', {
      level: 'advised',
      fix: 'Refuse keys that are not in the contract: what nobody reads should not be sent, least of all about people.',
      name: 'unknown-key',
      post: (subject) => ({ body: subject.empty({ 'not-a-field': 'x' }) }),
      expected: '{"field": "not-a-field", "code": "unknown"}',
      holds: (found) => has(found, 'not-a-field', ['unknown']),
    }),
    {
      id: 'not-listed',
      asks: 'GET does not list the signatures',
      level: 'required',
      fix: "Answer GET …/signatures with 405 or 404: who signed is nobody's to read.",
      async check(subject) {
        const answer = await subject.ask({ method: 'GET', path: `/${subject.petition}/signatures` })
        // Its body is left out of the report: it may hold people.
        const came = [answer.failure ?? answer.status, answer.headers.get('content-type')]
        return expect(answer, answer.status >= 400, '405 or 404', came.join(' · '))
      },
    },
  ],
}

function emptyPost(subject: Subject): Post {
  return { body: subject.empty() }
}

function nameOf({ asked }: Subject): FieldName | null {
  return asked.find(({ name }) => name === 'name' || name === 'given')?.name ?? null
}

function refused(
  id: string,
  asks: string,
  code: RefusalCode,
  {
    fix,
    post,
    whyNot = whyStorable,
  }: {
    fix: string
    post(subject: Subject): Post
    /** Why it is not sent; undefined when it is. */
    whyNot?(subject: Subject): Promise<string | undefined> | string | undefined
  },
): Rule {
  return {
    id,
    asks,
    level: 'required',
    fix,
    async check(subject) {
      const why = await whyNot(subject)
      return why ? unchecked(why) : expectRefusal(await subject.post(id, post(subject)), code)
    },
  }
}

/**
 * The contract does not say what is looked at first, key or answers. An empty signature may be refused for its answers;
 * only a whole one tells, and that may be stored where the rule is broken.
 */
function keyRule(
  id: string,
  asks: string,
  { fix, key }: { fix: string; key: string | null },
): Rule {
  return {
    id,
    asks,
    level: 'required',
    fix,
    async check(subject) {
      const { signAs } = subject
      const why = signAs ? undefined : await whyStorable(subject)
      if (why) return unchecked(why)
      const body = signAs ? subject.whole() : subject.empty()
      const answer = await subject.post(id, { body, key })
      return !signAs && codeOf(answer) === 'invalid'
        ? unchecked(
            'the answers were looked at first; --sign-as sends a whole signature without a key',
          )
        : expectRefusal(answer, 'malformed')
    },
  }
}

function issues(
  id: string,
  asks: string,
  options: {
    level?: Rule['level']
    fix: string
    name: string
    post(subject: Subject): Post
    expected: string | ((subject: Subject) => string)
    holds(found: unknown[], subject: Subject): boolean
    /** The field that is answered, wrongly; null where the petition does not ask for it. */
    answers?(subject: Subject): FieldName | null
  },
): Rule {
  const { level = 'required', fix, name, post, expected, holds, answers } = options
  return {
    id,
    asks,
    level,
    fix,
    async check(subject) {
      const answered = answers?.(subject)
      if (answered === null) return unchecked('the petition does not ask for it')
      // With leave to sign, a wrong answer may be tried where nothing else is lacking: it is refused for itself.
      const storable = answered && subject.signAs ? undefined : await whyStorable(subject, answered)
      if (storable) return unchecked(storable)
      const answer = await subject.post(name, post(subject))
      const why = whyBlocked(answer)
      if (why) return unchecked(why)
      if (codeOf(answer) !== 'invalid') return unchecked('the answer is no 422 invalid')
      const found = isRecord(answer.json) ? answer.json['issues'] : undefined
      const list = Array.isArray(found) ? (found as unknown[]) : []
      return expect(
        answer,
        holds(list, subject),
        typeof expected === 'string' ? expected : expected(subject),
        `issues: ${JSON.stringify(found) ?? 'none'}`,
      )
    },
  }
}

function has(found: unknown[], field: string | null, codes: readonly string[]): boolean {
  return found.some(
    (issue) => isRecord(issue) && issue['field'] === field && codes.includes(String(issue['code'])),
  )
}
