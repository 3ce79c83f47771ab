import { counter } from './count.ts'
import type { Kit } from './kit.ts'
import { isRecord, optionsOf, textOf } from './options.ts'
import type { MakeAdapter } from './registry.ts'

/**
 * Reads a count out of any JSON: `endpoint` is its address, in which `{petition}` is put in; `path` says where the
 * number stands in it, `goalPath` where the goal. Without a path the answer is the number itself.
 */
export const jsonCount =
  (kit: Kit): MakeAdapter =>
  (options) => {
    const { path, goalPath } = optionsOf(options, 'path', 'goalPath')
    const [countAt, goalAt] = [stepsOf(path, 'path'), stepsOf(goalPath, 'goalPath')]
    return counter(
      {
        name: 'json-count',
        // Curly braces are escaped in an address that a browser has read.
        url: (petition) =>
          options.endpoint.replaceAll(
            /\{petition\}|%7Bpetition%7D/gi,
            encodeURIComponent(petition),
          ),
        read(value) {
          const count = numberAt(value, countAt ?? [])
          const goal = goalAt && numberAt(value, goalAt)
          return count === undefined ? undefined : { count, goal: goal || null }
        },
      },
      kit,
    )
  }

function stepsOf(path: unknown, name: string): string[] | undefined {
  if (path === undefined) return undefined
  const accepted = 'names with dots between them, such as data.attributes.signature_count'
  return textOf(path, `backendOptions.${name}`, accepted).split('.')
}

/** A whole number, also where it is written as text. */
function numberAt(value: unknown, path: readonly string[]): number | undefined {
  const found = path.reduce<unknown>(
    // An item of a list by its place: only what the answer has itself, nothing that every object has.
    (at, step) =>
      (isRecord(at) || Array.isArray(at)) && Object.hasOwn(at, step)
        ? (at as Record<string, unknown>)[step]
        : undefined,
    value,
  )
  const number = typeof found === 'string' && /^\d+$/.test(found) ? Number(found) : found
  return typeof number === 'number' ? number : undefined
}
