import { open, stat } from 'node:fs/promises'
import { posix, relative, resolve, sep, win32 } from 'node:path'
import { fitsAnAnswer, type PetitionFile } from '../schema/index.ts'
import {
  logoLimitBytes,
  logoPath,
  parseLogoName,
  readLogo,
  withAddresses,
  type KnownPetition,
  type NewLogo,
  type Store,
} from '../server/index.ts'
import type { Problem } from './file-problems.ts'

/** A petition file whose logos have the names they are stored under, and the pictures that were read for it. */
export interface LogosRead {
  given: PetitionFile
  logos: NewLogo[]
}

/** What a logo came to: the picture, or the name of one that was stored before. */
type Read = { name: string; logo?: NewLogo }

/** Reads the pictures that a file names beside itself. All problems come at once, and then nothing is read from it. */
export async function readLogos(
  file: PetitionFile,
  folder: string,
  publicUrl: string,
): Promise<LogosRead | { problems: Problem[] }> {
  const problems: Problem[] = []
  const logos = new Map<string, NewLogo>()
  const backers: PetitionFile['backers'] = []
  for (const [i, backer] of file.backers.entries()) {
    const read = backer.logo === undefined ? undefined : await readOne(backer.logo, folder, file.id)
    if (typeof read === 'string') problems.push(problemOf(file, i, read))
    else if (read?.logo) logos.set(read.name, read.logo)
    backers.push(typeof read === 'object' ? { ...backer, logo: read.name } : backer)
  }
  const given = { ...file, backers }
  const addressed = { ...given, backers: withAddresses(backers, file.id, publicUrl) }
  if (problems.length === 0 && !fitsAnAnswer(addressed)) {
    problems.push({
      path: 'backers',
      message:
        'are too many with a logo: with the addresses of all logos the petition is longer than pages read; leave some out',
    })
  }
  return problems.length > 0 ? { problems } : { given, logos: [...logos.values()] }
}

/** The logos that a file only names, and that are not stored with its petition. */
export async function missingLogos(
  file: PetitionFile,
  logos: readonly NewLogo[],
  before: KnownPetition | undefined,
  store: Store,
): Promise<Problem[]> {
  const has = async (name: string | undefined) => {
    const named = parseLogoName(name)
    if (!named || logos.some(({ hash }) => Buffer.from(hash).equals(named.hash))) return true
    const stored = before && (await store.logo({ petition: before.no, hash: named.hash }))
    return stored?.kind === named.kind
  }
  const problems: Problem[] = []
  for (const [i, { logo }] of file.backers.entries()) {
    if (await has(logo)) continue
    const why =
      'is a stored logo, but none that this store has: put the picture beside the file, and name that'
    problems.push(problemOf(file, i, why))
  }
  return problems
}

function problemOf({ backers }: PetitionFile, i: number, message: string): Problem {
  return {
    path: `backers[${i}].logo`,
    message: `of "${backers[i]?.name}", ${JSON.stringify(backers[i]?.logo)}, ${message}`,
  }
}

/** A picture, or what is wrong with it. */
async function readOne(path: string, folder: string, id: string): Promise<Read | string> {
  const picture = 'a picture beside the file, such as "logos/name.png"'
  if (/^[a-z][a-z\d+.-]+:/i.test(path)) {
    const name = storedAt(path, id)
    if (name !== undefined) return { name }
    return `is an address, and nothing is fetched from one: save ${picture}, and name that`
  }
  if (posix.isAbsolute(path) || win32.isAbsolute(path))
    return `begins at the root of the disk: name ${picture}`
  const inside = relative(resolve(folder), resolve(folder, path))
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`))
    return `leaves the folder of the file: put the picture into it, and name ${picture}`
  const bytes = await readAtMost(resolve(folder, path), logoLimitBytes)
  if (bytes === 'ENOENT' && parseLogoName(path)) return { name: path }
  if (bytes === 'ENOENT')
    return 'is not there: look at the spelling; the path begins in the folder of the petition file'
  if (typeof bytes === 'string') return `cannot be read (${bytes}): it has to be a file`
  if (bytes.length > logoLimitBytes)
    return `weighs more than ${logoLimitBytes / 1024} KiB: save it smaller; 192 pixels wide are enough`
  const read = readLogo(bytes)
  if (read) return read
  return isSvg(bytes)
    ? 'is an SVG, which can hold script: save it as PNG or WebP'
    : 'is no picture by its first bytes, whatever its name: save it as PNG, JPEG, WebP, GIF or AVIF'
}

/** The name in an address of this petition's logos, as the server's own document has it. */
function storedAt(address: string, id: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { pathname } = new URL(address)
  const name = pathname.split('/').at(-1)
  return logoPath(id, name) === pathname ? name : undefined
}

/** A file's bytes, and one more than allowed where it has more; or the code of why not. */
async function readAtMost(path: string, limit: number): Promise<Uint8Array | string> {
  try {
    // Before it is opened: what is no file may wait for somebody to write into it.
    if (!(await stat(path)).isFile()) return 'EISDIR'
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(limit + 1), 0, limit + 1, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown' // what node:fs rejects with
  }
}

function isSvg(bytes: Uint8Array): boolean {
  return /<svg[\s>]/i.test(Buffer.from(bytes).toString('latin1'))
}
