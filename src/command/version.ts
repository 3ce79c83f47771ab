import { readFileSync } from 'node:fs'

/** The package's version; it lies two folders above, in the sources as in what is built from them. */
export function version(): string {
  const { version } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { version: string }
  return version
}
