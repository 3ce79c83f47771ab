import { css } from './base-element.ts'
import { baseStyles } from './base.styles.ts'
import { tallyPartStyles } from './tally.styles.ts'

const layout = css`
  .root {
    max-inline-size: var(--undersigned-max-width, 66em);
    padding: 1.5em;
    border: var(--thick) solid var(--line);
    border-radius: calc(var(--radius) * 2);
    box-shadow: var(--undersigned-shadow, none);
  }
  .layout,
  .story,
  .act,
  .numbers,
  .form,
  .rows,
  .head,
  .text,
  .outcome,
  .status,
  .delivery,
  .answer {
    display: grid;
    gap: var(--gap);
    /* Long words must not push a column wider than its place. */
    grid-template-columns: minmax(0, 1fr);
  }
  .layout {
    gap: calc(var(--gap) * 1.4);
  }
  .head {
    gap: 0.625em;
  }
  .numbers {
    gap: 0.25em;
  }
  .text {
    gap: 0.875em;
  }
  h1,
  h2,
  h3,
  h4,
  h5,
  h6 {
    font-family: var(--undersigned-font-heading, inherit);
    font-size: 1.25em;
    font-weight: 700;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  #title {
    font-size: 1.75em;
    line-height: 1.18;
    letter-spacing: -0.018em;
  }
  #title,
  #result,
  #panel,
  .row {
    scroll-margin-block-start: var(--undersigned-scroll-margin, 6em);
  }
  .target {
    color: var(--muted);
    font-size: 0.9375em;
  }
  .target strong {
    color: var(--ink);
    font-weight: 600;
  }
  .lead {
    font-size: 1.0625em;
  }
  .banner {
    margin: -1.5em -1.5em 1.5em;
    padding: 0.75em 1.5em;
    border-start-start-radius: inherit;
    background: light-dark(#fff3d1, #453508);
    color: light-dark(#4a3500, #ffe7ad);
    font-size: 0.9375em;
    font-weight: 600;
    border-radius: calc(var(--radius) * 2) calc(var(--radius) * 2) 0 0;
  }
  .text ul,
  .text ol,
  .panel ul {
    padding-inline-start: 1.25em;
  }
  summary {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 44px;
    cursor: pointer;
    font-weight: 600;
    list-style: none;
    text-decoration: underline;
    text-underline-offset: 0.16em;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '';
    inline-size: 0.5em;
    block-size: 0.5em;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: translateY(-0.125em) rotate(45deg);
  }
  [open] > summary::after {
    transform: translateY(0.125em) rotate(225deg);
  }
  details > * + * {
    margin-block-start: 0.875em;
  }
  ::slotted([hidden]) {
    display: block !important;
  }

  @container (max-width: 21em) {
    .root {
      padding: 1em;
    }
    .banner {
      margin: -1em -1em 1em;
      padding-inline: 1em;
    }
    .actions .button {
      inline-size: 100%;
    }
    #title {
      font-size: 1.5em;
    }
  }
  @container (min-width: 34em) {
    .root {
      padding: 2em;
    }
    .banner {
      margin: -2em -2em 2em;
      padding-inline: 2em;
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
      margin-block-end: 1.75em;
    }
    .layout > .act {
      grid-area: 1 / 2 / -1;
      align-self: start;
      margin: 0;
      padding: 1.5em;
      border-radius: calc(var(--radius) * 1.5);
      background: var(--tint);
    }
    .rows {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`

const form = css`
  label,
  legend {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .row {
    display: grid;
    gap: 0.375em;
    grid-template-columns: minmax(0, 1fr);
    border-inline-start: 0 solid var(--error);
  }
  .has-error {
    padding-inline-start: 0.875em;
    border-inline-start-width: 4px;
  }
  .optional {
    color: var(--muted);
    font-weight: 400;
  }
  .hint {
    color: var(--muted);
    font-size: 0.875em;
  }
  .error {
    display: flex;
    gap: 0.375em;
    color: var(--error);
    font-weight: 600;
    font-size: 0.9375em;
  }
  .error svg {
    flex: none;
    inline-size: 1em;
    block-size: 1.5em;
  }
  input,
  select,
  textarea {
    inline-size: 100%;
    min-block-size: max(2.75em, var(--undersigned-control-height, 3em));
    margin: 0;
    padding: 0.5em 0.75em;
    border: var(--thick) solid var(--edge);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
  }
  textarea {
    resize: vertical;
  }
  input:hover,
  select:hover,
  textarea:hover {
    border-color: currentColor;
  }
  [aria-invalid] {
    border: 2px solid var(--error);
  }
  .is-sending :is(input, select, textarea) {
    color: var(--muted);
  }
  .tick {
    display: flex;
    gap: 0.75em;
    align-items: flex-start;
    min-block-size: 44px;
    padding-block: 0.625em;
    font-weight: 400;
    cursor: pointer;
  }
  .tick input {
    flex: none;
    inline-size: 1.5em;
    block-size: 1.5em;
    min-block-size: 0;
    accent-color: var(--brand);
    cursor: pointer;
  }
  .trap {
    position: absolute;
    inset-inline-start: -9999px;
  }
  .suggestion,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
    align-items: center;
  }
  .suggestion p {
    inline-size: 100%;
  }
  #submit {
    flex: 1 1 12em;
    font-size: 1.0625em;
  }
  #form-title + .quiet {
    margin-block-start: -0.75em;
  }
  .legal {
    display: grid;
    gap: 0.5em;
    color: var(--muted);
    font-size: 0.8125em;
  }
`

const panels = css`
  .panel {
    display: grid;
    gap: 0.625em;
    justify-items: start;
    padding: 1em;
    border: 2px solid var(--brand);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
  }
  .panel.is-error {
    border-color: var(--error);
  }
  .panel :is(h3, h4, h5, h6) {
    font-size: 1.0625em;
  }
  .panel li a {
    color: var(--error);
    font-weight: 600;
  }
  .outcome,
  .status {
    gap: 0.75em;
    justify-items: start;
    padding: 1.5em;
    border-radius: calc(var(--radius) * 1.5);
    background: var(--tint);
  }
  @container (min-width: 52em) {
    .outcome,
    .status {
      padding: 0;
    }
  }
  /* A heading that was given focus can do nothing, so it needs no ring. */
  #result:focus-visible,
  #title:focus-visible {
    outline: none;
    box-shadow: none;
  }
  .is-early {
    visibility: hidden;
  }
  .outcome .actions {
    margin-block-start: 0.5em;
  }
  .outcome #result,
  .status #result {
    font-size: 1.5em;
  }
  .share {
    display: grid;
    gap: 0.625em;
    inline-size: 100%;
    padding-block-start: 1em;
    margin-block-start: 0.5em;
    border-block-start: var(--thick) solid var(--line);
  }
  .share h3,
  .share h4,
  .share h5,
  .share h6 {
    font-size: 1em;
  }
  .share ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
    list-style: none;
  }
  .step {
    color: var(--muted);
    font-size: 0.875em;
    font-weight: 600;
  }
  .address {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .emblem {
    inline-size: 3.5em;
    fill: var(--brand);
  }
  .emblem path {
    fill: none;
    stroke: var(--on-brand);
    stroke-width: 2.5;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .is-done {
    fill: var(--success);
  }
  .is-done path {
    stroke: var(--surface);
  }
  .delivery,
  .answer {
    gap: 1em;
    inline-size: 100%;
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
  @container (max-width: 21em) {
    .outcome,
    .status {
      padding: 1em;
    }
    dl > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`

export const petitionStyles = [baseStyles, tallyPartStyles, layout, form, panels]
