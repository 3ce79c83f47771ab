/**
 * What a frame tells the page around it, besides its height: that something happened, never who did it. Both ends
 * know this list: the frame sends nothing else, and the page takes nothing else.
 */

type Check = (value: unknown) => boolean

const text =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value)
const slug = text(/^[a-z0-9-]{1,64}$/)
const word = text(/^[a-z-]{1,40}$/)
const field = text(/^[a-z0-9.-]{1,90}$/i)
const whole: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0
const instant = text(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/)
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value)
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= 40 && value.every(check)

/** By the events' names without `undersigned-`. `sign` is not among them: no page can hold back what it cannot see. */
const details = new Map<unknown, Record<string, Check>>([
  ['ready', { petition: slug, status: word }],
  ['signed', { petition: slug, partner: optional(slug), outcome: word, at: instant }],
  ['refused', { petition: slug, code: word, fields: list(field) }],
  ['error', { petition: slug, code: word }],
  ['tallied', { petition: slug, count: whole, goal: optional(whole), status: word }],
  ['shared', { petition: slug, network: word }],
])

/** The names of the events that leave a frame. */
export const told = [...details.keys()] as readonly string[]

/** As much of an event's detail as may leave the frame; undefined when it is not what such an event says. */
export function detailOf(name: unknown, said: unknown): Record<string, unknown> | undefined {
  const checks = details.get(name)
  if (!checks || typeof said !== 'object' || said === null) return undefined
  const detail: Record<string, unknown> = {}
  for (const [key, isFit] of Object.entries(checks)) {
    const value = Object.hasOwn(said, key) ? (said as Record<string, unknown>)[key] : undefined
    if (!isFit(value)) return undefined
    // Copied: an array could be one that somebody else still holds.
    detail[key] = Array.isArray(value) ? [...value] : value
  }
  return detail
}
