import * as z from 'zod/mini'
import { statuses } from './status.ts'

/**
 * The count at a moment, with its goal and where it comes from. Read tolerantly: unknown keys are dropped, an
 * unknown status is left out and then follows from the petition's dates.
 */
export const Tally = z.object({
  petition: z.string(),
  status: z.catch(z.optional(z.enum(statuses)), undefined),
  /** Signatures: confirmed, retired and on paper; once delivered, the number handed in. */
  count: z.int().check(z.nonnegative()),
  /** The next step of the goal, null when the petition has none. */
  goal: z.catch(z.nullable(z.int().check(z.positive())), null),
  /** Signatures on paper, contained in `count`. */
  paper: z.catch(z.optional(z.int()), undefined),
  /** Attempts that await confirmation, rounded down to tens; not contained in `count`. */
  pending: z.catch(z.optional(z.int()), undefined),
  /** Signatures by the partner's page they came through, rounded to 5. */
  partners: z.catch(z.optional(z.array(z.object({ id: z.string(), count: z.int() }))), undefined),
  /** Whether the backend offers a stream of this tally. */
  stream: z.catch(z.boolean(), false),
  /** Names one unbroken series of versions; another lineage replaces whatever was known. */
  lineage: z.catch(z.string(), ''),
  /** Of two tallies of one lineage the greater version is the newer. */
  version: z.catch(z.int(), 0),
  /** RFC 3339, UTC: when the backend counted. */
  at: z.catch(z.optional(z.string()), undefined),
})
export type Tally = z.infer<typeof Tally>
