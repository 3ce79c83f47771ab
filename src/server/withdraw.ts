import { openLink, personalOf, type LinkParts } from './attempt-link.ts'
import type { Confirming } from './confirm.ts'
import { readForm } from './guards/body.ts'
import type { Metrics } from './metrics.ts'
import { notice } from './pages/layout.ts'
import { withdrawPage } from './pages/personal-page.ts'
import { gonePage, pageResponse } from './pages/respond.ts'
import { say } from './pages/words.ts'

/** The link by which a signature is taken back: as easy as signing, also after the petition has closed. */
export function createWithdraw(parts: LinkParts & { metrics: Metrics }): Confirming {
  const { store, metrics } = parts
  const withdrawn = () =>
    pageResponse(notice({ title: say('withdrawn.title'), text: say('withdrawn.text') }))

  return {
    async show(token) {
      const linked = await openLink(parts, token, 'withdraw')
      if (!linked) return gonePage()
      if (linked.attempt.state === 'withdrawn') return withdrawn()
      const personal = await personalOf(parts, linked)
      if (!personal) return gonePage()
      const { petition, attempt } = linked
      return pageResponse(
        withdrawPage(
          { petition, shown: petition.shownAs(attempt.revision), personal },
          `/withdraw/${token}`,
        ),
      )
    },

    async use(token, request) {
      await readForm(request)
      const linked = await openLink(parts, token, 'withdraw')
      const result = linked && (await store.withdraw(linked.use))
      if (!result || result === 'gone') return gonePage()
      metrics.count('undersigned_links_total', { kind: 'withdraw' })
      return withdrawn()
    },
  }
}
