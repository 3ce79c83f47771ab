import * as z from 'zod/mini'
import { outcomes } from './words.ts'

/** The backend's yes. An outcome this version does not know claims the least: `accepted`. */
export const Receipt = z.object({
  outcome: z.pipe(z.string(), z.catch(z.enum(outcomes), 'accepted')),
  receipt: z.object({
    /** Leads nowhere by itself: it is no secret and opens no link. */
    id: z.string(),
    /** RFC 3339, UTC. */
    at: z.string(),
  }),
})
export type Receipt = z.infer<typeof Receipt>
