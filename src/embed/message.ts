import { detailOf } from './details.ts'

/** What a frame tells the page around it. */
export type FrameMessage =
  | { undersigned: 'size'; height: number }
  | { undersigned: 'event'; name: string; detail: Record<string, unknown> }

/** What the page says to a frame: that it listens now. */
export const hello = { undersigned: 'hello' } as const

/** No petition is longer, in CSS pixels: a frame cannot make a page endless. */
const tallest = 50_000

/** Reads a message as if anybody had sent it; undefined when it is not exactly one of ours. */
export function readMessage(data: unknown): FrameMessage | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { undersigned, height, name, detail } = data as Record<string, unknown>
  if (undersigned === 'size') {
    const isHeight = Number.isInteger(height) && Number(height) > 0 && Number(height) <= tallest
    return isHeight ? { undersigned, height: Number(height) } : undefined
  }
  const read = undersigned === 'event' ? detailOf(name, detail) : undefined
  return read && { undersigned: 'event', name: String(name), detail: read }
}
