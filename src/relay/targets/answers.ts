import type { Passed } from './target.ts'

/** Given and family name, where the product wants two and the petition asks for one. */
export function namesOf({ name = '', given, family }: Passed): { first: string; last: string } {
  if (given !== undefined) return { first: given, last: family ?? '' }
  const cut = name.lastIndexOf(' ')
  return cut < 0
    ? { first: name, last: '' }
    : { first: name.slice(0, cut).trim(), last: name.slice(cut + 1) }
}

/** Without what there is no answer to: an empty text would overwrite what a product knows. */
export function known(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
}
