import { css } from './base-element.ts'
import { baseStyles } from './base.styles.ts'
import { tallyPartStyles } from './tally.styles.ts'

const layout = css`
  .root {
    max-inline-size: var(--undersigned-max-width, 66em);
    border: var(--thick) solid var(--line);
    border-radius: calc(var(--radius) * 2);
    box-shadow: var(--undersigned-shadow, none);
  }
  section {
    padding: var(--inset);
    --inset: 1.5em;
  }
  .layout,
  .form,
  .rows,
  .row,
  .head,
  .text,
  .legal,
  .numbers,
  .panel,
  .status,
  .act {
    display: grid;
    gap: 0.75em;
    /* Long words must not push a column wider than its place. */
    grid-template-columns: minmax(0, 1fr);
  }
  .act,
  .form,
  .rows {
    gap: var(--gap);
  }
  .layout {
    gap: calc(var(--gap) * 1.4);
  }
  .numbers,
  .row {
    gap: 0.375em;
  }
  /* Two lines, so that the words for a number that does not come push nothing down. */
  .numbers .tally {
    min-block-size: 2.75em;
  }
  :is(h1, h2, h3, h4, h5, h6) {
    font-family: var(--undersigned-font-heading, inherit);
    font-size: 1.25em;
    line-height: 1.25;
    outline: none;
    text-wrap: balance;
  }
  #title {
    font-size: 1.75em;
    line-height: 1.18;
  }
  #result {
    font-size: 1.5em;
  }
  .panel :is(h3, h4, h5, h6),
  .lead,
  #submit {
    font-size: 1.0625em;
  }
  .status {
    justify-items: start;
    padding: var(--inset);
    border-radius: calc(var(--radius) * 1.5);
    background: var(--tint);
  }
  #title,
  #result,
  #panel,
  .row {
    scroll-margin-block-start: var(--undersigned-scroll-margin, 6em);
  }
  .target strong {
    color: var(--ink);
  }
  .banner {
    margin: calc(0em - var(--inset)) calc(0em - var(--inset)) var(--inset);
    padding: 0.75em var(--inset);
    border-radius: calc(var(--radius) * 2) calc(var(--radius) * 2) 0 0;
    background: light-dark(#fff3d1, #453508);
    color: light-dark(#4a3500, #ffe7ad);
  }
  /* The petition's own words, whatever the page around them runs like. */
  .root [lang],
  .text * {
    unicode-bidi: plaintext;
  }
  .text :is(ul, ol),
  .panel ul {
    padding-inline-start: 1.25em;
  }
  summary {
    min-block-size: 44px;
    align-content: center;
    cursor: pointer;
  }
  details > * + * {
    margin-block-start: 0.75em;
  }
  ::slotted([hidden]) {
    display: block !important;
  }

  @container (max-width: 21em) {
    section {
      --inset: 1em;
    }
    .actions .button {
      inline-size: 100%;
    }
    #title {
      font-size: 1.5em;
    }
  }
  @container (min-width: 34em) {
    section {
      --inset: 2em;
    }
    .rows {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .row {
      grid-column: 1 / -1;
    }
    .given,
    .family,
    .postcode,
    .city {
      grid-column: auto;
    }
    #title {
      font-size: 2em;
    }
  }
  /* The form beside all the rest; the last row takes what the form is longer by. */
  @container (min-width: 52em) {
    .layout {
      grid-template: auto auto auto 1fr / minmax(0, 1fr) minmax(0, 25em);
      gap: 0 2.75em;
    }
    .layout > * {
      grid-column: 1;
      align-self: start;
      margin-block-end: 1.75em;
    }
    .layout > .act {
      grid-area: 1 / 2 / -1;
      margin: 0;
      padding: 1.5em;
      border-radius: calc(var(--radius) * 1.5);
      background: var(--tint);
    }
    .act > .status {
      padding: 0;
    }
    .rows {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`

const form = css`
  strong,
  label,
  legend,
  summary,
  .banner {
    font-weight: 600;
  }
  fieldset {
    border: 0;
  }
  /* No grid: in one, WebKit forgets to lay out a legend again when the place gets narrower. */
  fieldset.row {
    display: block;
  }
  /* Inside its fieldset like all the rest, and not on the edge of it. */
  legend {
    float: inline-start;
    inline-size: 100%;
  }
  /* Not "what follows": with that, an error that comes makes the browser style the whole form anew. */
  fieldset > * {
    clear: both;
  }
  .has-error {
    padding-inline-start: 0.875em;
    border-inline-start: 4px solid var(--error);
  }
  .error,
  .panel li a {
    color: var(--error);
    font-weight: 600;
  }
  .panel li a {
    display: inline-block;
    vertical-align: top;
  }
  input,
  select,
  textarea {
    inline-size: 100%;
  }
  textarea {
    resize: vertical;
  }
  /* A country in large letters, cut off by its field, would let WebKit's pages scroll sideways. */
  select {
    contain: paint;
  }
  [aria-invalid] {
    border: 2px solid var(--error);
  }
  /* No colour: every country would inherit it. */
  .is-sending :is(input, select, textarea) {
    opacity: 0.8;
  }
  .tick {
    display: flex;
    gap: 0.75em;
    min-block-size: 44px;
    padding-block: 0.625em;
    font-weight: 400;
    cursor: pointer;
  }
  .tick input {
    flex: none;
    inline-size: 1.5em;
    min-block-size: 1.5em;
    block-size: 1.5em;
    accent-color: var(--brand);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
  }
  .actions p {
    inline-size: 100%;
  }
  #submit {
    flex: 1 1 12em;
  }
  #form-title {
    margin-block-end: -0.5em;
  }
  .legal {
    gap: 0.5em;
    color: var(--muted);
    font-size: 0.8125em;
  }
`

const panels = css`
  .panel {
    justify-items: start;
    padding: 1em;
    border: 2px solid var(--accent);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .is-error {
    border-color: var(--error);
  }
`

export const petitionStyles = [baseStyles, tallyPartStyles, layout, form, panels]
