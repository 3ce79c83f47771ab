import { css } from 'lit'

/** The count, the bar and the sentence below. */
export const tallyPartStyles = css`
  .count-row {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: 0.5em;
  }
  .number {
    position: relative;
    font-variant-numeric: tabular-nums;
    font-weight: 700;
  }
  .number[data-run] {
    color: transparent;
  }
  .number[data-run]::after {
    content: attr(data-run) / '';
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    color: var(--ink);
  }
  .bar {
    block-size: var(--undersigned-bar-height, 0.625em);
    border-radius: 99em;
    overflow: hidden;
    background: color-mix(in srgb, var(--brand) 16%, var(--surface));
    margin-block: 0.5em;
  }
  .bar-fill {
    block-size: 100%;
    border-radius: inherit;
    background: var(--brand);
    min-inline-size: 0.25em;
  }
  .togo {
    color: var(--muted);
    font-size: 0.875em;
  }
  .pause {
    all: unset;
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    block-size: 2.75em;
    margin: -0.5em;
    margin-inline-start: 0;
    border-radius: 50%;
    color: var(--muted);
    cursor: pointer;
  }
  .pause svg {
    inline-size: 0.875em;
  }
  @media (prefers-reduced-motion: no-preference) {
    .bar-fill {
      transition: inline-size 0.8s cubic-bezier(0.2, 0.7, 0.2, 1);
    }
  }
`
