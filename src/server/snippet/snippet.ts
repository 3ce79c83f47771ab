import { html } from '../pages/html.ts'
import { pagePath } from '../pages/personal-page.ts'
import type { Words } from '../pages/words.ts'
import { petitionIn } from '../language.ts'
import { hasLogos } from '../logo.ts'
import type { Partner } from '../partners.ts'
import type { KnownPetition } from '../petitions.ts'
import { plainForm } from './plain-form.ts'
import type { Reserve } from './reserve.ts'

/** The ways in that there is something to paste for. */
export const snippetKinds = ['module', 'classic', 'iframe', 'link', 'form'] as const
export type SnippetKind = (typeof snippetKinds)[number]

/** What a snippet is made from. */
export interface SnippetOf {
  petition: KnownPetition
  /** Where the server is reached. */
  publicUrl: string
  words: Words
  /** Whether the language was asked for; else the petition speaks that of the page. */
  isLangAsked: boolean
  partner: Partner | undefined
}

/** A script as a page loads it: the address that stays up to date, or the one that never changes and its hash. */
export interface ScriptSource {
  url: string
  integrity?: string | undefined
}

/** What a partner pastes where the petition is to stand. */
export function snippetHtml(kind: SnippetKind, given: SnippetOf, script: ScriptSource): string {
  switch (kind) {
    case 'module':
    case 'classic':
      return `${scriptTag(kind, script)}\n${element(given, `  ${link(given)}`)}`
    case 'iframe':
      return `${frame(given)}\n${scriptTag('iframe', script)}`
    case 'link':
      return link(given)
    case 'form':
      return element(given, tidy(plainForm({ ...given, partner: given.partner?.id }).text))
  }
}

/** Which of our scripts a snippet loads, if any. */
export function scriptOf(kind: SnippetKind): string | undefined {
  const scripts = {
    module: 'undersigned.js',
    classic: 'undersigned.classic.js',
    iframe: 'embed.js',
  }
  return kind in scripts ? scripts[kind as keyof typeof scripts] : undefined
}

/** The script alone. */
export function scriptTag(
  kind: 'module' | 'classic' | 'iframe',
  { url, integrity }: ScriptSource,
): string {
  const how = { module: { type: 'module' }, classic: { defer: '' }, iframe: { async: '' } }[kind]
  return tag('script', {
    ...how,
    src: url,
    ...(integrity !== undefined && { integrity, crossorigin: 'anonymous' }),
  })
}

function element(
  { petition, publicUrl, partner, words, isLangAsked }: SnippetOf,
  inside: string,
): string {
  const attributes = {
    petition: petition.slug,
    endpoint: publicUrl,
    partner: partner?.id,
    lang: isLangAsked ? words.lang : undefined,
  }
  return tag('undersigned-petition', attributes, `\n${inside}\n`)
}

/** The petition's own page, with a word on where somebody came from. */
function link({ petition, publicUrl, partner, words }: SnippetOf): string {
  const path = pagePath(petition, words, '', partner && { partner: partner.id })
  const { title, lang } = petitionIn(petition.file, words.lang)
  const name = lang === words.lang ? text(title) : tag('span', { lang }, text(title))
  return tag('a', { href: `${publicUrl}${path}` }, `${text(words.say('load.open'))}: ${name}`)
}

/** The address of a frame; the first origin stands in it for pages that keep the frame and not its script. */
function frameAddress({ petition, publicUrl, partner, words, isLangAsked }: SnippetOf): string {
  const origin = partner?.origins[0]
  const query = new URLSearchParams({
    ...(isLangAsked && { lang: words.lang }),
    ...(partner && { partner: partner.id }),
    ...(origin !== undefined && { origin }),
  }).toString()
  return `${publicUrl}/embed/${petition.slug}${query && `?${query}`}`
}

/** The frame alone. Sharing and copying are allowed in it: a frame of another site asks for that. */
export function frame(
  given: SnippetOf,
  size: { width: string; height?: string } = { width: '100%' },
): string {
  const { words, petition } = given
  return tag('iframe', {
    'data-undersigned-embed': '',
    src: frameAddress(given),
    title: petitionIn(petition.file, words.lang).title,
    ...size,
    loading: 'lazy',
    allow: 'clipboard-write; web-share',
  })
}

/** One element on one line, as people paste it: what is undefined is left out. */
function tag(name: string, attributes: Record<string, string | undefined>, inside = ''): string {
  const said = Object.entries(attributes).map(([attribute, value]) =>
    value === undefined ? '' : ` ${attribute}${value && `="${text(value)}"`}`,
  )
  return `<${name}${said.join('')}>${inside}</${name}>`
}

/** Without the blanks that a template leaves; those between words and controls stay, as line breaks. */
function tidy(markup: string): string {
  return markup
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/\s+(?=\/?>)/g, '')
    .replaceAll(/>\s+(?=<)/g, '>\n')
    .trim()
}

/** Text as it is written in HTML. */
function text(words: string): string {
  return html`${words}`.text
}

/** Keeps the place free until the petition has come, so that nothing on the page moves. */
export function reserveCss(kind: SnippetKind, reserve: readonly Reserve[]): string {
  if (kind === 'link' || kind === 'form') return ''
  const selector = kind === 'iframe' ? 'iframe[data-undersigned-embed]' : 'undersigned-petition'
  const height = (px: number) =>
    kind === 'iframe'
      ? `block-size: ${px}px`
      : `min-block-size: var(--undersigned-reserve, ${px}px)`
  return reserve
    .map(({ from, height: px }) =>
      from === 0
        ? `${selector} { ${kind === 'iframe' ? 'border: 0; inline-size: 100%' : 'display: block'}; ${height(px)} }`
        : `@media (min-width: ${from}px) { ${selector} { ${height(px)} } }`,
    )
    .join('\n')
}

/**
 * What a page's Content-Security-Policy has to allow, in two ways: by naming the origin, and by a nonce. A page that has
 * more than the petition allows more.
 */
export function policies(
  kind: SnippetKind,
  { petition, publicUrl }: Pick<SnippetOf, 'petition' | 'publicUrl'>,
): { origins: string; nonce: string } {
  const rest = {
    module: [
      `connect-src ${publicUrl}`,
      ...(hasLogos(petition) ? [`img-src ${publicUrl}`] : []),
      "require-trusted-types-for 'script'",
      "trusted-types lit-html 'allow-duplicates'",
    ],
    iframe: [`frame-src ${publicUrl}`],
    link: [],
    form: [`form-action ${publicUrl}`],
  }[kind === 'classic' ? 'module' : kind]
  const policy = (scripts: string) =>
    ["default-src 'none'", ...(scriptOf(kind) ? [`script-src ${scripts}`] : []), ...rest].join('; ')
  return { origins: policy(publicUrl), nonce: policy("'nonce-…' 'strict-dynamic'") }
}
