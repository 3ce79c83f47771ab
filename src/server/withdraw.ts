import { openLink, personalOf, wordsOf, type LinkParts } from './attempt-link.ts'
import type { Confirming } from './confirm.ts'
import { readForm } from './guards/body.ts'
import type { Metrics } from './metrics.ts'
import { withdrawPage } from './pages/personal-page.ts'
import { gonePage, pageResponse, plain } from './pages/respond.ts'
import type { Words } from './pages/words.ts'

/** The link by which a signature is taken back: as easy as signing, also after the petition has closed. */
export function createWithdraw(parts: LinkParts & { metrics: Metrics }): Confirming {
  const { store, metrics } = parts
  const withdrawn = (words: Words) =>
    pageResponse(plain(words, 'withdrawn.title', 'withdrawn.text'))

  return {
    async show(token, request) {
      const linked = await openLink(parts, token, 'withdraw')
      if (!linked) return gonePage(request)
      const personal = await personalOf(parts, linked)
      const words = await wordsOf(personal, request)
      if (linked.attempt.state === 'withdrawn') return withdrawn(words)
      const { petition, attempt } = linked
      if (!attempt.sealed) return gonePage(request)
      const shown = petition.shownAs(attempt.revision)
      return pageResponse(withdrawPage(words, { petition, shown, personal }, `/withdraw/${token}`))
    },

    async use(token, request) {
      await readForm(request)
      const linked = await openLink(parts, token, 'withdraw')
      if (!linked) return gonePage(request)
      // Before it is erased with the rest.
      const words = await wordsOf(await personalOf(parts, linked), request)
      const result = await store.withdraw(linked.use)
      if (result === 'gone') return gonePage(request)
      metrics.count('undersigned_links_total', { kind: 'withdraw' })
      return withdrawn(words)
    },
  }
}
