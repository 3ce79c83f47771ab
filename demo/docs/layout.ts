import { html, Html } from '../../src/server/pages/html.ts'
import type { Rendered } from './markdown.ts'
import { sections, type DocPage } from './pages.ts'

/** Says in the page itself what it may load, for hosts whose headers nobody sets: nothing from anywhere else. */
const policy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self'`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `require-trusted-types-for 'script'`,
  `trusted-types lit-html 'allow-duplicates'`,
].join('; ')

/** One page of the site, whole. All addresses are relative: the folder can be hosted under any path. */
export function layout(page: DocPage, pages: readonly DocPage[], rendered: Rendered): string {
  const up = '../'.repeat(page.path.split('/').length - 1)
  const { headings } = rendered
  // What stands before the first heading says what the page is about.
  const [lead = '', rest = ''] = rendered.html.split(/(?=<h2 )([^]*)/)
  const name = page.path === 'index.html' ? 'undersigned' : `${page.title} · undersigned`
  return `<!doctype html>\n${html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${name}</title>
      ${page.front['description'] && html`<meta name="description" content="${page.front['description']}" />`}
      <link rel="icon" href="${up}icon.svg" />
      <link rel="stylesheet" href="${up}docs.css" />
      ${
        hasLive(rendered) &&
        html`${rendered.styles && html`<link rel="stylesheet" href="${up}${liveCss(page)}" />`}
          <script type="module" src="${up}examples.js"></script>
          <script type="module" src="${up}widget/undersigned.js"></script>`
      }
    </head>
    <body id="top">
      <a class="skip" href="#main">Skip to the text</a>
      <header class="site">
        <a class="brand" href="${up}index.html">undersigned</a>
        <span>a petition for every site</span>
      </header>
      <div class="columns">
        <nav class="site" aria-label="Documentation">
          <ul>
            ${sections.map((section) => sectionLinks(section, page, pages, up))}
          </ul>
        </nav>
        <main id="main" tabindex="-1">
          <h1>${page.title}</h1>
          ${new Html(lead)} ${headings.length > 2 && onThisPage(headings)} ${new Html(rest)}
        </main>
      </div>
      <footer class="site">
        <p>
          undersigned is free software under the MIT licence. These pages set no cookie and load
          nothing from elsewhere.
        </p>
        <p><a href="#top">To the top</a></p>
      </footer>
    </body>
  </html>`}\n`
}

/** Whether a page shows the real widget. */
export function hasLive({ html }: Rendered): boolean {
  return html.includes('<div class="live"')
}

/** The file with the styles of a page's examples. */
export function liveCss({ path }: DocPage): string {
  return path.replace(/\.html$/, '.css')
}

/** A section, and where one is in it, its pages. */
function sectionLinks(
  section: DocPage['section'],
  current: DocPage,
  pages: readonly DocPage[],
  up: string,
): Html | false {
  const own = pages.filter((page) => page.section === section)
  const [first, ...others] = own
  if (!first) return false
  const isHere = current.section === section
  const link = (page: DocPage, text: string): Html =>
    html`<a href="${up}${page.path}" ${page === current && new Html(' aria-current="page"')}
      >${text}</a
    >`
  const list =
    isHere &&
    others.length > 0 &&
    html`<ul>
      ${others.map((page) => html`<li>${link(page, page.title)}</li>`)}
    </ul>`
  // Twice, for no style sheet can open a `details`: a narrow screen shows the one, a wide one the other.
  return html`<li${isHere && new Html(' class="here"')}>${link(first, section)}${
    list &&
    html`<details class="narrow">
        <summary>Pages of “${section}”</summary>
        ${list}
      </details>
      <div class="broad">${list}</div>`
  }</li>`
}

function onThisPage(headings: Rendered['headings']): Html {
  return html`<nav class="page" aria-label="On this page">
    <ul>
      ${headings.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}
    </ul>
  </nav>`
}
