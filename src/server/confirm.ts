import { openLink, personalOf, wordsOf, type Linked, type LinkParts } from './attempt-link.ts'
import { readForm } from './guards/body.ts'
import { petitionAllowsUntil } from './mail/deadline.ts'
import type { Metrics } from './metrics.ts'
import { confirmedPage, confirmPage } from './pages/personal-page.ts'
import { gonePage, pageResponse, plain } from './pages/respond.ts'
import type { Words } from './pages/words.ts'
import { partnerNumbered } from './partners.ts'

export interface Confirming {
  show(token: string, request: Request): Promise<Response>
  use(token: string, request: Request): Promise<Response>
}

/**
 * The link by which a signature begins to count. Opening it changes nothing, since mail scanners open links;
 * pressing "confirm" is safe to repeat.
 */
export function createConfirm(parts: LinkParts & { metrics: Metrics }): Confirming {
  const { store, now, metrics } = parts

  async function show(token: string, request: Request): Promise<Response> {
    const linked = await openLink(parts, token, 'confirm')
    const stage = linked && stageOf(linked, now())
    if (!linked || stage === 'gone') return gonePage(request)
    const { petition, attempt } = linked
    const partner = partnerNumbered(petition, attempt.partnerNo)
    const personal = await personalOf(parts, linked)
    const words = await wordsOf(personal, request)
    if (stage === 'done') return pageResponse(confirmedPage(words, petition, partner))
    if (stage === 'paused') return pausedPage(words)
    if (!attempt.sealed) return gonePage(request)
    const shown = petition.shownAs(attempt.revision)
    const shownAttempt = { petition, shown, personal, partner }
    return pageResponse(confirmPage(words, shownAttempt, `/confirm/${token}`))
  }

  async function use(token: string, request: Request): Promise<Response> {
    const form = await readForm(request)
    const linked = await openLink(parts, token, 'confirm')
    if (!linked) return gonePage(request)
    const words = await wordsOf(await personalOf(parts, linked), request)
    if (form.get('answer') === 'not-me') {
      if (!linked.attempt.sealed) return gonePage(request)
      // Deletes what was sent, by this same link: the one for that came in the same mail.
      const result = await store.withdraw(linked.use)
      if (result === 'gone') return gonePage(request)
      metrics.count('undersigned_links_total', { kind: 'not-me' })
      return pageResponse(plain(words, 'deleted.title', 'deleted.text'))
    }
    // Scripts that send whatever form they find, as some mail scanners do, press no button.
    if (form.get('answer') !== 'confirm') return show(token, request)
    const stage = stageOf(linked, now())
    if (stage === 'gone') return gonePage(request)
    if (stage === 'paused') return pausedPage(words)
    const result = await store.confirm(linked.use)
    if (result === 'gone') return gonePage(request)
    metrics.count('undersigned_links_total', { kind: 'confirm' })
    // Whether it counts anew, counted before or is barred is told by mail only.
    const partner = partnerNumbered(linked.petition, linked.attempt.partnerNo)
    return pageResponse(confirmedPage(words, linked.petition, partner))
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

function pausedPage(words: Words): Response {
  return pageResponse(plain(words, 'pausedLink.title', 'pausedLink.text'), {
    status: 503,
    headers: { 'retry-after': '3600' },
  })
}
