import { Hono, type Context } from 'hono'
import {
  headers,
  healthResponse,
  idempotencyKey,
  kindOf,
  notFoundAt,
  problemResponse,
  readJson,
  readyResponse,
  refusalOf,
  Refused,
  type Log,
} from '../server/index.ts'
import type { RelayPetition } from './config.ts'
import type { createTake } from './take.ts'
import type { Tallies } from './tally.ts'

/** The relay as a function from Request to Response: what the `json` backend of the widget asks, and no more. */
export function createRelayService(parts: {
  petitions: ReadonlyMap<string, RelayPetition & { no: number }>
  take: ReturnType<typeof createTake>
  tallies: Tallies
  ready: () => boolean
  log: Log
}): (request: Request) => Response | Promise<Response> {
  const { petitions, take, tallies, ready, log } = parts
  const app = new Hono()
  const petitionOf = (c: Context) => {
    const petition = petitions.get(c.req.param('id') ?? '')
    if (!petition) throw new Refused('no-petition')
    return petition
  }

  app.post('/v1/petitions/:id/signatures', async (c) => {
    const body = await readJson(c.req.raw)
    const key = idempotencyKey(c.req.raw.headers)
    const petition = petitionOf(c)
    const receipt = await take({ petition, key, body, origin: c.req.header('origin') ?? null })
    return new Response(JSON.stringify(receipt), { status: 202, headers: headers.signed })
  })
  app.get('/v1/petitions/:id/tally', (c) => tallies.respond(c.req.raw, petitionOf(c)))
  app.get('/healthz', healthResponse)
  app.get('/readyz', () => readyResponse({ ready: async () => ready() }))
  app.options('/v1/*', () => new Response(null, { status: 204, headers: headers.preflight }))

  const answer = (thrown: unknown) => {
    const refused = refusalOf(thrown)
    if (!refused) log.error(kindOf(thrown), 'a request failed')
    return problemResponse(refused)
  }
  app.onError(answer)
  app.notFound((c) => answer(notFoundAt(app, c.req.method, c.req.path)))
  return (request) => app.fetch(request)
}
