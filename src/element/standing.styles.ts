/** For petitions that cannot be signed now; comes with their part of the script. */
export const standingStyles = `
  .delivery,
  .answer {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1em;
    inline-size: 100%;
  }
  .emblem {
    inline-size: 3.5em;
    fill: var(--undersigned-success, light-dark(#146c43, #84d9ab));
  }
  @media (forced-colors: active) {
    .emblem {
      fill: CanvasText;
    }
  }
  .emblem path {
    fill: none;
    stroke: var(--surface);
    stroke-width: 2.5;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  dl {
    display: grid;
    border-block-start: var(--thick) solid var(--line);
  }
  dl > div {
    display: grid;
    grid-template-columns: 6.5em minmax(0, 1fr);
    gap: 0 1em;
    padding-block: 0.625em;
    border-block-end: var(--thick) solid var(--line);
  }
  dt {
    color: var(--muted);
  }
  dd {
    font-weight: 600;
  }
  .delivery .number {
    font-size: 2.25em;
    line-height: 1.1;
  }
  .answer + .delivery {
    margin-block-start: 1em;
  }
  :is(.delivery, .answer) > p > a {
    display: inline-block;
  }
  @container (max-width: 21em) {
    dl > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`
