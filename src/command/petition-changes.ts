import type { PetitionFile } from '../schema/index.ts'

/** One key of a petition that is different now. */
export interface Change {
  key: string
  before: unknown
  after: unknown
}

/** What a `put` changes, key by key, in the order of the file. */
export function changesBetween(before: PetitionFile, after: PetitionFile): Change[] {
  const keys = new Set([...Object.keys(after), ...Object.keys(before)])
  return [...keys].flatMap((key) => {
    const change = {
      key,
      before: Reflect.get(before, key) as unknown,
      after: Reflect.get(after, key) as unknown,
    }
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change]
  })
}

/** A line for people: short values as they are, long ones by their size. */
export function changeLine({ key, before, after }: Change): string {
  return `  ${key}: ${brief(before)} → ${brief(after)}`
}

function brief(value: unknown): string {
  if (value === undefined) return 'none'
  if (Array.isArray(value) && value.some((entry) => typeof entry === 'object')) {
    return value.length === 1 ? '1 entry' : `${value.length} entries`
  }
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text
}
