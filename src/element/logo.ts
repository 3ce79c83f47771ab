import type { StoryPart } from './story.ts'

/**
 * The address of a logo, if it may be loaded: from where the petition comes from, and from nobody else, who would
 * learn of each visitor.
 */
export function logoOf(logo: string | undefined, { endpoint }: StoryPart): string | undefined {
  if (!logo || !endpoint || !URL.canParse(logo)) return undefined
  const { origin, href } = new URL(logo)
  // An endpoint that is a path has the page's own scheme.
  const isSafe = /^https:|^http:\/\/(localhost|127\.[\d.]+|\[::1])[:/]/.test(href)
  return isSafe && origin === new URL(endpoint).origin ? href : undefined
}

/**
 * The name beside it says who it is, so it is not read out. One that does not come leaves its place empty: it keeps
 * no plate, and nothing moves.
 */
export function logoView(url: string | undefined, { kit }: StoryPart): unknown {
  return url
    ? kit.html`<img
        alt=""
        loading="lazy"
        width="64"
        height="40"
        crossorigin="anonymous"
        @error=${noted}
        @load=${noted}
        src=${url}
      />`
    : kit.nothing
}

/** Another may come in its place, so both are noted. */
function noted({ type, target }: Event): void {
  const picture = target as HTMLImageElement // which listens
  picture.className = type
}
