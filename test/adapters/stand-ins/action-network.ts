import { standIn, type StandIn } from './stand-in.ts'

export const petitionId = '0c3a3b5e-5f4e-4d0c-9a0b-1f6d0a1c2b3d'

/**
 * Action Network without a key: 200 and an empty object for a signature it has taken, and the same for one it has not.
 * Only a body that is no JSON is told.
 */
export function actionNetwork(): Promise<StandIn> {
  return standIn(({ method, url, headers, body }) => {
    if (method !== 'POST' || !url.startsWith('/api/v2/petitions/')) return undefined
    if (!/json/.test(String(headers['content-type'])))
      return { status: 400, body: { error: 'JSON' } }
    JSON.parse(body)
    return { status: 200, body: {} }
  })
}
