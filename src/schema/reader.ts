import type * as z from 'zod/mini'

/** Reads a value tolerantly; undefined when it is not what it should be. */
export interface Reader<T> {
  (value: unknown): T | undefined
  /** What it reads by; gone in the built script, see `build/compile-readers.ts`. */
  readonly schema?: z.ZodMiniType
}

/** Makes the reader of a schema. */
export function reader<T extends z.ZodMiniType>(schema: T): Reader<z.infer<T>> {
  return Object.assign((value: unknown) => schema.safeParse(value).data, { schema })
}
