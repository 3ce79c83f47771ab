import { createHash } from 'node:crypto'
import * as headers from '../headers.ts'
import { matches } from '../tally.ts'

/** `GET /pages.css`: all that the pages look like. Plain CSS, system fonts, light and dark by the visitor's choice. */
export function styleResponse(request: Request): Response {
  return sheetResponse(request, pages)
}

/** `GET /embed.css`: what stands in a frame until the element has come, and where none comes. */
export function embedStyleResponse(request: Request): Response {
  return sheetResponse(request, frames)
}

interface Sheet {
  text: string
  etag: string
}

function sheetResponse(request: Request, { text, etag }: Sheet): Response {
  const head = { ...headers.freshFile, etag }
  if (matches(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers: head })
  return new Response(text, { headers: { ...head, 'content-type': 'text/css; charset=utf-8' } })
}

function sheet(text: string): Sheet {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}

// The colours and measures of the elements (element/base.styles.ts), so that a petition looks the same everywhere.
const pages = sheet(`:root {
  color-scheme: light dark;
  --ink: light-dark(#161a23, #eceff5);
  --soft: light-dark(#555d6d, #a7afbf);
  --paper: light-dark(#ffffff, #16191f);
  --ground: light-dark(#f1f3f8, #0d0f13);
  --line: light-dark(#dde1e9, #343a47);
  --edge: light-dark(#7a7e86, #93979e);
  --brand: light-dark(#2a44a6, #a9b9ff);
  --on-brand: light-dark(#ffffff, #000000);
  --tint: light-dark(#f4f6fb, #1d2129);
  --wrong: light-dark(#b3261e, #ffb3ab);
  --wrong-tint: light-dark(#fcf1f0, #2b1f21);
}
* { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
main, footer, nav { max-inline-size: 66rem; margin-inline: auto; }
main { padding: clamp(0rem, 3vw, 2.5rem) clamp(0rem, 3vw, 2rem) 0; }
.sheet { background: var(--paper); padding: clamp(1.25rem, 4.5vw, 2.75rem); border-block: 1px solid var(--line); }
.narrow { max-inline-size: 40rem; margin-inline: auto; }
h1 { font-size: clamp(1.6rem, 1.2rem + 1.8vw, 2.2rem); line-height: 1.18; margin: 0 0 0.9rem; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 0 0 0.75rem; text-wrap: balance; }
h3 { font-size: 1.0625rem; line-height: 1.35; margin: 1.25rem 0 0.5rem; }
p { margin: 0 0 1rem; }
a { color: inherit; text-underline-offset: 0.16em; }
a:hover { text-decoration-thickness: 0.125em; }
.muted, .hint { color: var(--soft); font-size: 0.9375rem; font-weight: 400; }
.eyebrow { color: var(--soft); margin: 0 0 0.5rem; }
.eyebrow bdi { color: var(--ink); font-weight: 600; }
.lead { font-size: 1.15rem; }
header { margin-block-end: 1.75rem; max-inline-size: 46rem; }
header p:last-child, section > :last-child, li > :last-child, .answer > :last-child { margin-block-end: 0; }
nav { padding: 0.5rem clamp(1.25rem, 4.5vw, 2.75rem); }
.languages { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0; padding: 0; list-style: none; }
.languages a, .languages span { display: block; padding-block: 0.6rem; min-block-size: 2.75rem; }
.languages span { font-weight: 600; }
.columns { display: grid; gap: 2rem; grid-template-columns: minmax(0, 1fr); }
.text, .story { max-inline-size: 40rem; }
.text ul, .text ol, .summary ul { padding-inline-start: 1.25rem; }
.tally p { margin: 0; }
.tally .jump { margin-block-start: 0.75rem; font-weight: 600; }
.tally .jump a { display: inline-block; padding-block: 0.6rem; }
.count { font-size: 1.375rem; font-weight: 700; line-height: 1.3; }
.count bdi { font-variant-numeric: tabular-nums; }
.bar { display: block; inline-size: 100%; block-size: 0.625rem; margin-block: 0.6rem 0.5rem; border-radius: 0.3rem; }
[dir="rtl"] .bar { transform: scaleX(-1); }
.bar-rest { fill: var(--line); }
.bar-fill { fill: var(--brand); }
.sign { background: var(--tint); border-radius: 0.75rem; padding: clamp(1rem, 4vw, 1.5rem); }
.row { border: 0; margin: 0 0 1.25rem; padding: 0; min-inline-size: 0; scroll-margin-block-start: 1rem; }
.row > label:not(.choice), legend { display: block; font-weight: 600; margin-block-end: 0.25rem; padding: 0; }
legend { float: inline-start; inline-size: 100%; }
legend + * { clear: both; }
.hint, .error { margin: 0 0 0.4rem; }
.error { color: var(--wrong); font-weight: 600; }
.wrong { border-inline-start: 4px solid var(--wrong); padding-inline-start: 0.9rem; }
input[type="text"], input[type="email"], input[type="tel"], select, textarea {
  font: inherit; color: inherit; background: var(--paper); inline-size: 100%;
  min-block-size: 2.9rem; padding: 0.5rem 0.75rem; border: 1px solid var(--edge); border-radius: 0.5rem;
}
textarea { display: block; resize: vertical; }
.row-postcode input { max-inline-size: 14rem; }
.wrong input, .wrong select, .wrong textarea { border: 2px solid var(--wrong); }
.choice { display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); gap: 0.75rem; align-items: start; padding-block: 0.6rem; min-block-size: 2.75rem; cursor: pointer; }
.choice input { inline-size: 1.5rem; block-size: 1.5rem; margin: 0; accent-color: var(--brand); }
.choices { display: flex; flex-wrap: wrap; column-gap: 2rem; }
.choices .choice { min-inline-size: 5rem; }
.indented { padding-inline-start: 2.25rem; }
.legal { font-size: 0.9375rem; color: var(--soft); margin-block-end: 1.25rem; }
.legal p { margin-block-end: 0.5rem; }
button, .button {
  display: block; font: inherit; font-size: 1.0625rem; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer;
  inline-size: 100%; max-inline-size: 30rem; min-block-size: 3.125rem; padding: 0.7rem 1.25rem; margin: 0 0 0.9rem;
  color: var(--on-brand); background: var(--brand); border: 2px solid transparent; border-radius: 0.5rem;
}
.narrow :is(button, .button) { max-inline-size: none; }
.sign button { margin-block-end: 0; max-inline-size: none; }
button:hover, .button:hover { background: color-mix(in srgb, var(--brand) 88%, var(--ink)); }
.secondary { color: var(--ink); background: none; border-color: var(--edge); }
.secondary:hover { background: var(--tint); }
:focus-visible { outline: 3px solid #000; outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
.summary { border: 3px solid var(--wrong); background: var(--wrong-tint); border-radius: 0.5rem; padding: 1.25rem; margin-block-end: 2rem; }
.summary:focus { outline: 3px solid var(--wrong); outline-offset: 3px; box-shadow: none; }
.summary > :last-child { margin-block-end: 0; }
.summary ul { margin-block: 0; }
.summary a { color: var(--wrong); font-weight: 600; display: inline-block; padding-block: 0.2rem; }
dl { margin: 0 0 1.5rem; }
dt { color: var(--soft); font-size: 0.9375rem; }
dd { margin: 0 0 0.9rem; }
.facts { display: grid; gap: 0.75rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); margin-block: 1rem; }
.facts dd { margin: 0; }
.answers { margin: 0; padding: 0; list-style: none; }
.answers li { margin-block-end: 0.6rem; }
.answers strong { display: block; }
.answer { margin-block-end: 1.5rem; padding-block-end: 1.25rem; border-block-end: 1px solid var(--line); }
.story { display: grid; align-content: start; gap: 2.25rem; grid-template-columns: minmax(0, 1fr); }
.story:empty { display: none; }
.story section { border-block-start: 1px solid var(--line); padding-block-start: 1.5rem; }
.backers ul, .shares, .dated { margin: 0; padding: 0; list-style: none; display: grid; gap: 0.75rem; grid-template-columns: minmax(0, 1fr); }
.name { font-weight: 600; }
.who { display: flex; align-items: center; gap: 0.75rem; }
.logo { flex: none; inline-size: 4rem; block-size: 2.5rem; line-height: 2.5rem; text-align: center; }
/* Inline and with no size of its own, so that one that did not come is nothing at all; the plate is for logos made for white paper. */
.logo img { max-inline-size: 100%; max-block-size: 100%; vertical-align: middle; background: #fff; border-radius: 0.25rem; forced-color-adjust: none; }
.role, .shares .muted { display: block; }
figure { margin: 0; }
blockquote { margin: 0 0 0.4rem; padding-inline-start: 0.9rem; border-inline-start: 3px solid var(--brand); }
blockquote p:last-child { margin: 0; }
figcaption { padding-inline-start: calc(0.9rem + 3px); }
.dated time, article time { display: block; }
article + article { margin-block-start: 1.5rem; }
article h3 { margin-block: 0.1rem 0.4rem; }
.when { font-weight: 600; margin-block-end: 0.25rem; }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.trap { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
footer { padding: 1.25rem calc(clamp(0rem, 3vw, 2rem) + clamp(1.25rem, 4.5vw, 2.75rem)) 2rem; color: var(--soft); font-size: 0.9375rem; }
footer p { margin: 0; }
footer a { display: inline-block; padding-block: 0.3rem; }
@media (min-width: 34rem) {
  .sheet { border: 1px solid var(--line); border-radius: 1rem; }
}
@media (min-width: 54rem) {
  .columns { grid-template: auto auto 1fr / minmax(0, 1fr) minmax(0, 25rem); gap: 1.75rem 2.75rem; }
  .columns > * { grid-column: 1; }
  .columns > .sign { grid-area: 1 / 2 / span 3; align-self: start; }
  .jump { display: none; }
}
@media (prefers-contrast: more) {
  :root { --soft: var(--ink); --line: var(--edge); }
}
@media (forced-colors: active) {
  .sign { border: 1px solid CanvasText; }
  .bar-rest { fill: Canvas; stroke: CanvasText; }
  .bar-fill { fill: Highlight; }
}
@media print {
  nav, .sign form, .jump { display: none; }
}
`)

// A frame has the page's own scheme (its meta tag says the theme), and what is around it as its margin.
const frames = sheet(`html { font: 100%/1.5 system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; color: light-dark(#161a23, #eceff5); overflow-wrap: anywhere; }
undersigned-petition { display: block; }
.way { padding: 1.25rem; background: light-dark(#ffffff, #16191f); border: 1px solid light-dark(#dde1e9, #343a47); border-radius: 1rem; }
.way > :last-child { margin: 0; }
h1 { font-size: clamp(1.25rem, 1rem + 1.5vw, 1.75rem); line-height: 1.2; margin: 0 0 0.75rem; text-wrap: balance; }
p { margin: 0 0 1rem; }
.count { font-size: 1.125rem; font-weight: 600; }
.button {
  display: inline-block; box-sizing: border-box; padding: 0.7rem 1.25rem; min-block-size: 2.75rem; max-inline-size: 100%; text-align: center; text-decoration: none; font-weight: 600;
  color: light-dark(#ffffff, #000000); background: light-dark(#2a44a6, #a9b9ff); border: 2px solid transparent; border-radius: 0.5rem;
}
.new { font-weight: 400; }
:focus-visible { outline: 3px solid #000; outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
`)
