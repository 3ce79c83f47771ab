import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import type { Keyring } from './keyring.ts'
import { createRandomPool } from './random-pool.ts'
import type { Store } from './store/store.ts'

/** Everything about a person, and nothing of it is stored outside a seal. */
export interface Personal {
  name?: string
  given?: string
  family?: string
  /** As typed: mail goes there. */
  email: string
  country?: string
  postcode?: string
  city?: string
  phone?: string
  organisation?: string
  comment?: string
  declarations?: Record<string, true>
  consents: Record<string, boolean>
  /** BCP 47 tag of the words the person read. */
  locale: string
  /** Of the page; absent where the browser sent none. */
  origin?: string
  source?: string
  /** 16 bytes each as base64url: a repeated mail has the same links. */
  confirmSecret: string
  withdrawSecret: string
}

type PetitionKey = { no: number; slug: string }

/** Seals what is known of one person; what that is, is the owner's to say. */
export interface Seals<P extends object = Personal> {
  /** @param id 16 bytes: of the row, which the payload cannot leave */
  seal(petition: PetitionKey, id: Uint8Array, personal: P): Promise<Uint8Array>
  /** Rejects when the payload was changed, or sealed for another row or petition. */
  unseal(petition: PetitionKey, id: Uint8Array, sealed: Uint8Array): Promise<P>
}

interface DataKeys {
  current: { keyNo: number; key: KeyObject } | undefined
  byNo: Map<number, KeyObject>
}

// 0x01 ‖ number of the data key (2) ‖ nonce (12) ‖ ciphertext ‖ tag (16). 0x02 is kept for an organisation's public key.
const version = 0x01
const headerBytes = 1 + 2 + 12
const tagBytes = 16

/** Seals with a key a petition, which is wrapped in the store: destroying that row makes all of it unreadable. */
export function createSeals<P extends object = Personal>({
  store,
  keyring,
  now = Date.now,
}: {
  store: Pick<Store, 'dataKeys' | 'addDataKey'>
  keyring: Keyring
  now?: () => number
}): Seals<P> {
  const nonce = createRandomPool()
  const known = new Map<number, Promise<DataKeys>>()

  return {
    async seal(petition, id, personal) {
      const { current } = await keysOf(petition.no, { make: true })
      if (!current) throw new Error(`Petition ${petition.no} has no data key`)
      const iv = nonce(12)
      const cipher = createCipheriv('aes-256-gcm', current.key, iv)
      cipher.setAAD(boundTo(petition.slug, id))
      const ciphertext = cipher.update(JSON.stringify(personal), 'utf8')
      cipher.final() // empty: GCM is a stream
      const sealed = Buffer.allocUnsafe(headerBytes + ciphertext.length + tagBytes)
      sealed[0] = version
      sealed.writeUInt16BE(current.keyNo, 1)
      sealed.set(iv, 3)
      sealed.set(ciphertext, headerBytes)
      sealed.set(cipher.getAuthTag(), headerBytes + ciphertext.length)
      return sealed
    },

    async unseal(petition, id, sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      if (bytes.length < headerBytes + tagBytes || bytes[0] !== version) {
        throw new Error('A sealed payload has a form this version does not know')
      }
      const key = await keyNo(petition.no, bytes.readUInt16BE(1))
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(3, headerBytes))
      cipher.setAAD(boundTo(petition.slug, id)).setAuthTag(bytes.subarray(-tagBytes))
      const text = Buffer.concat([
        cipher.update(bytes.subarray(headerBytes, -tagBytes)),
        cipher.final(),
      ])
      return JSON.parse(text.toString('utf8')) as P // authenticated: it is what seal() wrote
    },
  }

  async function keyNo(petition: number, no: number): Promise<KeyObject> {
    const key = (await keysOf(petition)).byNo.get(no)
    if (key) return key
    known.delete(petition) // another process may have made it since
    const fresh = (await keysOf(petition)).byNo.get(no)
    if (!fresh)
      throw new Error(`Data key ${no} of petition ${petition} is not there: it was destroyed`)
    return fresh
  }

  function keysOf(petition: number, { make = false } = {}): Promise<DataKeys> {
    const before = known.get(petition)
    const keys = before
      ? before.then((found) => (make && !found.current ? load(petition, make) : found))
      : load(petition, make)
    if (keys !== before) {
      known.set(petition, keys)
      // A failure is not remembered.
      keys.catch(() => known.delete(petition))
    }
    return keys
  }

  async function load(petition: number, make: boolean): Promise<DataKeys> {
    let records = await store.dataKeys(petition)
    if (records.length === 0 && make) {
      await store.addDataKey({
        petition,
        keyNo: 1,
        ...keyring.wrap(randomBytes(32)),
        created: now(),
      })
      // Read again: another process may have been first, then its key is the one.
      records = await store.dataKeys(petition)
    }
    const byNo = new Map(
      records.map(({ keyNo: no, wrapId, wrapped }) => [
        no,
        createSecretKey(keyring.unwrap(wrapId, wrapped)),
      ]),
    )
    const last = records.at(-1)?.keyNo
    const key = last === undefined ? undefined : byNo.get(last)
    return { byNo, current: last === undefined || !key ? undefined : { keyNo: last, key } }
  }
}

function boundTo(slug: string, id: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`undersigned/1\0${slug}\0`), id])
}
