import type { Tally } from '../../schema/index.ts'
import { petitionIn } from '../language.ts'
import type { KnownPetition } from '../petitions.ts'
import { html, type Html, type Part } from './html.ts'
import { langOf } from './layout.ts'
import { pagePath } from './personal-page.ts'
import { countLine } from './tally-block.ts'
import type { Words } from './words.ts'

/** Where the style sheet of frames is. */
export const embedSheetPath = '/embed.css'

/** The themes that a frame can have: `host` would be this page's own. */
export const embedThemes = ['light', 'dark', 'auto'] as const
export type EmbedTheme = (typeof embedThemes)[number]

/** What the element of a frame is told. */
export interface EmbedForm {
  /** The origin of the page around it. */
  host: string
  partner: string | undefined
  source: string | undefined
}

/**
 * A petition in a frame: the element where the page around may have it, and in any case the tally with a link to the
 * petition's own page, which stay when no script runs.
 */
export function embedPage(page: {
  words: Words
  petition: KnownPetition
  tally: Tally
  publicUrl: string
  theme: EmbedTheme
  form: EmbedForm | undefined
}): Html {
  const { words, petition, tally, publicUrl, theme, form } = page
  const { say } = words
  const { lang, title } = petitionIn(petition.file, words.lang)
  const from = {
    ...(form?.partner && { partner: form.partner }),
    ...(form?.source && { source: form.source }),
  }
  const own = `${publicUrl}${pagePath(petition, words)}`
  const address = `${publicUrl}${pagePath(petition, words, '', from)}`
  const isOpen = tally.status === 'open'
  const way = html`<div class="way">
    <h1${langOf(lang, words)}>${title}</h1>
    <p class="count">${countLine(words, tally)}</p>
    <p>
      <a class="button" href="${address}" target="_blank" rel="noopener"
        >${say(isOpen ? 'page.sign' : 'confirmed.back')}
        <span class="new">${say('newTab')}</span></a
      >
    </p>
  </div>`
  return html`<!doctype html>
    <html lang="${words.lang}" dir="${words.dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="${theme === 'auto' ? 'light dark' : theme}" />
        <title>${title}</title>
        <base target="_blank" />
        <link rel="canonical" href="${own}" />
        <link rel="stylesheet" href="${embedSheetPath}" />
        ${form && html`<script defer src="/embed-frame.js"></script>`}
      </head>
      ${
        form
          ? html`<body data-host="${form.host}">
              <main>${element(petition, own, theme, form, way)}</main>
            </body>`
          : html`<body>
              <main>${way}</main>
            </body>`
      }
    </html> `
}

/** Around what is shown until it has come, and instead of it where it cannot be used. */
function element(
  { slug }: KnownPetition,
  shareUrl: string,
  theme: EmbedTheme,
  { partner, source }: EmbedForm,
  inside: Part,
): Html {
  return html`<undersigned-petition
    petition="${slug}"
    endpoint="/"
    heading-level="1"
    theme="${theme}"
    share-url="${shareUrl}"
    ${partner && html` partner="${partner}"`}${source && html` source="${source}"`}
    >${inside}</undersigned-petition
  >`
}
