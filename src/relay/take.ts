import { fieldNames, readPostcode, tidy, type Receipt, type Signature } from '../schema/index.ts'
import {
  canonicalJson,
  checkSignature,
  createRandomPool,
  embedRefusal,
  readSignature,
  Refused,
  statusRefusal,
} from '../server/index.ts'
import type { RelayPetition } from './config.ts'
import type { Answered, Outbox } from './outbox/outbox.ts'
import type { Passed } from './targets/target.ts'

/** One sending of the form. */
export interface Taking {
  petition: RelayPetition & { no: number }
  /** The idempotency key: a UUID. */
  key: string
  body: Record<string, unknown>
  origin: string | null
}

/**
 * Takes a signature into the outbox. The yes is "accepted": it is on disk here and will be passed on, and whether the
 * other side counts it, or asks the person to confirm, is not known yet and so not claimed.
 */
export function createTake(options: {
  outbox: Outbox
  now: () => number
  /** To be told when something is due. */
  wake: (petition: number) => void
}): (taking: Taking) => Promise<Receipt> {
  const { outbox, now, wake } = options
  const { keyring, seals } = outbox
  const newId = createRandomPool()

  return async (taking) => {
    const { petition, key, body, origin } = taking
    const answer = keyring.answer(petition.slug, key)
    const bodyMac = keyring.bodyMac(petition.slug, canonicalJson(body))
    const replayed = (before: Answered) => {
      if (!Buffer.from(before.bodyMac).equals(bodyMac)) throw new Refused('key-reused')
      return receipt(before)
    }

    const read = readAgainst(taking, now())
    if (read instanceof Refused) {
      // The same key and body get the same bytes, also when the petition has closed since.
      const before = outbox.answered(petition.no, answer)
      if (!before) throw read
      return replayed(before)
    }

    const id = newId(16)
    const received = now()
    const passed = passedOf(read, origin)
    const taken = await outbox.take({
      petition: petition.no,
      id,
      answer,
      bodyMac,
      signer: keyring.signer(keyring.signerScheme, petition.slug, passed.email),
      sealed: await seals.seal({ no: petition.no, slug: petition.slug }, id, passed),
      received,
      state: read.trap ? 'held' : 'due',
    })
    if (taken.kind === 'answered') return replayed(taken)
    wake(petition.no)
    return receipt({ id, received })
  }
}

function readAgainst({ petition, body, origin }: Taking, now: number): Signature | Refused {
  const no = embedRefusal(petition, origin, '') ?? statusRefusal(petition, now)
  if (no) return no
  const { signature, issues } = readSignature(body)
  if (!signature) return new Refused('invalid', { issues })
  // Whether the other side can mail to such an address is not known, so it is not refused.
  const faults = checkSignature(signature, petition.asked, true)
  return faults.length > 0 ? new Refused('invalid', { issues: faults }) : signature
}

function passedOf(signature: Signature, origin: string | null): Passed {
  const given: Partial<Passed> = {}
  for (const name of fieldNames) {
    const value = signature[name] && tidy(signature[name])
    if (value) given[name] = value
  }
  if (given.postcode)
    given.postcode = readPostcode(given.country ?? '', given.postcode) ?? given.postcode
  const { consents = {}, declarations, locale, source, partner, shown } = signature
  return {
    ...given,
    // Every petition of a relay asks for an address.
    email: given.email ?? '',
    consents,
    shown,
    ...(declarations && { declarations }),
    ...(locale && { locale }),
    ...(source && { source }),
    ...(partner && { partner }),
    ...(origin && { origin }),
  }
}

function receipt({ id, received }: { id: Uint8Array; received: number }): Receipt {
  return {
    outcome: 'accepted',
    receipt: { id: idText(id), at: new Date(received).toISOString() },
  }
}

/** An id as it stands in the receipt, and as the other side gets it. */
export function idText(id: Uint8Array): string {
  return Buffer.from(id).toString('base64url')
}
