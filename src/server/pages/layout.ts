import { directionOf } from '../../locales/direction.ts'
import { html, type Html, type Part } from './html.ts'
import type { Words } from './words.ts'

/** Where the pages' style sheet is; the only file they load. */
export const styleSheetPath = '/pages.css'

/** A whole page. `title` never holds anything of a person: it stays in histories and is read to others. */
export function layout(
  words: Words,
  page: { title: string; head?: Part; main: Part; footer?: Part },
): Html {
  return html`<!doctype html>
    <html lang="${words.lang}" dir="${words.dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        <link rel="stylesheet" href="${styleSheetPath}" />
        ${page.head}
      </head>
      <body>
        <main>${page.main}</main>
        ${page.footer ? html`<footer>${page.footer}</footer>` : ''}
      </body>
    </html> `
}

/** A page with one thing to say, such as that a link does not work any more. */
export function notice(
  words: Words,
  said: {
    title: string
    text: string
    eyebrow?: Part
    more?: Part
  },
): Html {
  return layout(words, {
    title: said.title,
    main: html`<div class="sheet narrow">
      ${said.eyebrow && html`<p class="eyebrow">${said.eyebrow}</p>`}
      <h1>${said.title}</h1>
      <p>${said.text}</p>
      ${said.more}
    </div>`,
  })
}

/** The attribute for what is in another language than the page around it; empty where it is the same. */
export function langOf(lang: string, words: Words): Part {
  return lang !== words.lang && html` lang="${lang}" dir="${directionOf(lang)}"`
}

/** The same for what a translation may have left out: its direction is its own. */
export function langOrAuto(lang: string, words: Words): Part {
  return langOf(lang, words) || html` dir="auto"`
}
