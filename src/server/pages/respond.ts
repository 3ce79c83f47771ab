import * as headers from '../headers.ts'
import { extraHeaders } from '../problem.ts'
import type { Refused } from '../refused.ts'
import type { Html } from './html.ts'
import { notice } from './layout.ts'
import { say } from './words.ts'

/** A page that belongs to one person, or to one moment: never kept by caches. */
export function pageResponse(
  page: Html,
  options: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(page.text, {
    status: options.status ?? 200,
    headers: { ...headers.personalPage, ...options.headers },
  })
}

/** For links that are unknown, have run out or lead to what was erased: one page, so that nothing tells them apart. */
export function gonePage(): Response {
  return pageResponse(notice({ title: say('gone.title'), text: say('gone.text') }), { status: 404 })
}

/** The page that people are shown where a program gets a problem document. */
export function refusedPage(refused: Refused | undefined): Response {
  if (!refused) {
    return pageResponse(notice({ title: say('failed.title'), text: say('failed.text') }), {
      status: 500,
    })
  }
  const options = { status: refused.status, headers: extraHeaders(refused) }
  switch (refused.code) {
    case 'no-petition':
    case 'no-route':
      return pageResponse(
        notice({ title: say('missing.title'), text: say('missing.text') }),
        options,
      )
    case 'unavailable':
      return pageResponse(
        notice({ title: say('unavailable.title'), text: say('unavailable.text') }),
        options,
      )
    case 'method':
      return pageResponse(
        notice({ title: say('method.title'), text: say('missing.text') }),
        options,
      )
    default:
      return pageResponse(
        notice({ title: say('refusedForm.title'), text: refusedText(refused, '') }),
        options,
      )
  }
}

/** Why a signature was not accepted, in the widget's own words. */
export function refusedText({ code }: Refused, contact: string): string {
  return code === 'stale' ? say('notice.stale') : say(`refused.${code}`, { contact })
}
