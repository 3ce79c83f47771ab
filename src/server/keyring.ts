import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import { canonicalEmail, canonicalisation } from './email.ts'
import { createMac, type Mac } from './hmac.ts'
import { KeyringError, readOrMakeKeys, type Purpose, type PurposeKeys } from './keyring-file.ts'
import { createRandomPool } from './random-pool.ts'

export { KeyringError } from './keyring-file.ts'

/**
 * The keys outside the database, one purpose each. Everything here is synchronous; 16-byte digests are truncated
 * HMAC-SHA-256.
 */
export interface Keyring {
  /** Names this keyring without telling anything about its keys; a store remembers the one it was made with. */
  readonly fingerprint: string
  /** Key and rules for signers of new petitions; pinned by a petition at its first `put`. */
  readonly signerScheme: number
  /** Who signs: the same for every spelling of an address, different in every petition. */
  signer(scheme: number, slug: string, email: string): Uint8Array
  /** To whom mail goes, over all petitions: for mail caps and suppression. */
  address(email: string): Uint8Array
  /** An idempotency key, so that the stored one is no identifier. */
  answer(slug: string, key: string): Uint8Array
  /** The body of a request, as canonical JSON. */
  bodyMac(slug: string, canonicalJson: string): Uint8Array
  /** The idempotency key of a plain form, a UUID that stays the same for ten minutes. */
  pageKey(slug: string, canonicalJson: string, now: number): string
  /** Wraps a petition's data key; the other way round with the `wrapId` that came with it. */
  wrap(key: Uint8Array): { wrapId: number; wrapped: Uint8Array }
  unwrap(wrapId: number, wrapped: Uint8Array): Uint8Array
}

const pageKeyMs = 10 * 60 * 1000
const wrapContext = Buffer.from('undersigned/wrap/1')

/**
 * Opens the keyring, or makes it where `create` says that there is no store yet that needs another.
 * @throws KeyringError
 */
export async function openKeyring(file: string, { create }: { create: boolean }): Promise<Keyring> {
  const { fingerprint, keys } = await readOrMakeKeys(file, { create })
  const nonce = createRandomPool()
  const macs = new Map<KeyObject, Mac>()
  const mac = (key: KeyObject, text: string): Uint8Array => {
    const ready = macs.get(key) ?? createMac(key)
    macs.set(key, ready)
    return ready(text)
  }

  return {
    fingerprint,
    signerScheme: keys.signer.current * 256 + canonicalisation,
    signer(scheme, slug, email) {
      if (scheme % 256 !== canonicalisation) {
        throw new KeyringError(
          'unknown-key',
          `The signer scheme ${scheme} is none of this version's.`,
        )
      }
      return mac(
        keyOf(keys, 'signer', Math.floor(scheme / 256)),
        `${slug}\0${canonicalEmail(email)}`,
      )
    },
    address: (email) => mac(currentOf(keys, 'address'), canonicalEmail(email)),
    answer: (slug, key) => mac(currentOf(keys, 'answer'), `key\0${slug}\0${key}`),
    bodyMac: (slug, canonicalJson) =>
      mac(currentOf(keys, 'answer'), `body\0${slug}\0${canonicalJson}`),
    pageKey(slug, canonicalJson, now) {
      const window = Math.floor(now / pageKeyMs)
      return uuid(mac(currentOf(keys, 'answer'), `page\0${slug}\0${window}\0${canonicalJson}`))
    },
    wrap(key) {
      const iv = nonce(12)
      const cipher = createCipheriv('aes-256-gcm', currentOf(keys, 'wrap'), iv).setAAD(wrapContext)
      const wrapped = Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()])
      return { wrapId: keys.wrap.current, wrapped }
    },
    unwrap(wrapId, wrapped) {
      const bytes = Buffer.from(wrapped)
      const cipher = createDecipheriv(
        'aes-256-gcm',
        keyOf(keys, 'wrap', wrapId),
        bytes.subarray(0, 12),
      )
      cipher.setAAD(wrapContext).setAuthTag(bytes.subarray(-16))
      return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()])
    },
  }
}

function currentOf(keys: Record<Purpose, PurposeKeys>, purpose: Purpose): KeyObject {
  return keyOf(keys, purpose, keys[purpose].current)
}

function keyOf(keys: Record<Purpose, PurposeKeys>, purpose: Purpose, id: number): KeyObject {
  const key = keys[purpose].keys.get(id)
  if (key) return key
  throw new KeyringError(
    'unknown-key',
    `The keyring has no ${purpose} key ${id}, which the store was used with.`,
  )
}

/** RFC 9562, version 8: made by us. */
function uuid(bytes: Uint8Array): string {
  const copy = Buffer.from(bytes)
  copy[6] = ((copy[6] ?? 0) & 0x0f) | 0x80
  copy[8] = ((copy[8] ?? 0) & 0x3f) | 0x80
  return copy.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
