import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context } from 'hono'
import { createConfirm } from './confirm.ts'
import { createDocuments } from './document.ts'
import { embedResponse } from './embed.ts'
import { createAddressReader } from './guards/address.ts'
import { readJson } from './guards/body.ts'
import { isOfThisMachine } from './guards/local.ts'
import { embedRefusal } from './guards/origin.ts'
import * as headers from './headers.ts'
import { healthResponse, readyResponse } from './health.ts'
import { hostedPage, hostedSent, hostedSign, type HostedParts } from './hosted.ts'
import { idempotencyKey } from './idempotency.ts'
import { createLive } from './live.ts'
import { kindOf } from './log.ts'
import { metricsResponse } from './metrics.ts'
import { logoResponse } from './logo.ts'
import type { NodeSockets } from './node.ts'
import { oembedPath, oembedResponse } from './oembed.ts'
import { notFoundAt } from './not-found.ts'
import { openapiResponse } from './openapi.ts'
import { refusedPage } from './pages/respond.ts'
import { embedStyleResponse, styleResponse } from './pages/style.ts'
import { embedSheetPath } from './pages/embed-page.ts'
import { styleSheetPath } from './pages/layout.ts'
import type { Parts } from './parts.ts'
import type { KnownPetition } from './petitions.ts'
import { problemResponse, refusalOf } from './problem.ts'
import { Refused } from './refused.ts'
import { createSign, type Sign } from './sign.ts'
import { petitionResponse, tallyResponse } from './tally.ts'
import { createWithdraw } from './withdraw.ts'

/** The backend as a function from Request to Response; streams alone need Node's own sockets. */
export interface Service {
  fetch(request: Request, env?: Partial<NodeSockets>): Response | Promise<Response>
  /** Publishes what is published once a second. Called by a timer; for tests with a clock of their own. */
  tick(): Promise<void>
  /** Ends the streams and the timer. */
  close(): void
}

type Env = { Bindings: Partial<NodeSockets> }
type Handle = (c: Context<Env>) => Response | Promise<Response>
/** Makes an answer of a no, or of a failure. */
type Write = (refused: Refused | undefined, request: Request) => Response | Promise<Response>

const tickMs = 1_000

