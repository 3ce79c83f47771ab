import { css } from 'lit'
import { baseStyles } from './base.styles.ts'
import { tallyPartStyles } from './tally.styles.ts'

export const petitionStyles = [
  baseStyles,
  tallyPartStyles,
  css`
    .root {
      max-inline-size: var(--undersigned-max-width, 64em);
      padding: 1.25em;
      border: var(--thick) solid var(--line);
      border-radius: calc(var(--radius) * 1.5);
      box-shadow: var(--undersigned-shadow, none);
    }
    .trap {
      position: absolute;
      inset-inline-start: -9999px;
    }
  `,
]
