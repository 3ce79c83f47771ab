import { css } from './base-element.ts'

/** The count, the bar and the sentence below. */
export const tallyPartStyles = css`
  .count-row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
  }
  /* As high as its big number, also while the words for none stand there: the first signature moves nothing. */
  .is-bar .count-row,
  .is-number .count-row {
    min-block-size: 2.475em;
  }
  /* Not of names: some fonts have spaces as wide as a figure then. */
  .tally bdi {
    font-variant-numeric: tabular-nums;
  }
  .number {
    position: relative;
    font-weight: 700;
  }
  .number[data-run] {
    color: transparent;
  }
  .number::after {
    content: attr(data-run) / '';
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    color: var(--ink);
  }
  .is-bar .number,
  .is-number .number {
    /* Whole on one line: smaller in a narrow place, or where text is large as it is. */
    font-size: clamp(1em, 12cqi, 2.25em);
    line-height: 1.1;
    white-space: nowrap;
  }
  .bar {
    block-size: var(--undersigned-bar-height, 0.625em);
    border-radius: 99em;
    overflow: hidden;
    background: color-mix(in srgb, var(--brand) 18%, var(--surface));
    margin-block: 0.5em;
  }
  .bar-fill {
    block-size: 100%;
    border-radius: inherit;
    background: var(--brand);
  }
  .pause {
    flex: none;
    inline-size: 44px;
    block-size: 44px;
    margin: -8px;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--muted);
    cursor: pointer;
  }
  .pause:hover {
    background: color-mix(in srgb, var(--ink) 6%, transparent);
  }
  .pause svg {
    display: block;
    inline-size: 28px;
    margin: auto;
    padding: 7px;
    border: 1px solid var(--line);
    border-radius: 50%;
    fill: currentColor;
  }
  @media (prefers-reduced-motion: no-preference) {
    .bar-fill {
      transition: inline-size 0.8s cubic-bezier(0.2, 0.7, 0.2, 1);
    }
  }
  @media (forced-colors: active) {
    /* There no colour hides the number below. */
    .number::after {
      content: none;
    }
    .bar {
      forced-color-adjust: none;
      background: Canvas;
      border: 1px solid CanvasText;
    }
    .bar-fill {
      background: Highlight;
    }
  }
`
