import type { Hono, Env } from 'hono'
import { Refused } from './refused.ts'

/** Whether a path is unknown, or only asked for by another method. */
export function notFoundAt<E extends Env>(app: Hono<E>, method: string, path: string): Refused {
  const taken = ['GET', 'POST'].filter(
    (candidate) => app.router.match(candidate, path)[0].length > 0,
  )
  if (taken.length === 0 || taken.includes(method)) return new Refused('no-route')
  const allow = [
    ...taken,
    ...(taken.includes('GET') ? ['HEAD'] : []),
    ...(path.startsWith('/v1/') ? ['OPTIONS'] : []),
  ]
  return new Refused('method', { allow: allow.toSorted() })
}
