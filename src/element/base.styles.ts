import { css } from './base-element.ts'

/** The reset, the colours and what both elements share. */
export const baseStyles = css`
  :host {
    display: block;
    inline-size: 100%;
    /* Not in em: that would be the page's own, and 480px for people who read large. */
    min-inline-size: 240px;
  }
  :host([hidden]) {
    display: none !important;
  }
  /* On a wrapper and not on the host, so that the page's own margin and width still hold. */
  .root {
    all: initial;
    display: block;
    /* Here and not on the host: there an em would be the page's. */
    container-type: inline-size;
    position: relative;
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
    /* Half the text's colour: 3:1 on the background, whatever the other half is. */
    --edge: color-mix(in srgb, var(--line), var(--ink));
    --accent: color-mix(in srgb, var(--brand), var(--ink));
    --error: var(--undersigned-error, light-dark(#b3261e, #ffb3ab));
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
    overflow-wrap: anywhere;
  }
  /* Where the text cannot be computed, the page has no say. */
  @supports not (color: color(from red xyz-d65 x y z)) {
    .root {
      --brand: light-dark(#2a44a6, #a9b9ff);
      --on-brand: light-dark(#fff, #000);
    }
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
  ::after {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    min-inline-size: 0;
  }
  .quiet {
    color: var(--muted);
    font-size: 0.875em;
    font-weight: 400;
  }
  .trap,
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
  /* Two tones: one of them stands out against anything. A heading can do nothing, so it needs no ring. */
  :focus-visible:not(h1, h2, h3, h4, h5, h6) {
    outline: 3px solid #000;
    outline-offset: 2px;
    box-shadow: 0 0 0 2px #fff;
  }
  .button,
  input,
  select,
  textarea {
    min-block-size: max(44px, 2.75em, var(--undersigned-control-height, 3em));
    padding: 0.5em 0.75em;
    border: var(--thick) solid var(--edge);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
  }
  :is(.button, input, select, textarea):not([aria-invalid]):hover {
    border-color: currentColor;
  }
  .button {
    appearance: none;
    padding-inline: 1.25em;
    background: none;
    font-weight: 600;
    cursor: pointer;
  }
  [part='button'] {
    border: 2px solid transparent;
    background: var(--brand);
    color: var(--on-brand);
  }
  .button[aria-disabled] {
    border-color: var(--line);
    background: var(--tint);
    color: var(--muted);
    pointer-events: none;
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
    .root [part='button'] {
      background: var(--surface);
      color: var(--ink);
      border-color: var(--accent);
    }
    /* Marked by the border and by its words. */
    .root :is(.error, .panel a) {
      color: inherit;
    }
  }
`