export function createService(parts: Parts): Service {
  const { store, petitions, counts, settings, now, log, scripts, metrics } = parts
  const publicUrl = () => settings.publicUrl
  const takeSignature = createSign(parts)
  const sign: Sign = async (sending) => {
    const receipt = await takeSignature(sending)
    metrics.count('undersigned_signatures_total')
    return receipt
  }
  const live = createLive({
    counts,
    petitions,
    metrics,
    now,
    onUnbelieved: () =>
      log.warn(
        { setting: 'UNDERSIGNED_TRUSTED_PROXIES' },
        'streams are refused: they come through a proxy that is not listed, so all its visitors share the limit of one network',
      ),
  })
  const documentOf = createDocuments(counts, publicUrl)
  const confirm = createConfirm(parts)
  const withdraw = createWithdraw(parts)
  const hosted: HostedParts = { ...parts, sign, publicUrl }
  const addressOf = createAddressReader(settings.trustedProxies)
  const app = new Hono<Env>()

  const petitionOf = (c: Context<Env>): KnownPetition => {
    const petition = petitions.get(c.req.param('id') ?? '')
    if (!petition) throw new Refused('no-petition')
    return petition
  }
  const token = (c: Context<Env>) => c.req.param('token') ?? ''

  // What programs ask: errors are problem documents.
  data('GET', '/v1/petitions/:id', (c) => {
    const petition = petitionOf(c)
    return petitionResponse(c.req.raw, petition, documentOf(petition), now())
  })
  data('GET', '/v1/petitions/:id/logos/:name', (c) =>
    logoResponse(store, petitionOf(c), c.req.param('name') ?? '', c.req.raw),
  )
  data('GET', '/v1/petitions/:id/tally', (c) => tallyResponse(c.req.raw, petitionOf(c), counts))
  data('GET', '/v1/petitions/:id/tally/stream', (c) => {
    const petition = petitionOf(c)
    if (c.req.raw.method === 'HEAD') return new Response(null, { headers: headers.liveStream })
    const { incoming, outgoing } = c.env
    if (!incoming || !outgoing) throw new Refused('unavailable', { retryAfterSeconds: 60 })
    const peer = incoming.socket.remoteAddress
    const forwardedFor = c.req.header('x-forwarded-for')
    const address = addressOf(peer, forwardedFor)
    const isUnbelieved = forwardedFor !== undefined && address === addressOf(peer, undefined)
    live.follow(petition, { incoming, outgoing, address, isUnbelieved })
    return RESPONSE_ALREADY_SENT
  })
  data('POST', '/v1/petitions/:id/signatures', async (c) => {
    const body = await readJson(c.req.raw)
    const key = idempotencyKey(c.req.raw.headers)
    const petition = petitionOf(c)
    const origin = c.req.header('origin') ?? null
    const refused = embedRefusal(petition, origin, publicUrl())
    const receipt = await sign({ petition, key, body, origin, refused })
    return new Response(JSON.stringify(receipt), { status: 202, headers: headers.signed })
  })
  data('GET', oembedPath, (c) => oembedResponse(hosted, c.req.raw))
  data('GET', '/openapi.json', (c) => openapiResponse(c.req.raw))
  data('GET', '/healthz', healthResponse)
  data('GET', '/readyz', () => readyResponse(store))
  data('GET', '/metrics', (c) => {
    // Its numbers move with each mail and each link used: whoever reads them could learn who has signed.
    const { headers: asked, url } = c.req.raw
    const address = c.env.incoming?.socket.remoteAddress
    if (c.env.incoming && !isOfThisMachine({ address, headers: asked, url }))
      throw new Refused('no-route')
    return metricsResponse(metrics)
  })
  for (const path of [
    '/:file{(undersigned|embed).*\\.(js|txt)}',
    '/chunks/:file',
    '/locales/:file',
  ]) {
    data('GET', path, (c) => scripts.respond(c.req.raw, c.req.path.slice(1)))
  }

  // What people open: errors are pages.
  page('GET', '/p/:id', (c) => hostedPage(hosted, petitionOf(c), c.req.raw))
  page('POST', '/p/:id', (c) => hostedSign(hosted, petitionOf(c), c.req.raw))
  page('GET', '/p/:id/sent', (c) => hostedSent(petitionOf(c), c.req.raw))
  page('GET', '/embed/:id', (c) => embedResponse(hosted, petitionOf(c), c.req.raw))
  // Mail programs append what stood behind a link, slashes too.
  page('GET', '/confirm/:token{.+}', (c) => confirm.show(token(c), c.req.raw))
  page('POST', '/confirm/:token{.+}', (c) => confirm.use(token(c), c.req.raw))
  page('GET', '/withdraw/:token{.+}', (c) => withdraw.show(token(c), c.req.raw))
  page('POST', '/withdraw/:token{.+}', (c) => withdraw.use(token(c), c.req.raw))
  data('GET', styleSheetPath, (c) => styleResponse(c.req.raw))
  data('GET', embedSheetPath, (c) => embedStyleResponse(c.req.raw))
  // Browsers ask for it by themselves; a 404 would stand in every visitor's console.
  data('GET', '/favicon.ico', () => new Response(null, { status: 204, headers: headers.freshFile }))

  app.options('/v1/*', () => new Response(null, { status: 204, headers: headers.preflight }))
  if (parts.mailbox) app.route('/mailbox', parts.mailbox)
  // Of the mailbox; the routes above answer for themselves.
  app.onError((thrown) => answer(thrown, 'other', problemResponse))
  app.notFound((c) =>
    answer(notFoundAt(app, c.req.method, c.req.path), 'no-route', problemResponse),
  )

  function data(method: 'GET' | 'POST', path: string, handle: Handle): void {
    register(method, path, handle, problemResponse)
  }
  function page(method: 'GET' | 'POST', path: string, handle: Handle): void {
    register(method, path, handle, refusedPage)
  }
  function register(method: string, path: string, handle: Handle, write: Write): void {
    // As it stands in logs and metrics: without the pattern of what may follow.
    const route = path.replace('{.+}', '')
    app.on(method, path, async (c) => {
      try {
        const response = await handle(c)
        metrics.count('undersigned_requests_total', { route, status: String(response.status) })
        return response
      } catch (thrown) {
        return await answer(thrown, route, (refused) => write(refused, c.req.raw))
      }
    })
  }

  /** The one place where a thrown thing becomes an answer. */
  async function answer(
    thrown: unknown,
    route: string,
    write: (refused: Refused | undefined) => Response | Promise<Response>,
  ): Promise<Response> {
    const refused = refusalOf(thrown)
    if (!refused) log.error({ route, ...kindOf(thrown) }, 'a request failed')
    const response = await write(refused)
    metrics.count('undersigned_requests_total', { route, status: String(response.status) })
    return response
  }

  const tick = async () => {
    live.tick()
    await counts.refresh()
  }
  const timer = setInterval(() => {
    tick().catch((thrown: unknown) =>
      log.warn(kindOf(thrown), 'the tallies could not be refreshed'),
    )
  }, tickMs)
  timer.unref()

  return {
    fetch: (request, env = {}) => app.fetch(request, env),
    tick,
    close() {
      clearInterval(timer)
      live.close()
    },
  }
}
