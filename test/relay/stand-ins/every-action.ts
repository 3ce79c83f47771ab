import type { TestContext } from 'node:test'
import { startStandIn, type StandIn } from './stand-in.ts'

export interface EveryAction extends StandIn {
  people: { vanId: number; person: Record<string, unknown>; codes: Set<number> }[]
}

/** EveryAction's API, version 4: basic authentication, find or create, 302 for one that was found. */
export async function startEveryAction(t: TestContext): Promise<EveryAction> {
  const standIn = await startStandIn(t, ({ path, headers, json }) => {
    const wanted = `Basic ${Buffer.from('campaign:the-key|1').toString('base64')}`
    if (headers.authorization !== wanted)
      return {
        status: 401,
        json: { errors: [{ code: 'UNAUTHORIZED', text: 'API key not found' }] },
      }
    if (path === '/v4/people/findOrCreate') {
      const email = emailOf(json)
      if (email.includes('refused'))
        return {
          status: 400,
          json: { errors: [{ code: 'INVALID_PARAMETER', text: "'emails' is invalid" }] },
        }
      const known = product.people.find(({ person }) => emailOf(person) === email)
      if (known) Object.assign(known.person, json)
      const found = known ?? {
        vanId: 1000 + product.people.length,
        person: json,
        codes: new Set<number>(),
      }
      if (!known) product.people.push(found)
      return {
        status: known ? 302 : 201,
        json: { vanId: found.vanId, status: known ? 'Matched' : 'UnmatchedStored' },
        headers: { location: `https://api.securevan.com/v4/people/${found.vanId}` },
      }
    }
    const [, vanId] = /^\/v4\/people\/(\d+)\/canvassResponses$/.exec(path) ?? []
    const person = product.people.find((one) => one.vanId === Number(vanId))
    if (!person) return { status: 404 }
    const responses = json['responses'] as { activistCodeId: number; action: string }[]
    for (const { activistCodeId, action } of responses)
      if (action === 'Apply') person.codes.add(activistCodeId)
    return { status: 204 }
  })
  const product: EveryAction = Object.assign(standIn, { people: [] })
  return product
}

function emailOf(person: Record<string, unknown>): string {
  return (person['emails'] as { email: string }[])[0]?.email ?? ''
}
