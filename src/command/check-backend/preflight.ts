import { expect, header, isReadable, lists, unchecked, type Group, type Rule } from './rule.ts'
import type { Answer } from './wire.ts'

/** What a browser asks before a page of another site may sign: the request has a JSON body and a header of its own. */
export const preflight: Group = {
  title: 'Before signing: OPTIONS /v1/petitions/{id}/signatures',
  rules: [
    {
      id: 'preflight-status',
      asks: 'The question of a browser whether it may sign is answered',
      level: 'required',
      fix: 'Answer OPTIONS with 204, whatever the origin, without asking for anything: browsers send no credentials with it and follow no redirect.',
      async check(subject) {
        const answer = await subject.preflight()
        return expect(answer, isYes(answer), '204, or another status from 200 to 299')
      },
    },
    about('preflight-origin', 'Pages of other sites may sign', 'required', {
      fix: 'Send access-control-allow-origin: * with the answer to OPTIONS. To keep strangers out, refuse their POST with 403 "origin".',
      test: (answer, origin) => isReadable(answer, origin),
      name: 'access-control-allow-origin',
      expected: '*',
    }),
    about('preflight-headers', 'They may send content-type and idempotency-key', 'required', {
      fix: 'Send access-control-allow-headers: content-type, idempotency-key.',
      test: (answer) =>
        lists(answer, 'access-control-allow-headers', ['content-type', 'idempotency-key']),
      name: 'access-control-allow-headers',
      expected: 'content-type, idempotency-key',
    }),
    // Browsers let POST through unasked, so nothing fails without it.
    about('preflight-methods', 'They may use POST', 'advised', {
      fix: 'Send access-control-allow-methods: POST.',
      test: (answer) => lists(answer, 'access-control-allow-methods', ['post']),
      name: 'access-control-allow-methods',
      expected: 'POST',
    }),
    about('preflight-age', 'Browsers may remember it', 'advised', {
      fix: 'Send access-control-max-age: 600. Without it each try costs two requests after five seconds.',
      test: ({ headers }) => Number(headers.get('access-control-max-age')) >= 60,
      name: 'access-control-max-age',
      expected: '600',
    }),
  ],
}

function about(
  id: string,
  asks: string,
  level: Rule['level'],
  {
    fix,
    test,
    name,
    expected,
  }: { fix: string; test(answer: Answer, origin: string): boolean; name: string; expected: string },
): Rule {
  return {
    id,
    asks,
    level,
    fix,
    async check(subject) {
      const answer = await subject.preflight()
      if (!isYes(answer)) return unchecked('OPTIONS is not answered')
      return expect(
        answer,
        test(answer, subject.origin),
        `${name}: ${expected}`,
        header(answer, name),
      )
    },
  }
}

function isYes({ status }: Answer): boolean {
  return status >= 200 && status < 300
}
