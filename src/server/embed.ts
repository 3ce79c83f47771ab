import { slugPattern } from '../schema/index.ts'
import { holdsForSeconds, type Counts } from './counts.ts'
import { frameAncestors, framingOrigin } from './guards/origin.ts'
import * as headers from './headers.ts'
import { askedLanguage } from './language.ts'
import { hasLogos } from './logo.ts'
import { embedPage, embedThemes } from './pages/embed-page.ts'
import { wordsFor } from './pages/words.ts'
import { partnerNamed } from './partners.ts'
import type { KnownPetition } from './petitions.ts'

const pageSeconds = 10

/**
 * `GET /embed/{id}?origin=`: the petition for a frame of another site. The form comes for an origin that may have it,
 * and such a page can be shown by that origin alone; else it is the tally and a link.
 */
export async function embedResponse(
  { counts, publicUrl, now }: { counts: Counts; publicUrl: () => string; now: () => number },
  petition: KnownPetition,
  request: Request,
): Promise<Response> {
  const asked = new URL(request.url).searchParams
  const host = framingOrigin(petition, asked.get('origin'), publicUrl())
  const source = asked.get('source') ?? ''
  const words = await wordsFor(...askedLanguage(request), petition.file.lang)
  const page = embedPage({
    words,
    petition,
    tally: counts.of(petition).tally,
    publicUrl: publicUrl(),
    theme: embedThemes.find((theme) => theme === asked.get('theme')) ?? 'light',
    form: host
      ? {
          host,
          // Without a word on it, the site it stands on says who the partner is.
          partner: partnerNamed(petition, asked.get('partner'))?.id ?? partnerAt(petition, host),
          source: slugPattern.test(source) ? source : undefined,
        }
      : undefined,
  })
  const head = headers.embedPage({
    maxAgeSeconds: holdsForSeconds(petition, now(), pageSeconds),
    ancestors: frameAncestors(petition, host, publicUrl()),
    hasForm: host !== undefined,
    hasLogos: hasLogos(petition),
  })
  return new Response(page.text, { headers: head })
}

/** The one partner that has a site at this origin. */
function partnerAt({ file }: KnownPetition, origin: string): string | undefined {
  const there = file.partners.filter(({ origins }) => origins.includes(origin))
  return there.length === 1 ? there[0]?.id : undefined
}
