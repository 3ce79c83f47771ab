import { Failure } from './errors.ts'
import { browserWire, reach } from './http.ts'
import { undersigned } from './undersigned.ts'

/**
 * What adapters that are loaded later are handed of the script. They import nothing that the script has: it goes by
 * several names, and by this one it would be loaded once more. Tests hand over a wire of their own.
 */
export const kit = { Failure, wire: browserWire, reach, undersigned }

export type Kit = typeof kit
