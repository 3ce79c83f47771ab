import type { PetitionFile } from '../schema/index.ts'
import { isRecord } from './is-record.ts'

/** One key of a petition that is different now. */
export interface Change {
  key: string
  before: unknown
  after: unknown
}

/** What a `put` changes, key by key, in the order of the file. */
export function changesBetween(before: PetitionFile, after: PetitionFile): Change[] {
  return differing(before, after)
}

/** Lines for people: short values as they are, long ones by their size, and of a list each entry that differs. */
export function changeLines({ key, before, after }: Change): string[] {
  if (!hasEntries(before) && !hasEntries(after)) return [line(key, before, after)]
  const [were, are] = [listed(before), listed(after)]
  const sizes = were.length === are.length ? [] : [`  ${key}: ${size(were)} → ${size(are)}`]
  const lines = [...sizes, ...entryLines(key, were, are)]
  return lines.length > 0 ? lines : [`  ${key}: ${size(are)}, now in another order`]
}

function entryLines(key: string, before: unknown[], after: unknown[]): string[] {
  // By their names only where these tell all of them apart.
  const haveNames = [before, after].every(
    (list) =>
      new Set(list.map(nameOf)).size === list.length && !list.map(nameOf).includes(undefined),
  )
  const labelled = (list: unknown[]) =>
    new Map(list.map((entry, i) => [haveNames ? `"${nameOf(entry)}"` : `${i + 1}`, entry]))
  const [were, are] = [labelled(before), labelled(after)]
  return [...new Set([...are.keys(), ...were.keys()])].flatMap((label) => {
    const [was, is] = [were.get(label), are.get(label)]
    if (isRecord(was) && isRecord(is))
      return differing(was, is).map((change) =>
        line(`${key} ${label} ${change.key}`, change.before, change.after),
      )
    return same(was, is) ? [] : [line(`${key} ${label}`, was, is)]
  })
}

function differing(before: object, after: object): Change[] {
  const keys = new Set([...Object.keys(after), ...Object.keys(before)])
  return [...keys].flatMap((key) => {
    const change = {
      key,
      before: Reflect.get(before, key) as unknown,
      after: Reflect.get(after, key) as unknown,
    }
    return same(change.before, change.after) ? [] : [change]
  })
}

function nameOf(entry: unknown): string | undefined {
  if (!isRecord(entry)) return typeof entry === 'string' ? entry : undefined
  const name = [entry['id'], entry['slug'], entry['name']].find((word) => word !== undefined)
  return typeof name === 'string' ? name : undefined
}

function line(key: string, before: unknown, after: unknown): string {
  return `  ${key}: ${brief(before)} → ${brief(after)}`
}

function brief(value: unknown): string {
  if (value === undefined) return 'none'
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text
}

function size({ length }: unknown[]): string {
  return length === 1 ? '1 entry' : `${length} entries`
}

function hasEntries(value: unknown): boolean {
  return Array.isArray(value) && value.some(isRecord)
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function same(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}
