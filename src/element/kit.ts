import { html, nothing } from 'lit/html.js'
import { buttonView } from './button.ts'
import { heading } from './heading.ts'
import { linkView } from './links.ts'
import { proseView } from './text-view.ts'

/** What parts that are loaded later are handed of the script, see `Chunk`. */
export const kit = { html, nothing, heading, buttonView, linkView, proseView }

export type Kit = typeof kit
