import { createHash, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { link, open, readFile, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod/mini'

/** What keys are for; none is ever used for two things. */
export const purposes = ['wrap', 'signer', 'address', 'answer', 'network'] as const
export type Purpose = (typeof purposes)[number]

export interface PurposeKeys {
  /** The one used for what is new. */
  current: number
  keys: Map<number, KeyObject>
}

/** `missing`: a store needs it and it is not there. `unreadable`: no keyring, or damaged. `unwritable`: it cannot be made. `unknown-key`: one of its keys is. */
export type KeyringErrorCode = 'missing' | 'unreadable' | 'unwritable' | 'unknown-key'

/** The keyring cannot be used as it is; the message says what to do. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError'
  readonly code: KeyringErrorCode
  constructor(code: KeyringErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}

const Key = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))
const KeysOfPurpose = z
  .strictObject({
    current: z.int().check(z.positive()),
    keys: z.record(z.string().check(z.regex(/^[1-9]\d*$/)), Key),
  })
  .check(z.refine(({ current, keys }) => Object.hasOwn(keys, String(current))))
const KeyringFile = z.strictObject({
  undersigned: z.literal('keyring/1'),
  wrap: KeysOfPurpose,
  signer: KeysOfPurpose,
  address: KeysOfPurpose,
  answer: KeysOfPurpose,
  network: KeysOfPurpose,
})
type KeyringFile = z.infer<typeof KeyringFile>

/**
 * Reads the keyring's file, or makes it: 0600, complete before it has its name, synced together with its folder.
 * @throws KeyringError `missing`, `unreadable` or `unwritable`
 */
export async function readOrMakeKeys(
  file: string,
  { create }: { create: boolean },
): Promise<{ fingerprint: string; keys: Record<Purpose, PurposeKeys> }> {
  let text = await readIfThere(file)
  if (text === undefined) {
    if (!create) {
      throw new KeyringError(
        'missing',
        `There is no keyring at ${file}, but there is a store that was sealed with one: put the exported keys there ` +
          '(see "keys export") or name them with UNDERSIGNED_KEYS_FILE. New keys could not read it and would count people twice.',
      )
    }
    await writeNew(file, newKeys())
    text = (await readIfThere(file)) ?? ''
  }
  const content = parse(file, text)
  return { fingerprint: fingerprintOf(content), keys: keysOf(content) }
}

function newKeys(): KeyringFile {
  const one = () => ({ current: 1, keys: { '1': randomBytes(32).toString('base64url') } })
  return {
    undersigned: 'keyring/1',
    wrap: one(),
    signer: one(),
    address: one(),
    answer: one(),
    network: one(),
  }
}

/** A link instead of a rename: of two processes that make a keyring at once, both use the first one's. */
async function writeNew(file: string, content: KeyringFile): Promise<void> {
  const temporary = `${file}.${process.pid}.part`
  const handle = await open(temporary, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw new KeyringError('unwritable', unwritable(file, cause), { cause })
  })
  try {
    await handle.writeFile(`${JSON.stringify(content, undefined, 2)}\n`)
    await handle.sync()
    await link(temporary, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await handle.close()
    await unlink(temporary)
  }
  const folder = await open(dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Of the name that was given: the temporary one was typed by nobody. */
function unwritable(file: string, { code }: NodeJS.ErrnoException): string {
  return code === 'ENOENT'
    ? `There is no folder ${dirname(file)} for the keyring: make it first, or name another file with --keys-file.`
    : `The keyring ${file} cannot be made (${code}): let this user write there, or name another file with --keys-file.`
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new KeyringError('unreadable', `The keyring ${file} cannot be read: ${error.message}`, {
      cause: error,
    })
  })
}

/** Says nothing about the content: it is secret. */
function parse(file: string, text: string): KeyringFile {
  try {
    const result = KeyringFile.safeParse(JSON.parse(text))
    if (result.success) return result.data
  } catch {
    // Falls through: a syntax error's message would quote the file.
  }
  throw new KeyringError(
    'unreadable',
    `${file} is no keyring of undersigned, or is damaged: put the exported keys back.`,
  )
}

function keysOf(content: KeyringFile): Record<Purpose, PurposeKeys> {
  const entries = purposes.map((purpose) => {
    const { current, keys } = content[purpose]
    const objects = Object.entries(keys).map(
      ([id, key]) => [Number(id), createSecretKey(Buffer.from(key, 'base64url'))] as const,
    )
    return [purpose, { current, keys: new Map(objects) }] as const
  })
  return Object.fromEntries(entries) as Record<Purpose, PurposeKeys> // one entry a purpose
}

/** Over the oldest key of each purpose: keys that are added later leave it as it is. */
function fingerprintOf(content: KeyringFile): string {
  const digest = createHash('sha256').update('undersigned/fingerprint/1')
  for (const purpose of purposes) {
    const { keys } = content[purpose]
    const oldest = Math.min(...Object.keys(keys).map(Number))
    digest.update(`\0${purpose}\0${keys[oldest]}`)
  }
  return digest.digest('hex').slice(0, 32)
}
