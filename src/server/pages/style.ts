import { createHash } from 'node:crypto'
import * as headers from '../headers.ts'
import { matches } from '../tally.ts'

/** `GET /pages.css`: all that the pages look like. Plain CSS, system fonts, light and dark by the visitor's choice. */
export function styleResponse(request: Request): Response {
  const head = { ...headers.freshFile, etag }
  if (matches(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers: head })
  return new Response(styleSheet, {
    headers: { ...head, 'content-type': 'text/css; charset=utf-8' },
  })
}

const styleSheet = `:root {
  color-scheme: light dark;
  --ink: light-dark(#17202b, #e9edf2);
  --soft: light-dark(#51606f, #a9b5c1);
  --paper: light-dark(#ffffff, #1a2129);
  --ground: light-dark(#eef1f4, #10151b);
  --line: light-dark(#7b8894, #76838f);
  --faint: light-dark(#dde3e8, #303a44);
  --brand: light-dark(#0b5e57, #5fcabc);
  --on-brand: light-dark(#ffffff, #06221f);
  --wrong: light-dark(#b3261e, #ffb4ab);
  --wrong-ground: light-dark(#fdf1f0, #33201f);
}
* { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
main { max-width: 66rem; margin: 0 auto; padding: clamp(0rem, 3vw, 2.5rem) clamp(0rem, 3vw, 2rem); }
.sheet { background: var(--paper); padding: clamp(1.25rem, 4vw, 3rem); }
.narrow { max-width: 40rem; margin-inline: auto; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.4rem); line-height: 1.2; margin: 0 0 1rem; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 0.75rem; text-wrap: balance; }
p { margin: 0 0 1rem; }
a { color: var(--brand); text-underline-offset: 0.15em; }
.muted, .hint { color: var(--soft); }
.eyebrow { color: var(--brand); font-weight: 600; margin: 0 0 0.5rem; }
.lead { font-size: 1.2rem; line-height: 1.5; }
header { margin-bottom: 1.5rem; max-width: 46rem; }
.columns { display: grid; gap: 1.75rem; }
.text { max-width: 38rem; }
.text h2 { margin-top: 2rem; }
.text ul { padding-inline-start: 1.25rem; }
.tally { border-block: 1px solid var(--faint); padding-block: 1rem; }
.tally p { margin: 0; }
.tally .jump { margin-top: 0.75rem; font-weight: 600; }
.count { font-size: 1.3rem; font-weight: 700; font-variant-numeric: tabular-nums; }
.bar { display: block; inline-size: 100%; block-size: 0.6rem; margin-block: 0.6rem; border-radius: 0.3rem; }
.bar-rest { fill: var(--faint); }
.bar-fill { fill: var(--brand); }
.row { border: 0; margin: 0 0 1.4rem; padding: 0; min-inline-size: 0; }
.row > label:not(.choice), legend { display: block; font-weight: 600; margin-bottom: 0.3rem; padding: 0; }
.row > label .muted { font-weight: 400; }
legend { float: inline-start; inline-size: 100%; }
legend + * { clear: both; }
.hint, .error { margin: 0 0 0.35rem; }
.error { color: var(--wrong); font-weight: 600; }
.wrong { border-inline-start: 4px solid var(--wrong); padding-inline-start: 0.9rem; }
input[type="text"], input[type="email"], input[type="tel"], select, textarea {
  font: inherit; color: inherit; background: var(--paper); inline-size: 100%; max-inline-size: 30rem;
  min-block-size: 2.9rem; padding: 0.5rem 0.7rem; border: 1px solid var(--line); border-radius: 0.35rem;
}
.wrong input, .wrong select, .wrong textarea { border: 2px solid var(--wrong); }
.choice { display: grid; grid-template-columns: 1.75rem 1fr; gap: 0.75rem; align-items: start; padding-block: 0.55rem; min-block-size: 2.9rem; cursor: pointer; }
.choice input { inline-size: 1.5rem; block-size: 1.5rem; margin: 0; accent-color: var(--brand); }
.choices { display: flex; flex-wrap: wrap; column-gap: 2rem; }
.indented { padding-inline-start: 2.5rem; margin-top: -0.4rem; }
.legal { font-size: 0.95rem; color: var(--soft); margin-bottom: 1.25rem; }
.legal p { margin-bottom: 0.5rem; }
button, .button {
  display: block; font: inherit; font-weight: 700; text-align: center; text-decoration: none; cursor: pointer;
  inline-size: 100%; max-inline-size: 30rem; min-block-size: 3.1rem; padding: 0.7rem 1.25rem; margin-bottom: 0.9rem;
  color: var(--on-brand); background: var(--brand); border: 2px solid var(--brand); border-radius: 0.35rem;
}
.secondary { color: var(--brand); background: transparent; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; box-shadow: 0 0 0 2px var(--paper); }
.summary { border: 3px solid var(--wrong); background: var(--wrong-ground); border-radius: 0.35rem; padding: 1.25rem; margin-bottom: 2rem; }
.summary p, .summary ul { margin-bottom: 0; }
.summary ul { padding-inline-start: 1.25rem; }
.summary a { color: var(--wrong); font-weight: 600; }
dl { margin: 0 0 1.75rem; }
dt { color: var(--soft); font-size: 0.95rem; }
dd { margin: 0 0 0.9rem; font-size: 1.05rem; }
.answers { margin: 0; padding: 0; list-style: none; }
.answers li { margin-bottom: 0.6rem; }
.answers strong { display: block; }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.trap { position: absolute; inset-inline-start: -200vw; }
footer { max-width: 66rem; margin: 0 auto; padding: 0 clamp(1.25rem, 5vw, 5rem) 2rem; color: var(--soft); font-size: 0.95rem; }
@media (min-width: 54rem) {
  .columns { grid-template: auto 1fr / minmax(0, 1fr) minmax(0, 25rem); gap: 1.75rem 4rem; }
  .tally, .sign { grid-column: 2; }
  .text { grid-area: 1 / 1 / 3 / 2; }
  .jump { display: none; }
  .sheet { border-radius: 0.75rem; }
}
@media (forced-colors: active) {
  .bar-rest { fill: Canvas; stroke: CanvasText; }
  .bar-fill { fill: Highlight; }
}
`

const etag = `"${createHash('sha256').update(styleSheet).digest('base64url').slice(0, 22)}"`
