import { css } from './base-element.ts'
import { baseStyles } from './base.styles.ts'
import { tallyPartStyles } from './tally.styles.ts'

export const tallyStyles = [
  baseStyles,
  tallyPartStyles,
  css`
    .root {
      /* In a sidebar the page's own ground shows. */
      background: var(--undersigned-surface, transparent);
      max-inline-size: var(--undersigned-max-width, none);
    }
  `,
]
