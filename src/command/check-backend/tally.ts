import { isRecord } from '../is-record.ts'
import {
  expect,
  header,
  isOfItsOrigin,
  isReadable,
  isType,
  lists,
  unchecked,
  type Group,
  type Rule,
} from './rule.ts'
import { codeOf, type Subject } from './subject.ts'
import { noTally, tallyKeys, withTally } from './tally-keys.ts'
import { told, type Answer } from './wire.ts'

const readLimit = 64 * 1024

/** `GET /v1/petitions/{id}/tally`: the count that every page shows. */
export const tally: Group = {
  title: 'The tally: GET /v1/petitions/{id}/tally',
  rules: [
    {
      id: 'reach',
      asks: 'The backend can be reached',
      level: 'required',
      fix: 'Look at the address, the certificate and the firewall; the rest is checked once an answer comes.',
      async check(subject) {
        const answer = await subject.tally()
        return expect(answer, answer.failure === undefined, 'an answer within 15 seconds')
      },
    },
    {
      id: 'tally-status',
      asks: 'The tally is answered with 200, at this very address',
      level: 'required',
      fix: 'Answer GET /v1/petitions/{id}/tally with 200. Pages follow no redirect: give the endpoint it leads to.',
      async check(subject) {
        const answer = await subject.tally()
        return expect(answer, answer.status === 200, '200')
      },
    },
    seen('tally-type', 'Its type is application/json', {
      fix: 'Send content-type: application/json. It is UTF-8 by itself; no other charset may be named.',
      test: (answer) => ({
        holds: isType(answer, 'application/json'),
        expected: 'content-type: application/json',
        came: header(answer, 'content-type'),
      }),
    }),
    seen('tally-json', 'It is a JSON object of at most 64 KiB', {
      fix: 'Send one JSON object. Pages read no more than 64 KiB of an answer and drop one that is longer.',
      test: (answer) => ({
        holds: isRecord(answer.json) && Buffer.byteLength(answer.body) <= readLimit,
        expected: 'a JSON object of at most 65,536 bytes',
        came: `${Buffer.byteLength(answer.body)} bytes · ${told(answer)}`,
      }),
    }),
    ...tallyKeys,
    seen('tally-cors', 'Pages of other sites may read it', {
      fix: 'Send access-control-allow-origin: * with the tally. Nothing in it is secret and no cookie goes with it. An answer that names one origin needs vary: Origin, or caches hand it to other sites.',
      test: (answer, { origin }) => ({
        holds: isReadable(answer, origin) && isOfItsOrigin(answer),
        expected: `access-control-allow-origin: * (or ${origin} with vary: Origin)`,
        came: ['access-control-allow-origin', 'vary', 'cache-control']
          .map((name) => header(answer, name))
          .join(' · '),
      }),
    }),
    seen('tally-expose', 'Pages may read its Date and Age', {
      fix: "Send access-control-expose-headers: Date, Age. By Date and Age the widget knows the time, whatever the visitor's clock says.",
      test: (answer) => ({
        holds: lists(answer, 'access-control-expose-headers', ['date', 'age']),
        expected: 'access-control-expose-headers: Date, Age',
        came: header(answer, 'access-control-expose-headers'),
      }),
    }),
    seen('tally-date', 'It carries a Date', {
      fix: 'Send the header Date; most servers do so by themselves. The widget closes the form by it.',
      test: (answer) => ({
        holds: !Number.isNaN(Date.parse(answer.headers.get('date') ?? '')),
        expected: 'date: a date of HTTP',
        came: header(answer, 'date'),
      }),
    }),
    // The widget reads no ETag: it saves browsers and caches the body of what they have.
    seen('tally-etag', 'It carries an ETag', {
      level: 'advised',
      fix: 'Send a header ETag that changes with the tally, such as the version in double quotes.',
      test: (answer) => ({
        holds: /^(W\/)?"[^"]*"$/.test(answer.headers.get('etag') ?? ''),
        expected: 'etag: "…"',
        came: header(answer, 'etag'),
      }),
    }),
    {
      id: 'tally-304',
      asks: 'A tally that has not moved is answered with 304',
      level: 'advised',
      fix: 'Compare If-None-Match with the ETag, without the W/, and answer 304 without a body when they are equal.',
      check: (subject) =>
        withTally(subject, async (first) => {
          let etag = first.headers.get('etag')
          if (etag === null) return unchecked('there is no ETag to send back')
          const askWith = (tag: string) =>
            subject.ask({ method: 'GET', headers: { 'if-none-match': tag } })
          let answer = await askWith(etag)
          // It may have moved in between; once is enough to see.
          etag = answer.headers.get('etag') ?? etag
          if (answer.status === 200) answer = await askWith(etag)
          return expect(answer, answer.status === 304 && answer.body === '', '304 without a body')
        }),
    },
    {
      // For those who watch a server: pages never ask so.
      id: 'tally-head',
      asks: 'HEAD is answered as GET is, without the body',
      level: 'advised',
      fix: 'Answer HEAD wherever GET is answered, with the same status and headers.',
      check: (subject) =>
        withTally(subject, async (first) => {
          const answer = await subject.ask({ method: 'HEAD' })
          const differs = ['content-type', 'cache-control', 'access-control-allow-origin'].filter(
            (name) => answer.headers.get(name) !== first.headers.get(name),
          )
          return expect(
            answer,
            answer.status === 200 && differs.length === 0,
            ['200', ...differs.map((name) => header(first, name))].join(' · '),
            [
              answer.failure ?? String(answer.status),
              ...differs.map((name) => header(answer, name)),
            ].join(' · '),
          )
        }),
    },
    seen('tally-cache', 'Caches may keep it for some seconds', {
      level: 'advised',
      fix: 'Send cache-control: public, max-age=5, stale-while-revalidate=30, stale-if-error=86400. Without it every page view reaches your server.',
      test: (answer) => {
        const seconds = Number(
          /\bmax-age=(\d+)/.exec(answer.headers.get('cache-control') ?? '')?.[1],
        )
        return {
          holds: seconds >= 1 && seconds <= 60,
          expected: 'cache-control with a max-age of 1 to 60 seconds',
          came: header(answer, 'cache-control'),
        }
      },
    }),
    {
      id: 'tally-unknown',
      asks: 'The tally of a petition that does not exist is 404 no-petition',
      level: 'required',
      fix: 'Answer 404 with a problem document whose code is "no-petition", readable by any page.',
      async check(subject) {
        const answer = await subject.ask({ method: 'GET', path: `/${unknownPetition}/tally` })
        return expect(
          answer,
          answer.status === 404 &&
            codeOf(answer) === 'no-petition' &&
            isReadable(answer, subject.origin),
          '404 · {"code": "no-petition"} · access-control-allow-origin: *',
          `${told(answer)} · ${header(answer, 'access-control-allow-origin')}`,
        )
      },
    },
  ],
}

/** Nobody's petition, and a slug all the same. */
export const unknownPetition = 'no-such-petition-1f0c7a52'

interface Looked {
  holds: boolean
  expected: string
  came: string
}

/** A rule about the answer as it came. */
function seen(
  id: string,
  asks: string,
  {
    level = 'required',
    fix,
    test,
  }: Partial<Pick<Rule, 'level'>> &
    Pick<Rule, 'fix'> & { test(answer: Answer, subject: Subject): Looked },
): Rule {
  return {
    id,
    asks,
    level,
    fix,
    async check(subject) {
      const answer = await subject.tally()
      if (answer.status !== 200) return noTally
      const { holds, expected, came } = test(answer, subject)
      return expect(answer, holds, expected, came)
    },
  }
}
