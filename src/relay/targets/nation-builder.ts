import { createHash } from 'node:crypto'
import { toldOf } from '../consents.ts'
import type { TargetFile } from '../relay-file.ts'
import { ask, at, idAt, resultOf, type Answer, type Miss, type Patience } from './exchange.ts'
import { known, namesOf } from './answers.ts'
import type { Job, Result, Target, TokenStore } from './target.ts'

type NationFile = Extract<TargetFile, { kind: 'nation-builder' }>

/** A token for a day, for trying out; or what fresh ones are made with. */
export type Access =
  | { token: string }
  | { clientId: string; clientSecret: string; refreshToken: string }

/** What is kept between starts: a refresh token is good once, and the answer to it brings the next one. */
interface Kept {
  /** Of the refresh token in the configuration: another one there begins anew. */
  from: string
  access: string
  refresh: string
}

/**
 * NationBuilder, API version 2 (JSON:API): a person is pushed by address, which makes or updates one, and then the
 * petition is signed for that person. The second has no key of its own, so after a try without an answer it is looked
 * for first.
 */
export function nationBuilder(
  file: Omit<NationFile, 'kind' | 'auth'>,
  access: Access,
  patience: Patience,
): Target {
  const base = `${file.url.replace(/\/+$/, '')}/api/v2`
  const from = createHash('sha256')
    .update('token' in access ? access.token : access.refreshToken)
    .digest('hex')
  let kept: Kept =
    'token' in access
      ? { from, access: access.token, refresh: '' }
      : { from, access: '', refresh: access.refreshToken }
  let store: TokenStore | undefined
  let refreshing: Promise<Result | undefined> | undefined

  return {
    kind: 'nation-builder',
    unknown: file.unknown,
    keep(given) {
      store = given
      const text = given.read()
      const before = text === undefined ? undefined : (JSON.parse(text) as Kept) // sealed: what was written below
      if (before?.from === from) kept = before
    },
    async send(job) {
      const person = await push(job)
      if (typeof person !== 'string') return person
      const answer = await call('POST', '/petition_signatures', {
        data: {
          type: 'petition_signatures',
          attributes: {
            signup_id: person,
            petition_page_id: file.petition,
            ...known({ comment: leftOut('comment') ? undefined : job.signature.comment }),
          },
        },
      })
      const result = resultOf(answer)
      if (result.kind !== 'sent' || 'miss' in answer) return result
      // A page about maintenance comes with 200 too: only what it shows has arrived for certain.
      const isShown = idAt(answer.json, 'data', 'id') !== undefined
      return isShown ? result : { kind: 'later', code: 'no signature', maybe: true }
    },
    async look(job) {
      // Pushing again changes nothing, and tells the person's id.
      const person = await push(job)
      if (typeof person !== 'string') return person.kind === 'sent' ? { kind: 'unclear' } : person
      const query = new URLSearchParams({
        'filter[signup_id]': person,
        'filter[petition_page_id]': file.petition,
        'page[size]': '1',
      })
      const answer = await call('GET', `/petition_signatures?${query}`)
      const result = resultOf(answer)
      if (result.kind !== 'sent') return result
      const found = 'miss' in answer ? undefined : at(answer.json, 'data')
      if (!Array.isArray(found)) return { kind: 'unclear' }
      // A filter that was not understood would bring somebody else's signature.
      const isTheirs = (one: unknown) =>
        idAt(one, 'attributes', 'signup_id') === person &&
        idAt(one, 'attributes', 'petition_page_id') === file.petition
      if (found.length > 0 && !found.every(isTheirs)) return { kind: 'unclear' }
      return { kind: found.length > 0 ? 'there' : 'absent' }
    },
  }

  /** The person's id, or why there is none. To do it twice is to do it once. */
  async function push({ signature }: Job): Promise<string | Result> {
    const { first, last } = namesOf(signature)
    const { email, phone, organisation, country, postcode, city } = signature
    const address = known({
      country_code: country,
      zip: postcode,
      city: leftOut('city') ? undefined : city,
    })
    const answer = await call('PATCH', '/signups/push', {
      data: {
        type: 'signups',
        attributes: {
          ...known({
            email,
            first_name: first,
            last_name: last,
            mobile_number: leftOut('phone') ? undefined : phone,
            employer: leftOut('organisation') ? undefined : organisation,
          }),
          ...(Object.keys(address).length > 0 && { home_address_attributes: address }),
          ...toldOf(file, signature.consents),
        },
      },
    })
    const result = resultOf(answer)
    if (result.kind !== 'sent')
      return result.kind === 'later' ? { ...result, maybe: false } : result
    const id = 'miss' in answer ? undefined : idAt(answer.json, 'data', 'id')
    return id ?? { kind: 'later', code: 'no person', maybe: false }
  }

  async function call(method: string, path: string, json?: object): Promise<Answer | Miss> {
    const once = () =>
      ask(
        base + path,
        {
          method,
          headers: { authorization: `Bearer ${kept.access}` },
          ...(json && { json }),
        },
        patience,
      )
    const used = kept.access
    if (!used) {
      const failed = await refresh()
      if (failed) return asAnswer(failed)
      return once()
    }
    const answer = await once()
    if ('miss' in answer || answer.status !== 401 || !kept.refresh) return answer
    // Somebody else may have refreshed it in the meantime.
    const failed = kept.access === used ? await refresh() : undefined
    return failed ? asAnswer(failed) : once()
  }

  /** One at a time: each refresh token is good once. Undefined when there is a new token. */
  function refresh(): Promise<Result | undefined> {
    return (refreshing ??= renew().finally(() => (refreshing = undefined)))
  }

  async function renew(): Promise<Result | undefined> {
    if ('token' in access) return { kind: 'shut', code: '401' }
    const answer = await ask(
      `${file.url.replace(/\/+$/, '')}/oauth/token`,
      {
        method: 'POST',
        json: {
          grant_type: 'refresh_token',
          refresh_token: kept.refresh,
          client_id: access.clientId,
          client_secret: access.clientSecret,
        },
      },
      patience,
    )
    const result = resultOf(answer)
    if (result.kind === 'refused') return { kind: 'shut', code: `token ${result.code}` }
    if (result.kind !== 'sent' || 'miss' in answer)
      return result.kind === 'later' ? { ...result, maybe: false } : result
    const [token, next] = [at(answer.json, 'access_token'), at(answer.json, 'refresh_token')]
    if (typeof token !== 'string') return { kind: 'shut', code: 'no token' }
    kept = { from, access: token, refresh: typeof next === 'string' ? next : kept.refresh }
    await store?.write(JSON.stringify(kept))
    return undefined
  }

  function leftOut(field: 'comment' | 'phone' | 'city' | 'organisation'): boolean {
    return file.leaveOut.includes(field)
  }
}

/** A refresh that failed, told as the answer to the request that needed it. */
function asAnswer(result: Result): Answer | Miss {
  if (result.kind === 'later')
    return result.afterSeconds === undefined
      ? { miss: true, maybe: false, code: result.code }
      : { status: 429, json: undefined, afterSeconds: result.afterSeconds }
  return { status: 401, json: undefined, afterSeconds: undefined }
}
