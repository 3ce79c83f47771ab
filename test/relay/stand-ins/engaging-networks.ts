import type { TestContext } from 'node:test'
import { startStandIn, type StandIn } from './stand-in.ts'

export interface Engaging extends StandIn {
  supporters: { supporterId: number; supporter: Record<string, unknown> }[]
  /** One for each time the page was processed. */
  transactions: { supporterId: number; campaignId: number; createdDate: number }[]
  /** The session that is good; another one is made with each authentication. */
  session: string
  sessions: number
  /** How `expires` is told: as milliseconds, or as an instant. */
  expires: () => unknown
}

/** Engaging Networks' ENS: sessions for an hour, a page that is processed, supporters by address. */
export async function startEngaging(t: TestContext): Promise<Engaging> {
  const standIn = await startStandIn(t, ({ method, path, query, headers, body, json }) => {
    const service = path.replace('/ens/service', '')
    if (service === '/authenticate') {
      if (body !== 'the-api-key')
        return { status: 401, json: { message: 'Invalid api key', messageId: 1 } }
      product.sessions += 1
      product.session = `session-${product.sessions}`
      return {
        status: 200,
        json: { 'ens-auth-token': product.session, expires: product.expires() },
      }
    }
    if (headers['ens-auth-token'] !== product.session)
      return { status: 401, json: { message: 'Invalid ens-auth-token', messageId: 2 } }
    if (service === '/page/77' && method === 'GET')
      return { status: 200, json: { id: 77, campaignId: 4711, type: 'dc' } }
    if (service === '/page/77/process' && method === 'POST') {
      const supporter = json['supporter'] as Record<string, unknown>
      if (String(supporter['emailAddress']).includes('refused'))
        return { status: 200, json: { status: 'error', error: 'Email Address is invalid' } }
      const known = product.supporters.find(
        (one) => one.supporter['emailAddress'] === supporter['emailAddress'],
      )
      if (known) Object.assign(known.supporter, supporter)
      const found = known ?? { supporterId: 9000 + product.supporters.length, supporter }
      if (!known) product.supporters.push(found)
      const { supporterId } = found
      product.transactions.push({ supporterId, campaignId: 4711, createdDate: Date.now() })
      return { status: 200, json: { status: 'SUCCESS', id: 1, supporterId, type: 'dc' } }
    }
    if (service === '/supporter') {
      const found = product.supporters.find(
        (one) => one.supporter['emailAddress'] === query.get('email'),
      )
      return found ? { status: 200, json: found } : { status: 204 }
    }
    const [, id] = /^\/supporter\/(\d+)\/transactions$/.exec(service) ?? []
    if (id)
      return {
        status: 200,
        json: [
          { supporterId: Number(id), type: 'EMAIL', campaignId: 1, createdDate: Date.now() },
          ...product.transactions.filter(({ supporterId }) => supporterId === Number(id)),
        ],
      }
    return { status: 404 }
  })
  const product: Engaging = Object.assign(standIn, {
    supporters: [],
    transactions: [],
    session: 'none',
    sessions: 0,
    expires: () => Date.now() + 3_600_000,
  })
  return product
}
