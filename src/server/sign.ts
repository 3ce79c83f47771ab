import {
  fieldNames,
  readPostcode,
  tidy,
  type FieldName,
  type Receipt,
  type Signature,
} from '../schema/index.ts'
import { canonicalJson } from './canonical-json.ts'
import { checkSignature, readSignature } from './check.ts'
import type { Counts } from './counts.ts'
import { publicDocument } from './document.ts'
import { statusRefusal } from './guards/status.ts'
import type { Keyring } from './keyring.ts'
import { hashSecret, newSecret } from './link.ts'
import type { KnownPetition } from './petitions.ts'
import { createRandomPool } from './random-pool.ts'
import { Refused } from './refused.ts'
import type { Personal, Seals } from './seal.ts'
import { isOver, type Store } from './store/store.ts'
import { createTurn } from './turn.ts'

/** An attempt that was never confirmed is kept for a week at most. */
const keptMs = 7 * 24 * 60 * 60_000

/** One sending of the form, from a page with the widget or from the plain form. */
export interface Sending {
  petition: KnownPetition
  /** The idempotency key: a UUID. */
  key: string
  /** Whether the key was made of the answers alone: it then begins another attempt where the one before is over. */
  anew?: boolean
  /** The parsed body. */
  body: Record<string, unknown>
  /** The origin of the page, in its normal form; null when no browser sent it. */
  origin: string | null
  /** A refusal that stands already, unless the same key was answered before. */
  refused: Refused | undefined
}

export interface SigningParts {
  store: Store
  keyring: Keyring
  seals: Seals
  counts: Counts
  settings: { publicUrl: string }
  now: () => number
  /** Whether mail can be sent to a local part beyond ASCII. */
  takesUtf8: () => boolean
  /** To be told when an attempt is on disk: its mail is due. */
  wakeMail: () => void
}

export type Sign = (sending: Sending) => Promise<Receipt>

/**
 * Takes a signature (section 7 of the server's design): the same steps, the same write and the same answer whoever
 * signs. Nothing here reads what is known about the person.
 */
export function createSign(parts: SigningParts): Sign {
  const { store, keyring, now, wakeMail } = parts
  const newId = createRandomPool()
  const turn = createTurn()

  return async (sending) => {
    const { petition, key, body, anew = false } = sending
    await turn()
    const answer = keyring.answer(petition.slug, key)
    const bodyMac = keyring.bodyMac(petition.slug, canonicalJson(body))

    const read = sending.refused ?? readAgainst(parts, sending)
    if (read instanceof Refused) {
      // The same key and body get the same bytes, also when the petition has closed since.
      const stored = await store.answer({ petition: petition.no, answer })
      if (!stored || (anew && isOver(stored.state))) throw read
      if (!Buffer.from(stored.bodyMac).equals(bodyMac)) throw new Refused('key-reused')
      return receipt(stored)
    }

    const id = newId(16)
    const received = now()
    const { personal, confirmHash, withdrawHash } = personalOf(read, sending)
    const trapped = Boolean(read.trap)
    const result = await store.sign({
      petition: petition.no,
      id,
      partnerNo: petition.partners.get(read.partner ?? '') ?? 0,
      state: trapped ? 'held' : 'pending',
      reason: trapped ? 'trap' : null,
      signer: keyring.signer(petition.record.signerScheme, petition.slug, personal.email),
      answer,
      bodyMac,
      confirmHash,
      withdrawHash,
      sealed: await parts.seals.seal(petition, id, personal),
      revision: read.shown,
      received,
      expires: received + keptMs,
      anew,
    })
    if (result.kind === 'key-reused') throw new Refused('key-reused')
    wakeMail()
    return receipt(result.kind === 'replayed' ? result : { id, received })
  }
}

/** The signature, checked against the document that was shown; or why it is refused. */
function readAgainst(parts: SigningParts, { petition, body }: Sending): Signature | Refused {
  const { counts, now, settings, takesUtf8 } = parts
  const closed = statusRefusal(petition, now())
  if (closed) return closed
  const { signature, issues } = readSignature(body)
  if (!signature) return new Refused('invalid', { issues })
  const shown = petition.isGood(signature.shown, now()) && petition.shownAs(signature.shown)
  if (!shown)
    return new Refused('stale', { petition: publicDocument(petition, counts, settings.publicUrl) })
  const faults = checkSignature(signature, shown.asked, takesUtf8())
  return faults.length > 0 ? new Refused('invalid', { issues: faults }) : signature
}

function personalOf(signature: Signature, { petition, origin }: Sending) {
  const confirmSecret = newSecret()
  const withdrawSecret = newSecret()
  const given: Partial<Record<FieldName, string>> = {}
  for (const name of fieldNames) {
    const value = signature[name] && tidy(signature[name])
    if (value) given[name] = value
  }
  if (given.postcode) {
    given.postcode = readPostcode(given.country ?? '', given.postcode) ?? given.postcode
  }
  const { declarations, consents = {}, source, locale = petition.file.lang } = signature
  const personal: Personal = {
    ...given,
    // Every petition requires an address: `petition put` takes none that does not.
    email: given.email ?? '',
    consents,
    locale,
    confirmSecret,
    withdrawSecret,
    ...(declarations && { declarations }),
    ...(source && { source }),
    ...(origin && { origin }),
  }
  return {
    personal,
    confirmHash: hashSecret(confirmSecret),
    withdrawHash: hashSecret(withdrawSecret),
  }
}

/** Made from what every attempt has, so that a replay needs nothing personal. */
function receipt({ id, received }: { id: Uint8Array; received: number }): Receipt {
  return {
    outcome: 'pending',
    receipt: { id: base64url(id), at: new Date(received).toISOString() },
  }
}

function base64url({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64url')
}
