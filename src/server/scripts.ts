import { createHash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import * as headers from './headers.ts'
import { Refused } from './refused.ts'
import { matches } from './tally.ts'

/** The script and what it loads, as browsers get it. */
export interface Scripts {
  respond(request: Request, path: string): Promise<Response>
}

/** What is served: nothing else in the folder has a name of this kind. */
const changing = /^(undersigned(\.classic)?|embed)\.js$/
/** The same without a copy that stays: only our own page loads it. */
const own = /^embed-frame\.js$/
const pinned =
  /^((undersigned|embed)-\d+\.\d+\.\d+(-[\w.]+)?(\.classic)?\.js|chunks\/[\w.-]+-[\w-]{8,}\.js|locales\/[\w.]+-\w{9}\.json)$/
const licences = /^undersigned\.licenses\.txt$/
const isServed = (path: string) =>
  [changing, own, pinned, licences].some((pattern) => pattern.test(path))

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
}

/**
 * Copies the built script into the folder it is served from: under its own name, and under a name with its version
 * that is never written again, so that what was ever pinned stays served.
 * @returns the names of versioned files that are there already with another content
 */
export async function keepScripts(options: {
  from: string
  to: string
  version: string
}): Promise<string[]> {
  const { from, to, version } = options
  const differing: string[] = []
  const names = await readdir(from, { recursive: true }).catch(() => [])
  for (const name of names.map((entry) => entry.replaceAll('\\', '/')).filter(isServed)) {
    const source = join(from, name)
    if (!pinned.test(name)) await replace(source, join(to, name))
    const fixed = changing.test(name) ? versionedName(name, version) : name
    if (!pinned.test(fixed)) continue
    const kept = await readFile(join(to, fixed)).catch(() => undefined)
    if (kept === undefined) await replace(source, join(to, fixed))
    else if (!kept.equals(await readFile(source))) differing.push(fixed)
  }
  return differing
}

/** Under which name a script of a version stays for ever. */
export function versionedName(name: string, version: string): string {
  return name.replace(/^\w+/, `$&-${version}`)
}

/** Never half a file under a name that is served. */
async function replace(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true })
  await copyFile(source, `${target}.new`)
  await rename(`${target}.new`, target)
}

interface File {
  body: Uint8Array<ArrayBuffer>
  etag: string
  packed: Map<string, Promise<Uint8Array<ArrayBuffer>>>
}

/** Serves the folder's scripts from memory, each read when it is first asked for. */
export function createScripts(folder: string): Scripts {
  const files = new Map<string, Promise<File | undefined>>()

  const read = (path: string): Promise<File | undefined> => {
    const known = files.get(path)
    if (known) return known
    const reading = readFile(join(folder, path)).then(
      (body) => ({
        body: new Uint8Array(body),
        etag: createHash('sha256').update(body).digest('base64url').slice(0, 22),
        packed: new Map(),
      }),
      () => undefined,
    )
    files.set(path, reading)
    // A file that is not there may come: another node can put it into a shared folder.
    void reading.then((file) => file ?? files.delete(path))
    return reading
  }

  return {
    async respond(request, path) {
      const file = isServed(path) ? await read(path) : undefined
      if (!file) throw new Refused('no-route')
      const encoding = encodingFor(request.headers.get('accept-encoding') ?? '')
      // Each coding is a representation of its own (RFC 9110, 8.8.3.3).
      const etag = `"${file.etag}${encoding ? `-${encoding}` : ''}"`
      const head: Record<string, string> = {
        ...(pinned.test(path) ? headers.immutableFile : headers.freshFile),
        etag,
        vary: 'Accept-Encoding',
      }
      if (matches(request.headers.get('if-none-match'), etag))
        return new Response(null, { status: 304, headers: head })
      head['content-type'] = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
      if (!encoding) return new Response(file.body, { headers: head })
      const packed = file.packed.get(encoding) ?? pack(file.body, encoding)
      file.packed.set(encoding, packed)
      return new Response(await packed, { headers: { ...head, 'content-encoding': encoding } })
    },
  }
}

type Encoding = 'br' | 'gzip'

function encodingFor(accepted: string): Encoding | undefined {
  const words = accepted.split(',').map((word) => word.trim())
  const takes = (coding: string) =>
    words.some((word) => word.split(';')[0] === coding && !/;\s*q=0(\.0*)?$/.test(word))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined
}

async function pack(body: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const packed =
    encoding === 'br'
      ? await promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
      : await promisify(gzip)(body, { level: 9 })
  return new Uint8Array(packed)
}
