import { limits } from '../../schema/index.ts'
import { Refused } from '../refused.ts'

/**
 * Reads a JSON object within bounds: at most 16 KiB, valid UTF-8, at most 4 levels of nesting. Throws the refusals
 * `media-type`, `too-large` and `malformed`.
 */
export async function readJson(
  request: Request,
  bounds = limits,
): Promise<Record<string, unknown>> {
  expectType(request, 'application/json')
  const text = await readText(request, bounds.bodyBytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The parser's message quotes what was sent.
    throw new Refused('malformed', { detail: 'The body is no JSON' })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refused('malformed', { detail: 'The body is no JSON object' })
  }
  if (isDeeper(value, bounds.nesting)) {
    throw new Refused('malformed', {
      detail: `The body nests deeper than ${bounds.nesting} levels`,
    })
  }
  // An object, as was just made sure of.
  return value as Record<string, unknown>
}

/** Percent-encoding writes a byte beyond ASCII as three: what may be typed may come in three times the size. */
const mostOfByte = 3

/** Reads the body of a form that a page without JavaScript has sent. Throws `media-type`, `too-large` and `malformed`. */
export async function readForm(request: Request, bounds = limits): Promise<URLSearchParams> {
  expectType(request, 'application/x-www-form-urlencoded')
  const text = await readText(request, bounds.bodyBytes * mostOfByte)
  return new URLSearchParams(text)
}

function expectType(request: Request, wanted: string): void {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
    .toLowerCase()
    .split(';')
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='))
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset)
  if (type.trim() !== wanted || !isUtf8 || request.headers.has('content-encoding'))
    throw new Refused('media-type')
}

// A byte order mark is left in the text, where the JSON parser stumbles over it.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

async function readText(request: Request, most: number): Promise<string> {
  const bytes = await readBytes(request, most)
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Refused('malformed', { detail: 'The body is no UTF-8' })
  }
}

/** Throws, or rejects with, `too-large` and `malformed`. */
function readBytes(request: Request, most: number): Promise<Uint8Array | ArrayBuffer> {
  const announced = request.headers.get('content-length')
  if (announced !== null) {
    if (Number(announced) > most) throw new Refused('too-large')
    // Node reads no more than was announced.
    if (!request.headers.has('transfer-encoding')) return request.arrayBuffer().catch(brokeOff)
  }
  return readChunks(request, most)
}

async function readChunks(request: Request, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read().catch(brokeOff)
    if (done) break
    length += value.byteLength
    if (length > most) {
      await reader.cancel()
      throw new Refused('too-large')
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

/** A body that breaks off is the sender's affair, no failure of ours. */
function brokeOff(): never {
  throw new Refused('malformed', { detail: 'The body broke off' })
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}
