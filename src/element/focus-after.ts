import type { SigningState } from './signing.ts'

/** Where focus goes after a step, as a selector; nowhere when nothing came of it. */
export function focusAfter(before: SigningState, state: SigningState): string | undefined {
  if (before === state) return undefined
  switch (state.kind) {
    case 'editing':
      if (before.kind === 'pending') return '#email'
      if (before.kind === 'editing' && before.summary === state.summary) return undefined
      return state.summary.length > 0 || state.notice ? '#panel' : undefined
    case 'sending':
      // The button that was pressed may have been in a panel that is gone.
      return before.kind === 'sending' ? undefined : '#submit'
    case 'pending':
      return before.kind === 'pending' ? undefined : '#result'
    case 'failed':
      return '#panel'
    default:
      return '#result'
  }
}
