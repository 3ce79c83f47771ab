import { limits, slugPattern } from '../schema/index.ts'
import { canonicalJson } from './canonical-json.ts'
import { holdsForSeconds, type Counts } from './counts.ts'
import { readForm } from './guards/body.ts'
import { formRefusal } from './guards/origin.ts'
import * as headers from './headers.ts'
import { askedLanguage } from './language.ts'
import type { Keyring } from './keyring.ts'
import { givesFormBack, petitionPage } from './pages/petition-page.ts'
import { pagePath, sentPage } from './pages/personal-page.ts'
import { pageResponse, refusedFormPage, refusedText } from './pages/respond.ts'
import { wordsFor, type PageKey, type Words } from './pages/words.ts'
import { partnerNamed } from './partners.ts'
import type { KnownPetition, Petitions } from './petitions.ts'
import { refusalOf } from './problem.ts'
import { Refused } from './refused.ts'
import type { Sign } from './sign.ts'

const pageSeconds = 10

export interface HostedParts {
  petitions: Petitions
  counts: Counts
  keyring: Keyring
  sign: Sign
  publicUrl: () => string
  now: () => number
}

/** `GET /p/{id}`: the petition's own page, with a form that works without JavaScript. */
export async function hostedPage(
  { counts, publicUrl, now }: HostedParts,
  petition: KnownPetition,
  request: Request,
): Promise<Response> {
  const { tally } = counts.of(petition)
  const words = await pageWords(petition, request)
  const asked = new URL(request.url).searchParams
  const page = petitionPage({
    words,
    petition,
    tally,
    publicUrl: publicUrl(),
    now: now(),
    from: { partner: asked.get('partner'), source: asked.get('source') },
  })
  return new Response(page.text, {
    headers: headers.publicPage(holdsForSeconds(petition, now(), pageSeconds)),
  })
}

/** `GET /p/{id}/sent`: where the form leads; the same for everyone who came from the same partner. */
export async function hostedSent(petition: KnownPetition, request: Request): Promise<Response> {
  const words = await pageWords(petition, request)
  const partner = partnerNamed(petition, new URL(request.url).searchParams.get('partner'))
  const page = sentPage(words, petition, partner)
  return new Response(page.text, { headers: headers.publicPage(pageSeconds) })
}

/** By the address alone, so that caches can keep the page: `?lang=`, else the petition's own language. */
function pageWords(petition: KnownPetition, request: Request): Promise<Words> {
  return wordsFor(...askedLanguage(request), petition.file.lang)
}

/**
 * `POST /p/{id}`: signs by the plain form and leads on, so that loading again sends nothing twice; a refusal shows
 * the form once more with what was typed.
 */
export async function hostedSign(
  parts: HostedParts,
  petition: KnownPetition,
  request: Request,
): Promise<Response> {
  const { counts, keyring, sign, publicUrl, now } = parts
  const words = await pageWords(petition, request)
  const { say } = words
  const { contact } = petition.file.controller
  let typed: URLSearchParams
  let body: Record<string, unknown>
  try {
    typed = await readForm(request)
    body = bodyOf(typed)
  } catch (thrown) {
    const refused = refusalOf(thrown)
    if (!refused) throw thrown
    return refusedFormPage(words, refused, contact)
  }
  const origin = request.headers.get('origin')
  try {
    await sign({
      petition,
      body,
      // Without a script there is nobody to make a key: the same answers within ten minutes are one sending.
      key: keyring.pageKey(petition.slug, canonicalJson(body), now()),
      // Who has withdrawn meanwhile and signs again means it.
      anew: true,
      origin: origin === 'null' ? null : origin,
      refused: formRefusal(petition, origin, publicUrl()),
    })
  } catch (thrown) {
    const refused = refusalOf(thrown)
    if (!refused) throw thrown
    const issues = refused.details.issues ?? []
    const { tally } = counts.of(petition)
    const retry = refused.details.retryAfterSeconds
    // The form comes back with the present text, also when an earlier one may still be signed.
    const isNewText = typed.get('shown') !== petition.revision
    // A page that is not to ask may have asked anything, or ticked it: whoever presses here has read it here.
    const isElsewhere = refused.code === 'origin'
    const why = [
      isElsewhere
        ? say('elsewhere.text')
        : issues.length === 0 && refused.code !== 'stale' && refusedText(words, refused, contact),
      isNewText && givesFormBack(tally) && say('newText.text'),
    ].filter(Boolean)
    const page = petitionPage({
      words,
      now: now(),
      petition,
      tally,
      publicUrl: publicUrl(),
      from: { partner: typed.get('partner'), source: typed.get('source') },
      returned: {
        typed: isNewText || isElsewhere ? withoutTicks(typed) : typed,
        issues,
        title: issues.length > 0 ? say('errors.title') : say(titleOf(refused)),
        ...(why.length > 0 && { text: why.join(' ') }),
      },
    })
    return pageResponse(page, {
      status: refused.status,
      headers: retry === undefined ? {} : { 'retry-after': String(retry) },
    })
  }
  const partner = partnerNamed(petition, typed.get('partner'))
  const location = pagePath(petition, words, '/sent', partner && { partner: partner.id })
  return new Response(null, { status: 303, headers: { ...headers.personalPage, location } })
}

/** What was typed, without what was agreed to: nothing is ever ticked beforehand for a text that was not seen. */
function withoutTicks(typed: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...typed].filter(([name]) => !/^(consents|declarations)\./.test(name)),
  )
}

function titleOf({ code }: Refused): PageKey {
  if (code === 'origin') return 'page.sign'
  if (code === 'unavailable') return 'fail.title'
  return code === 'stale' ? 'errors.title' : 'refusedForm.title'
}

/** What the form says, as the same keys and values a script would send: an answer that was not given is absent. */
function bodyOf(form: URLSearchParams): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  const groups = {
    consents: {} as Record<string, boolean>,
    declarations: {} as Record<string, boolean>,
  }
  if ([...form].length > 64)
    throw new Refused('malformed', { detail: `A form has at most 64 fields` })
  for (const [key, value] of form) {
    const [kind = '', id = ''] = key.split('.')
    if ((kind === 'consents' || kind === 'declarations') && slugPattern.test(id)) {
      if (['on', 'yes', 'no'].includes(value)) groups[kind][id] = value !== 'no'
    } else if (value !== '') {
      Object.defineProperty(body, key.slice(0, limits.name), {
        // Browsers send each line break as two characters, and count it as one while somebody types.
        value: value.replace(/\r\n?/g, '\n'),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
  }
  for (const kind of ['consents', 'declarations'] as const) {
    if (Object.keys(groups[kind]).length > 0) body[kind] = groups[kind]
  }
  return body
}
