import { css } from './base-element.ts'

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
    color-scheme: light;
    letter-spacing: inherit;
    word-spacing: inherit;
    font: var(--undersigned-font-size, medium) / var(--undersigned-line-height, 1.5)
      var(--undersigned-font, system-ui, sans-serif);
    --brand: var(--undersigned-brand, light-dark(#2a44a6, #a9b9ff));
    --surface: var(--undersigned-surface, light-dark(#fff, #16191f));
    --ink: var(--undersigned-on-surface, light-dark(#161a23, #eceff5));
    --muted: var(--undersigned-muted, light-dark(#555d6d, #a7afbf));
    --line: var(--undersigned-border, light-dark(#dde1e9, #343a47));
    --edge: light-dark(#78808f, #8991a3);
    --error: var(--undersigned-error, light-dark(#b3261e, #ffb3ab));
    --success: var(--undersigned-success, light-dark(#146c43, #84d9ab));
    --tint: color-mix(in srgb, var(--brand) 5%, var(--surface));
    --gap: var(--undersigned-gap, 1.25em);
    --radius: var(--undersigned-radius, 0.5em);
    --thick: var(--undersigned-border-width, 1px);
    /* WCAG's own threshold: black or white on the brand colour, never under 4.58:1. */
    --on-brand: color(
      from var(--brand) xyz-d65 calc((0.179129 - y) * 99999) calc((0.179129 - y) * 99999)
        calc((0.179129 - y) * 99999)
    );
    color: var(--ink);
    background: var(--surface);
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
  fieldset,
  legend {
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
    text-underline-offset: 0.16em;
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
  .button {
    appearance: none;
    min-block-size: max(2.75em, var(--undersigned-control-height, 3.125em));
    padding: 0.5em 1.25em;
    border: 2px solid transparent;
    border-radius: var(--radius);
    background: var(--brand);
    color: var(--on-brand);
    font: inherit;
    font-weight: 650;
    letter-spacing: inherit;
    word-spacing: inherit;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .button:hover {
    background: color-mix(in srgb, var(--brand) 88%, var(--ink));
  }
  .button[aria-disabled] {
    cursor: default;
    background: var(--brand);
    opacity: 0.85;
  }
  .secondary,
  .secondary:hover,
  .secondary[aria-disabled] {
    background: transparent;
    border: var(--thick) solid var(--edge);
    color: var(--ink);
    font-weight: 600;
  }
  .secondary:hover:not([aria-disabled]) {
    border-color: currentColor;
    background: color-mix(in srgb, var(--ink) 6%, transparent);
  }
  .lobby {
    display: grid;
    gap: 0.75em;
    justify-items: start;
  }
  @media (prefers-contrast: more) {
    .root {
      --muted: var(--ink);
      --line: var(--ink);
      --edge: var(--ink);
    }
    .button {
      background: var(--surface);
      color: var(--ink);
      border-color: var(--brand);
    }
  }
  @supports not (color: color(from red xyz-d65 x y z)) {
    .root {
      --brand: light-dark(#2a44a6, #a9b9ff);
      --on-brand: light-dark(#fff, #000);
    }
  }
`
