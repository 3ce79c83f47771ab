import { toldOf } from '../consents.ts'
import type { TargetFile, Told } from '../relay-file.ts'
import {
  ask,
  at,
  idAt,
  resultOf,
  resultOfJson,
  type Answer,
  type Miss,
  type Patience,
} from './exchange.ts'
import { known, namesOf } from './answers.ts'
import type { Looked, Result, Target } from './target.ts'

type EngagingFile = Extract<TargetFile, { kind: 'engaging-networks' }>

/** Before a session is given back by the product it is renewed by us. */
const earlyMs = 60_000
const hourMs = 60 * 60_000
/** Clocks differ. */
const skewMs = 5 * 60_000

/**
 * Engaging Networks, ENS: a session token from the API key, good for an hour, and then the page is processed as if the
 * form had been sent. Supporters are matched by address, but each processing is a transaction of its own, and a
 * thank-you mail; so after a try without an answer the supporter's transactions are looked at first.
 */
export function engagingNetworks(
  file: Omit<EngagingFile, 'kind' | 'apiKey'>,
  apiKey: string,
  patience: Patience,
  now: () => number = Date.now,
): Target {
  const base = `${file.url.replace(/\/+$/, '')}/ens/service`
  let session: { token: string; until: number } | undefined
  let opening: Promise<Result | undefined> | undefined
  let campaign: string | undefined

  return {
    kind: 'engaging-networks',
    unknown: file.unknown,
    async send({ id, signature }) {
      const { email, phone, country, postcode, city, locale } = signature
      const { first, last } = namesOf(signature)
      const answer = await call('POST', `/page/${file.page}/process`, {
        standardFieldNames: true,
        suppressAutoResponder: file.suppressAutoResponder,
        trackingId: id,
        ...known({ locale }),
        supporter: {
          ...known({
            emailAddress: email,
            firstName: first,
            lastName: last,
            country,
            postcode,
            city: file.leaveOut.includes('city') ? undefined : city,
            phoneNumber: file.leaveOut.includes('phone') ? undefined : phone,
          }),
          ...supporterOf(toldOf(file, signature.consents)),
        },
      })
      const result = resultOfJson(answer)
      if (result.kind !== 'sent' || 'miss' in answer) return result
      const status = at(answer.json, 'status')
      // A 200 can tell of an error inside.
      if (typeof status === 'string' && status.toLowerCase() === 'success') return result
      return { kind: 'refused', code: 'no success' }
    },
    async look({ received, signature }): Promise<Looked> {
      if (campaign === undefined) {
        const page = await call('GET', `/page/${file.page}`)
        const result = resultOf(page)
        if (result.kind !== 'sent' || 'miss' in page) return notSent(result)
        campaign = idAt(page.json, 'campaignId')
        if (campaign === undefined) return { kind: 'unclear' }
      }
      const supporter = await call('GET', `/supporter?email=${encodeURIComponent(signature.email)}`)
      const result = resultOf(supporter)
      if (result.kind !== 'sent' || 'miss' in supporter) return notSent(result)
      // 204: nobody has this address.
      if (supporter.status === 204) return { kind: 'absent' }
      const id = idAt(supporter.json, 'supporterId')
      if (id === undefined) return { kind: 'unclear' }
      const list = await call('GET', `/supporter/${encodeURIComponent(id)}/transactions`)
      const listed = resultOf(list)
      if (listed.kind !== 'sent' || 'miss' in list) return notSent(listed)
      if (list.status === 204) return { kind: 'absent' }
      if (!Array.isArray(list.json)) return { kind: 'unclear' }
      const isOurs = (one: unknown) =>
        idAt(one, 'campaignId') === campaign && Number(at(one, 'createdDate')) >= received - skewMs
      const isReadable = (one: unknown) =>
        idAt(one, 'campaignId') !== undefined && Number.isFinite(Number(at(one, 'createdDate')))
      if (list.json.some(isOurs)) return { kind: 'there' }
      return { kind: list.json.every(isReadable) ? 'absent' : 'unclear' }
    },
  }

  async function call(method: string, path: string, json?: object): Promise<Answer | Miss> {
    const once = () =>
      ask(
        base + path,
        {
          method,
          headers: { 'ens-auth-token': session?.token ?? '' },
          ...(json && { json }),
        },
        patience,
      )
    if (!session || session.until <= now()) {
      const failed = await open()
      if (failed) return asAnswer(failed)
    }
    const used = session?.token
    const answer = await once()
    if ('miss' in answer || ![401, 403].includes(answer.status)) return answer
    // It may have ended before its hour.
    const failed = session?.token === used ? await open() : undefined
    return failed ? asAnswer(failed) : once()
  }

  function open(): Promise<Result | undefined> {
    return (opening ??= authenticate().finally(() => (opening = undefined)))
  }

  async function authenticate(): Promise<Result | undefined> {
    const answer = await ask(
      `${base}/authenticate`,
      // The key itself is the body, as their own pages and public code have it.
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: apiKey },
      patience,
    )
    const result = resultOf(answer)
    if (result.kind !== 'sent' || 'miss' in answer) {
      if (result.kind === 'later') return { ...result, maybe: false }
      return { kind: 'shut', code: `session ${'code' in result ? result.code : ''}` }
    }
    const token = at(answer.json, 'ens-auth-token')
    if (typeof token !== 'string' || !token) return { kind: 'shut', code: 'no session' }
    session = { token, until: untilOf(at(answer.json, 'expires'), now()) }
    return undefined
  }
}

/** `expires` is told as milliseconds in one place and as an instant in another; an hour where it is neither. */
function untilOf(expires: unknown, now: number): number {
  const ms = typeof expires === 'number' ? expires : Date.parse(String(expires))
  const until = Number.isFinite(ms) && ms > now ? Math.min(ms, now + hourMs) : now + hourMs
  return until - Math.min(earlyMs, (until - now) / 2)
}

/** `question.123` stands among the supporter's questions, everything else among their fields. */
function supporterOf(told: Told): Record<string, unknown> {
  const questions = Object.entries(told).filter(([key]) => key.startsWith('question.'))
  const fields = Object.entries(told).filter(([key]) => !key.startsWith('question.'))
  return {
    ...Object.fromEntries(fields),
    ...(questions.length > 0 && { questions: Object.fromEntries(questions) }),
  }
}

function notSent(result: Result): Looked {
  return result.kind === 'sent' ? { kind: 'unclear' } : result
}

/** A session that could not be had, told as the answer to the request that needed it. */
function asAnswer(result: Result): Answer | Miss {
  return result.kind === 'later'
    ? { miss: true, maybe: false, code: result.code }
    : { status: 401, json: undefined, afterSeconds: undefined }
}
