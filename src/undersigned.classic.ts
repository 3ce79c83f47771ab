import type { registerBackend } from './adapters/index.ts'

/**
 * What the classic script leaves on the page. It is the module `undersigned.js` with another frame, which the build
 * puts around it (vite.classic.ts); here are only its types.
 */
export interface Undersigned {
  /** The same as the module exports. */
  registerBackend?: typeof registerBackend
  /**
   * For the page to set before the script runs, where an optimiser puts it together with others or into the page:
   * the address it was taken from, where its parts and languages are.
   */
  script?: string
}

declare global {
  interface Window {
    undersigned?: Undersigned
  }
}
