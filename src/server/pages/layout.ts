import { html, type Html, type Part } from './html.ts'
import { pageLang } from './words.ts'

/** Where the pages' style sheet is; the only file they load. */
export const styleSheetPath = '/pages.css'

/** A whole page. `title` never holds anything of a person: it stays in histories and is read to others. */
export function layout(page: { title: string; head?: Part; main: Part; footer?: Part }): Html {
  return html`<!doctype html>
    <html lang="${pageLang}">
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
export function notice(words: {
  title: string
  text: string
  eyebrow?: string
  more?: Part
}): Html {
  return layout({
    title: words.title,
    main: html`<div class="sheet narrow">
      ${words.eyebrow && html`<p class="eyebrow">${words.eyebrow}</p>`}
      <h1>${words.title}</h1>
      <p>${words.text}</p>
      ${words.more}
    </div>`,
  })
}
