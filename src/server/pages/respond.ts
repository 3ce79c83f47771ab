import * as headers from '../headers.ts'
import { extraHeaders } from '../problem.ts'
import type { Refused } from '../refused.ts'
import type { Html } from './html.ts'
import { notice } from './layout.ts'
import { wishedWords, type PageKey, type Words } from './words.ts'

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
export async function gonePage(request: Request): Promise<Response> {
  return pageResponse(plain(await wishedWords(request), 'gone.title', 'gone.text'), { status: 404 })
}

/** The page that people are shown where a program gets a problem document. */
export async function refusedPage(
  refused: Refused | undefined,
  request: Request,
): Promise<Response> {
  const words = await wishedWords(request)
  if (!refused) return pageResponse(plain(words, 'failed.title', 'failed.text'), { status: 500 })
  const options = { status: refused.status, headers: extraHeaders(refused) }
  return pageResponse(refusedNotice(words, refused), options)
}

function refusedNotice(words: Words, refused: Refused): Html {
  switch (refused.code) {
    case 'no-petition':
    case 'no-route':
      return plain(words, 'missing.title', 'missing.text')
    case 'unavailable':
      return plain(words, 'unavailable.title', 'unavailable.text')
    case 'method':
      return plain(words, 'method.title', 'missing.text')
    default:
      // What else there is to say belongs to a petition, and to whoever answers for it.
      return plain(words, 'failed.title', 'failed.text')
  }
}

/** Why a form was not taken that cannot be shown again. */
export function refusedFormPage(words: Words, refused: Refused, contact: string): Response {
  const page = notice(words, {
    title: words.say('refusedForm.title'),
    text: refusedText(words, refused, contact),
  })
  return pageResponse(page, { status: refused.status, headers: extraHeaders(refused) })
}

/** A page of one title and one text, both from the catalogue. */
export function plain(words: Words, title: PageKey, text: PageKey): Html {
  return notice(words, { title: words.say(title), text: words.say(text) })
}

/** Why a signature was not accepted, in the widget's own words. */
export function refusedText({ say }: Words, { code }: Refused, contact: string): string {
  if (code === 'stale') return say('notice.stale')
  // The form comes back with what was typed.
  if (code === 'paused') return say('status.paused.meanwhile')
  return say(`refused.${code}`, { contact })
}
