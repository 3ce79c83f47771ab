import type { Words } from './en.ts'

/** Questions about a likely slip; loaded with `element/slips.ts`. */
export const enSlips = {
  'email.suggest': 'Did you mean {email}?',
  'email.use': 'Use {email}',
  'email.keep': 'Keep what I typed',
} as const satisfies Record<string, Words>
