import { setScriptOrigin, watchDivs } from './element/index.ts'
import './define.ts'

// Elements already on the page upgrade with the line above, and read their settings in a later microtask.
setScriptOrigin(import.meta.url)
watchDivs()

export { registerBackend } from './adapters/index.ts'
