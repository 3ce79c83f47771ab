import type { Words } from './en.ts'

/** Questions about a likely slip, and how a postcode looks; loaded with `element/slips.ts`. */
export const enSlips = {
  'email.suggest': 'Did you mean {email}?',
  'email.use': 'Use {email}',
  'email.keep': 'Keep what I typed',
  'postcode.hint': 'For example, {example}',
  'error.postcode.format': 'Enter a complete postcode, like {example}',
} as const satisfies Record<string, Words>
