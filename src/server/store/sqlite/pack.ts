import type { Command, WriteVerb } from './verbs.ts'

/**
 * A batch on its way to the other thread. Cloned as it is, every command would bring the names of its values along
 * and every view of bytes a whole buffer; so names travel once, values in one row, and all bytes in one buffer that
 * moves.
 */
export interface Packed {
  shapes: Shape[]
  /** For each command the number of its shape, then its values; of bytes their length. */
  values: unknown[]
  bytes: Uint8Array<ArrayBuffer>
}

/** What commands of one kind have in common. */
interface Shape {
  verb: WriteVerb
  names: string[]
  isBytes: boolean[]
}

export function pack(batch: readonly Command<WriteVerb>[]): Packed {
  const shapes: Shape[] = []
  const values: unknown[] = []
  const parts: Uint8Array[] = []
  let size = 0
  for (const command of batch) {
    const given = Object.values(command.given)
    let no = shapes.findIndex((shape) => fits(shape, command, given))
    if (no < 0) no = shapes.push(shapeOf(command, given)) - 1
    values.push(no)
    for (const value of given) {
      if (!(value instanceof Uint8Array)) values.push(value)
      else {
        values.push(value.length)
        parts.push(value)
        size += value.length
      }
    }
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return { shapes, values, bytes }
}

/** The bytes of all commands are views of one buffer: who keeps some beyond the batch copies them. */
export function unpack({ shapes, values, bytes }: Packed): Command<WriteVerb>[] {
  const batch: Command<WriteVerb>[] = []
  let at = 0
  let offset = 0
  while (at < values.length) {
    const { verb, names, isBytes } = shapes[Number(values[at++])]! // pack() numbers what it pushes
    const given: Record<string, unknown> = {}
    for (let i = 0; i < names.length; i++) {
      const value = values[at++]
      given[names[i]!] = isBytes[i] ? bytes.subarray(offset, (offset += Number(value))) : value
    }
    batch.push({ verb, given } as unknown as Command<WriteVerb>) // as it was packed
  }
  return batch
}

function shapeOf({ verb, given }: Command<WriteVerb>, values: unknown[]): Shape {
  return {
    verb,
    names: Object.keys(given),
    isBytes: values.map((value) => value instanceof Uint8Array),
  }
}

function fits(shape: Shape, { verb, given }: Command<WriteVerb>, values: unknown[]): boolean {
  if (shape.verb !== verb || shape.names.length !== values.length) return false
  let i = 0
  for (const name in given) {
    if (shape.names[i] !== name || shape.isBytes[i] !== values[i] instanceof Uint8Array)
      return false
    i++
  }
  return true
}
