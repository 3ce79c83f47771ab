import { createHash } from 'node:crypto'
import * as headers from './headers.ts'
import type { KnownPetition } from './petitions.ts'
import { Refused } from './refused.ts'
import type { NewLogo, Store } from './store/store.ts'
import { matches } from './tally.ts'

/** What a logo may weigh. */
export const logoLimitBytes = 64 * 1024

/** Raster pictures that every browser we support shows. No SVG: it can hold script. */
export const logoTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
}

/** As a stored document names a logo: the SHA-256 of its bytes and what they are. */
const namePattern = /^([\w-]{43})\.(png|jpg|webp|gif|avif)$/

/** What a picture is, by its leading bytes; names may say anything. */
export function logoKindOf(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString(
    'latin1',
  )
  if (text.startsWith('\x89PNG\r\n\x1A\n')) return 'png'
  if (text.startsWith('\xFF\xD8\xFF')) return 'jpg'
  if (/^GIF8[79]a/.test(text)) return 'gif'
  if (/^RIFF.{4}WEBP/s.test(text)) return 'webp'
  return isAvif(bytes, text) ? 'avif' : undefined
}

/** A box `ftyp` that has one of AVIF's brands, first or among the compatible ones (ISO/IEC 14496-12, 4.3). */
function isAvif(bytes: Uint8Array, text: string): boolean {
  if (text.slice(4, 8) !== 'ftyp') return false
  const size = Buffer.from(bytes).readUInt32BE(0)
  const brands = text.slice(8, size).match(/.{4}/gs) ?? []
  // The second is the version of the first.
  return brands.some((brand, i) => i !== 1 && (brand === 'avif' || brand === 'avis'))
}

/** A picture as it is stored, and the name under which documents have it; undefined when it is none. */
export function readLogo(bytes: Uint8Array): { name: string; logo: NewLogo } | undefined {
  const kind = logoKindOf(bytes)
  if (!kind) return undefined
  const hash = createHash('sha256').update(bytes).digest()
  return {
    name: `${hash.toString('base64url')}.${kind}`,
    logo: { hash: new Uint8Array(hash), kind, bytes: new Uint8Array(bytes) },
  }
}

/** What a name of a stored logo says; undefined for anything else. */
export function parseLogoName(
  name: string | undefined,
): { hash: Uint8Array; kind: string } | undefined {
  const [, hash, kind] = namePattern.exec(name ?? '') ?? []
  if (hash === undefined || kind === undefined) return undefined
  const bytes = Buffer.from(hash, 'base64url')
  // The last letter has bits to spare: one picture goes by one name.
  return bytes.toString('base64url') === hash ? { hash: new Uint8Array(bytes), kind } : undefined
}

/** Where a logo is served, from the root of the server; undefined for what was written before logos were stored. */
export function logoPath(slug: string, name: string | undefined): string | undefined {
  return parseLogoName(name) && `/v1/petitions/${slug}/logos/${name}`
}

/** Backers as documents tell them: each logo by its whole address, none that is not stored. */
export function withAddresses<T extends { logo?: string | undefined }>(
  backers: readonly T[],
  slug: string,
  publicUrl: string,
) {
  return backers.map(({ logo, ...backer }) => {
    const path = logoPath(slug, logo)
    return { ...backer, ...(path !== undefined && { logo: `${publicUrl}${path}` }) }
  })
}

/** Whether pages of this petition show pictures. */
export function hasLogos({ file }: KnownPetition): boolean {
  return file.backers.some(({ logo }) => parseLogoName(logo))
}

/** `GET /v1/petitions/{id}/logos/{name}`: one picture, which never changes under its name. */
export async function logoResponse(
  store: Store,
  petition: KnownPetition,
  name: string,
  request: Request,
): Promise<Response> {
  const asked = parseLogoName(name)
  const logo = asked && (await store.logo({ petition: petition.no, hash: asked.hash }))
  if (!logo || logo.kind !== asked.kind) throw new Refused('no-route')
  const etag = `"${name.slice(0, 22)}"`
  const head = { ...headers.picture, etag }
  if (matches(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers: head })
  return new Response(new Uint8Array(logo.bytes), {
    headers: { ...head, 'content-type': logoTypes[logo.kind] ?? 'application/octet-stream' },
  })
}
