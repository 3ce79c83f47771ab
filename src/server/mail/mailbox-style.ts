/** The look of the local mailbox. */
export const mailboxStyle = `
:root { color-scheme: light dark; --ink: #1c1d1f; --soft: #5a5d61; --ground: #f5f5f2; --sheet: #fff; --line: #dedfdb; --link: #1d5c91; --on-link: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ecebe8; --soft: #b3b5b8; --ground: #151617; --sheet: #1f2123; --line: #36393c; --link: #8fc1ea; --on-link: #10202c }
}
* { box-sizing: border-box }
body { margin: 0; padding: clamp(20px, 5vw, 56px) 16px; background: var(--ground); color: var(--ink); font: 17px/1.55 system-ui, sans-serif }
main { max-width: 46rem; margin: 0 auto }
header { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; justify-content: space-between; margin-block-end: 12px }
h1 { margin: 0; font-size: 1.65rem; line-height: 1.25 }
h2 { margin: 0; font-size: 1.1rem; line-height: 1.35 }
p { margin: 0 0 1em }
a { color: var(--link); text-underline-offset: 3px }
.muted { color: var(--soft) }
.empty { padding: 40px 24px; border: 1px dashed var(--line); border-radius: 12px; text-align: center; color: var(--soft) }
ol { list-style: none; margin: 28px 0 0; padding: 0; display: grid; gap: 12px }
li { display: flex; flex-wrap: wrap; gap: 14px 24px; align-items: center; justify-content: space-between; padding: 18px 22px; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px }
time { white-space: nowrap }
li > div { flex: 1 1 20rem; min-width: 0 }
li p { margin: 2px 0 0; font-size: 0.93rem; overflow-wrap: anywhere }
.button { display: inline-block; padding: 11px 20px; border-radius: 8px; background: var(--link); color: var(--on-link); font-weight: 600; text-decoration: none }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; border-radius: 4px }
p { overflow-wrap: anywhere }
iframe { display: block; width: 100%; height: 64rem; margin-block: 8px 32px; border: 1px solid var(--line); border-radius: 12px; background: var(--sheet) }
/* No script measures a mail here: the room of a usual one at each width; a longer one scrolls. */
@media (max-width: 36rem) { iframe { height: 78rem } }
@media (max-width: 26rem) { iframe { height: 98rem } }
@media (max-width: 22rem) { iframe { height: 114rem } }
pre { padding: 22px; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; font: 15px/1.55 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
`
