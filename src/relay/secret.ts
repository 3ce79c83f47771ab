import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod/mini'

/** Where a secret is: never in the configuration itself, which people copy, mail and commit. */
export const Secret = z.union(
  [
    z.strictObject({ env: z.string().check(z.regex(/^[A-Z_][A-Z0-9_]*$/i)) }),
    z.strictObject({ file: z.string().check(z.minLength(1)) }),
  ],
  'is a secret and must not stand in this file: name an environment variable, {"env": "NAME"}, or a file, {"file": "/path"}',
)
export type Secret = z.infer<typeof Secret>

/** A configuration that cannot be used; the message says what to change and holds no secret. */
export class RelayConfigError extends Error {
  override readonly name = 'RelayConfigError'
  /** One sentence a problem, each with its path in the file. */
  readonly problems: readonly { path: string; message: string }[]
  constructor(problems: readonly { path: string; message: string }[]) {
    super(problems.map(({ path, message }) => `${path} ${message}`).join('; '))
    this.problems = problems
  }
}

/** Where secrets come from: the environment, and the folder that names of files are relative to. */
export interface SecretPlaces {
  env: Record<string, string | undefined>
  folder: string
}

/** Reads a secret, without the line break at its end. Throws {@link RelayConfigError}. */
export function readSecret(secret: Secret, path: string, { env, folder }: SecretPlaces): string {
  const fail = (message: string) => new RelayConfigError([{ path, message }])
  if ('env' in secret) {
    const value = env[secret.env]
    if (!value) throw fail(`names the environment variable ${secret.env}, which is not set`)
    return value
  }
  let text: string
  try {
    text = readFileSync(resolve(folder, secret.file), 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw fail(`names the file ${secret.file}, which cannot be read (${code})`)
  }
  if (!text) throw fail(`names the file ${secret.file}, which is empty`)
  return text
}
