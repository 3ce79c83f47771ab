import { toldOf } from '../consents.ts'
import type { TargetFile } from '../relay-file.ts'
import { ask, idAt, resultOfJson, type Patience } from './exchange.ts'
import { known, namesOf } from './answers.ts'
import type { Target } from './target.ts'

type EveryActionFile = Extract<TargetFile, { kind: 'every-action' }>

/**
 * EveryAction and NGP VAN, API version 4: a person is found by name and address or made, and gets the petition's
 * activist code. Both may be done twice: the person is found then, and has the code already.
 */
export function everyAction(
  file: Omit<EveryActionFile, 'kind' | 'apiKey'>,
  apiKey: string,
  patience: Patience,
): Target {
  const base = `${file.url.replace(/\/+$/, '')}/v4`
  const password = apiKey.includes('|') ? apiKey : `${apiKey}|${file.databaseMode}`
  const authorization = `Basic ${Buffer.from(`${file.application}:${password}`).toString('base64')}`
  const post = (path: string, json: object) =>
    ask(base + path, { method: 'POST', headers: { authorization }, json }, patience)

  return {
    kind: 'every-action',
    unknown: file.unknown,
    async send({ signature }) {
      const { email, phone, country, postcode, city } = signature
      const { first, last } = namesOf(signature)
      const { isSubscribed, smsOptInStatus, ...told } = toldOf(file, signature.consents)
      const address = known({
        zipOrPostalCode: postcode,
        city: file.leaveOut.includes('city') ? undefined : city,
        countryCode: country,
      })
      const number = file.leaveOut.includes('phone') ? undefined : phone
      const person = await post('/people/findOrCreate', {
        ...known({ firstName: first, lastName: last }),
        emails: [{ email, ...(isSubscribed !== undefined && { isSubscribed }) }],
        ...(number && {
          phones: [
            { phoneNumber: number, ...(smsOptInStatus !== undefined && { smsOptInStatus }) },
          ],
        }),
        ...(Object.keys(address).length > 0 && { addresses: [address] }),
        ...told,
      })
      // Found: 302 with the person in the body. No redirect is followed.
      const vanId =
        'miss' in person || person.status >= 400 ? undefined : idAt(person.json, 'vanId')
      if (vanId === undefined || vanId === '0') {
        const result = resultOfJson(person)
        return result.kind === 'sent' ? { kind: 'refused', code: 'no person' } : result
      }
      return resultOfJson(
        await post(`/people/${encodeURIComponent(vanId)}/canvassResponses`, {
          responses: [{ type: 'ActivistCode', action: 'Apply', activistCodeId: file.activistCode }],
        }),
      )
    },
  }
}
