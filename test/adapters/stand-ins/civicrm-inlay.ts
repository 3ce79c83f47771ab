import { standIn, type StandIn } from './stand-in.ts'

export const publicId = 'a1b2c3d4e5f6'

/**
 * CiviCRM's Inlay: the first call stores nothing and gives a token over the answers, good from five seconds to two
 * minutes after; the second one stores. Faults are told as one sentence.
 * @param now milliseconds
 */
export function civicrmInlay(now: () => number): Promise<StandIn> {
  return standIn(({ method, url, body }) => {
    if (method !== 'POST' || url !== '/civicrm/inlay-api') return undefined
    const { publicID, token, ...said } = JSON.parse(body) as Record<string, string>
    if (publicID !== publicId) return fault('Invalid publicID')
    const lost = ['first_name', 'last_name', 'email'].filter((name) => !said[name]?.trim())
    if (lost.length > 0) return fault(lost.map((name) => `${name} required.`).join(', '))
    if (String(said['email']).endsWith('.invalid')) return fault('invalid email address')
    const about = `${said['first_name']}|${said['last_name']}|${said['email']}`
    if (!token) return { status: 200, body: { token: `${now()}|${about}` } }
    const [givenAt, ...rest] = token.split('|')
    const ageMs = now() - Number(givenAt)
    if (rest.join('|') !== about) return fault('Mysterious problem, sorry! Code CSRF3')
    if (ageMs < 5_000) return fault('Mysterious problem, sorry! Code CSRF1')
    if (ageMs > 120_000) return fault('Mysterious problem, sorry! Code CSRF2')
    return { status: 200, body: { success: 1 } }
  })
}

function fault(error: string) {
  return { status: 400, body: { error } }
}
