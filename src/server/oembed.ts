import { slugPattern } from '../schema/index.ts'
import * as headers from './headers.ts'
import { petitionIn } from './language.ts'
import { wordsFor } from './pages/words.ts'
import { partnerNamed, type Partner } from './partners.ts'
import type { KnownPetition, Petitions } from './petitions.ts'
import { Refused } from './refused.ts'
import { heightAt } from './snippet/reserve.ts'
import { frame, scriptTag } from './snippet/snippet.ts'

const usualWidth = 640
const cacheSeconds = 3_600

/** Where programs ask what to show for a petition's page: `oembed.com`, version 1.0. */
export const oembedPath = '/oembed'

/** `GET /oembed?url=`: what to show for the address of a petition's page, as a `rich` piece of HTML. */
export async function oembedResponse(
  parts: { petitions: Petitions; publicUrl: () => string; now: () => number },
  request: Request,
): Promise<Response> {
  const publicUrl = parts.publicUrl()
  const asked = new URL(request.url).searchParams
  const format = asked.get('format') ?? 'json'
  if (format !== 'json')
    return new Response(`The format "${format.slice(0, 20)}" is not spoken here: ask for json.\n`, {
      status: 501,
      headers: headers.otherFormat,
    })
  const most = { width: sizeOf(asked, 'maxwidth'), height: sizeOf(asked, 'maxheight') }
  const address = asked.get('url')
  if (!address) throw new Refused('malformed', { detail: `Say which page: ?url=${publicUrl}/p/…` })
  const { petition, lang, partner } = read(parts.petitions, address, publicUrl)

  const words = await wordsFor(...(lang ? [lang] : []), petition.file.lang)
  const { title, owner } = petitionIn(petition.file, words.lang)
  const width = Math.min(most.width, usualWidth)
  const height = Math.min(most.height, heightAt(petition, words, width, parts.now()))
  const given = { petition, publicUrl, words, isLangAsked: lang !== null, partner }
  const answer = {
    version: '1.0',
    type: 'rich',
    title,
    author_name: owner.name,
    ...(owner.url && { author_url: owner.url }),
    provider_name: new URL(publicUrl).host,
    provider_url: publicUrl,
    cache_age: cacheSeconds,
    width,
    height,
    html: [
      frame(given, { width: String(width), height: String(height) }),
      scriptTag('iframe', { url: `${publicUrl}/embed.js` }),
    ].join('\n'),
  }
  return new Response(JSON.stringify(answer), { headers: headers.oembed(cacheSeconds) })
}

/** The petition at an address of this server, and the language and the partner that the address names. */
function read(
  petitions: Petitions,
  address: string,
  publicUrl: string,
): { petition: KnownPetition; lang: string | null; partner: Partner | undefined } {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const slug = url?.origin === publicUrl ? /^\/p\/([^/]+)\/?$/.exec(url.pathname)?.[1] : undefined
  const petition = slug && slugPattern.test(slug) ? petitions.get(slug) : undefined
  if (!url || !petition) {
    const detail = `Only pages of petitions are known here: ${publicUrl}/p/…`
    throw new Refused('no-petition', slug ? {} : { detail })
  }
  const partner = partnerNamed(petition, url.searchParams.get('partner'))
  return {
    petition,
    lang: url.searchParams.get('lang'),
    // Whoever asks does not say where the frame will stand: with one of the partner's origins in its address, the
    // browser would show it there alone.
    partner: partner && { ...partner, origins: [] },
  }
}

function sizeOf(asked: URLSearchParams, name: string): number {
  const text = asked.get(name)
  if (text === null || text === '') return Infinity
  const size = Number(text)
  if (!/^\d+$/.test(text) || size < 1)
    throw new Refused('malformed', { detail: `${name} is a whole number of pixels, from 1 on` })
  return size
}
