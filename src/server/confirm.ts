import { openLink, personalOf, type Linked, type LinkParts } from './attempt-link.ts'
import { readForm } from './guards/body.ts'
import { hashSecret } from './link.ts'
import { petitionAllowsUntil } from './mail/deadline.ts'
import type { Metrics } from './metrics.ts'
import { confirmedPage, confirmPage } from './pages/personal-page.ts'
import { notice } from './pages/layout.ts'
import { say } from './pages/words.ts'
import { gonePage, pageResponse } from './pages/respond.ts'

export interface Confirming {
  show(token: string): Promise<Response>
  use(token: string, request: Request): Promise<Response>
}

/**
 * The link by which a signature begins to count. Opening it changes nothing, since mail scanners open links;
 * pressing "confirm" is safe to repeat.
 */
export function createConfirm(parts: LinkParts & { metrics: Metrics }): Confirming {
  const { store, now, metrics } = parts

  async function show(token: string): Promise<Response> {
    const linked = await openLink(parts, token, 'confirm')
    const stage = linked && stageOf(linked, now())
    if (!linked || stage === 'gone') return gonePage()
    if (stage === 'done') return pageResponse(confirmedPage(linked.petition))
    if (stage === 'paused') return pausedPage()
    const personal = await personalOf(parts, linked)
    if (!personal) return gonePage()
    const { petition, attempt } = linked
    const shown = petition.shownAs(attempt.revision)
    return pageResponse(confirmPage({ petition, shown, personal }, `/confirm/${token}`))
  }

  async function use(token: string, request: Request): Promise<Response> {
    const form = await readForm(request)
    const linked = await openLink(parts, token, 'confirm')
    if (!linked) return gonePage()
    if (form.get('answer') === 'not-me') return notMe(linked)
    const stage = stageOf(linked, now())
    if (stage === 'gone') return gonePage()
    if (stage === 'paused') return pausedPage()
    const result = await store.confirm(linked.use)
    if (result === 'gone') return gonePage()
    metrics.count('undersigned_links_total', { kind: 'confirm' })
    // Whether it counts anew, counted before or is barred is told by mail only.
    return pageResponse(confirmedPage(linked.petition))
  }

  /** Deletes what was sent: the secret for that is in the payload, since this link has only the other one. */
  async function notMe(linked: Linked): Promise<Response> {
    const personal = await personalOf(parts, linked)
    if (!personal) return gonePage()
    const hash = hashSecret(personal.withdrawSecret)
    const result = await store.withdraw({ ...linked.use, hash })
    if (result === 'gone') return gonePage()
    metrics.count('undersigned_links_total', { kind: 'not-me' })
    return pageResponse(notice({ title: say('deleted.title'), text: say('deleted.text') }))
  }

  return { show, use }
}

type Stage = 'ready' | 'done' | 'paused' | 'gone'

function stageOf({ petition, attempt }: Linked, now: number): Stage {
  switch (attempt.state) {
    // A barred person's attempt is held once it is confirmed, and sees what everyone sees. No mail ever goes out
    // for one that was held before, so nobody has its link.
    case 'held':
    case 'counted':
    case 'replaced':
      return 'done'
    case 'pending': {
      if (petition.statusAt(now) === 'paused') return 'paused'
      const { closesAt, delivery } = petition.file
      // The row keeps the attempt's own part: set at the hand-over of its mail, and later after a pause.
      const until = petitionAllowsUntil({ received: attempt.received, closesAt, delivery }, now)
      return now <= Math.min(until, attempt.expires) ? 'ready' : 'gone'
    }
    default:
      return 'gone'
  }
}

function pausedPage(): Response {
  const page = notice({ title: say('pausedLink.title'), text: say('pausedLink.text') })
  return pageResponse(page, { status: 503, headers: { 'retry-after': '3600' } })
}
