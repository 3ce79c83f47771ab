import { css } from 'lit'

/** The reset, the colours and what both elements share. */
export const baseStyles = css`
  :host {
    display: block;
    inline-size: 100%;
    min-inline-size: 15em;
    container-type: inline-size;
  }
  :host([hidden]) {
    display: none !important;
  }
  /* On a wrapper and not on the host, so that the page's own margin and width still hold. */
  .root {
    all: initial;
    display: block;
    visibility: inherit;
    pointer-events: inherit;
    cursor: inherit;
    color-scheme: light;
    letter-spacing: inherit;
    word-spacing: inherit;
    font: var(--undersigned-font-size, medium) / var(--undersigned-line-height, 1.5)
      var(--undersigned-font, system-ui, sans-serif);
    --brand: var(--undersigned-brand, light-dark(#2440a8, #a8b8ff));
    --surface: var(--undersigned-surface, light-dark(#fff, #15181e));
    --ink: var(--undersigned-on-surface, light-dark(#14171f, #eef0f5));
    --muted: var(--undersigned-muted, light-dark(#545b6b, #a9b0c0));
    --line: var(--undersigned-border, light-dark(#d9dde6, #363c49));
    --edge: light-dark(#737b8c, #868fa3);
    --error: var(--undersigned-error, light-dark(#b3261e, #ffb1a8));
    --success: var(--undersigned-success, light-dark(#14663f, #7fd6a6));
    --gap: var(--undersigned-gap, 1.25em);
    --radius: var(--undersigned-radius, 0.625em);
    --thick: var(--undersigned-border-width, 1px);
    /* WCAG's own threshold: black or white on the brand colour, never under 4.58:1. */
    --on-brand: color(
      from var(--brand) xyz-d65 calc((0.179129 - y) * 99999) calc((0.179129 - y) * 99999)
        calc((0.179129 - y) * 99999)
    );
    color: var(--ink);
    background: var(--surface);
    text-align: start;
    overflow-wrap: break-word;
  }
  .root[dir='rtl'] {
    direction: rtl;
  }
  .theme-dark {
    color-scheme: dark;
  }
  .theme-auto {
    color-scheme: light dark;
  }
  .theme-host {
    color-scheme: inherit;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  p,
  ul,
  ol,
  dl,
  dd,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  svg {
    fill: currentColor;
  }
  .quiet {
    color: var(--muted);
    font-size: 0.875em;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  a {
    color: inherit;
    text-underline-offset: 0.15em;
    text-decoration-thickness: from-font;
  }
  a:hover {
    text-decoration-thickness: 0.125em;
  }
  /* Two tones: one of them stands out against anything. */
  :focus-visible {
    outline: 3px solid #000;
    outline-offset: 2px;
    box-shadow: 0 0 0 2px #fff;
  }
`
