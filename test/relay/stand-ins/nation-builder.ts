import type { TestContext } from 'node:test'
import { startStandIn, type Asked, type Reply, type StandIn } from './stand-in.ts'

interface Person {
  id: string
  attributes: Record<string, unknown>
}

export interface Nation extends StandIn {
  people: Person[]
  signatures: { id: string; signup_id: string; petition_page_id: string; comment?: unknown }[]
  /** The access token that is good now. */
  access: string
  /** The refresh token that is good once. */
  refresh: string
}

/** NationBuilder's API, version 2: JSON:API, tokens for a day, refresh tokens for one use. */
export async function startNation(t: TestContext): Promise<Nation> {
  let refreshed = 0
  const standIn = await startStandIn(t, (asked) => {
    if (asked.path === '/oauth/token') return token(asked)
    if (asked.headers.authorization !== `Bearer ${nation.access}`)
      return { status: 401, json: { code: 'token_expired', message: 'Access token has expired.' } }
    if (asked.path === '/api/v2/signups/push' && asked.method === 'PATCH') return push(asked)
    if (asked.path === '/api/v2/petition_signatures')
      return asked.method === 'POST' ? sign(asked) : list(asked)
    return { status: 404, json: { code: 'not_found', message: 'Record not found' } }
  })
  const nation: Nation = Object.assign(standIn, {
    people: [],
    signatures: [],
    access: 'access-0',
    refresh: 'refresh-0',
  })
  return nation

  function token({ json }: Asked): Reply {
    if (json['grant_type'] !== 'refresh_token' || json['refresh_token'] !== nation.refresh)
      return { status: 400, json: { error: 'invalid_grant' } }
    if (json['client_secret'] !== 'nation-secret') return { status: 401 }
    refreshed += 1
    nation.access = `access-${refreshed}`
    nation.refresh = `refresh-${refreshed}`
    return {
      status: 200,
      json: {
        access_token: nation.access,
        refresh_token: nation.refresh,
        token_type: 'Bearer',
        expires_in: 86_400,
      },
    }
  }

  function push({ json }: Asked): Reply {
    const data = json['data'] as { type: string; attributes: Record<string, unknown> }
    const { email } = data.attributes
    if (data.type !== 'signups' || typeof email !== 'string' || email.includes('refused'))
      return {
        status: 422,
        json: {
          errors: [{ code: 'unprocessable_entity', status: '422', detail: 'Email is invalid' }],
        },
      }
    const known = nation.people.find((one) => one.attributes['email'] === email)
    if (known) Object.assign(known.attributes, data.attributes)
    const person = known ?? { id: String(nation.people.length + 1), attributes: data.attributes }
    if (!known) nation.people.push(person)
    return { status: known ? 200 : 201, json: { data: { type: 'signups', ...person } } }
  }

  function sign({ json }: Asked): Reply {
    const { attributes } = json['data'] as { attributes: Record<string, string> }
    const id = String(nation.signatures.length + 1)
    const signature = {
      id,
      signup_id: attributes['signup_id'] ?? '',
      petition_page_id: attributes['petition_page_id'] ?? '',
      comment: attributes['comment'],
    }
    nation.signatures.push(signature)
    return {
      status: 201,
      json: { data: { type: 'petition_signatures', id, attributes: signature } },
    }
  }

  function list({ query }: Asked): Reply {
    const found = nation.signatures.filter(
      (one) =>
        one.signup_id === query.get('filter[signup_id]') &&
        one.petition_page_id === query.get('filter[petition_page_id]'),
    )
    return {
      status: 200,
      json: {
        data: found.map((attributes) => ({
          type: 'petition_signatures',
          id: attributes.id,
          attributes,
        })),
      },
    }
  }
}
