import type { Refusal, Signature } from '../schema/index.ts'
import { ask } from './ask.ts'
import { foreign, refused, type About } from './foreign.ts'
import type { Kit } from './kit.ts'
import { lacking, misfit, offOf, placed } from './mapping.ts'
import { base, isRecord, optionsOf } from './options.ts'
import type { MakeAdapter } from './registry.ts'
import { answerOf, consentNamed, unnamed } from './subscription.ts'

const taken = ['given', 'family', 'email', 'phone', 'postcode']

/** A token is good from five seconds after it was given until two minutes after; with a margin for the way. */
const earlyMs = 5_250
const lateMs = 115_000

/** What stands for a family name, which this backend wants of everybody and not everybody has. */
const none = '-'

/**
 * CiviCRM with the Inlay extension: `endpoint` is the address of its API, `…/civicrm/inlay-api`, `petition` the public id
 * of the inlay. It gives a token first, which is good after five seconds, so signing takes that long.
 */
export const civicrmInlay =
  (kit: Kit): MakeAdapter =>
  (options) => {
    const own = optionsOf(options, 'subscription', 'consents')
    const subscription = consentNamed(own['subscription'], 'subscription')
    const consents = {
      ...(subscription && { [subscription]: false as const }),
      ...offOf(own['consents'], 'consents'),
    }
    return foreign({
      objection: (petition) =>
        unnamed(petition, subscription, 'subscription', own['subscription']) ??
        misfit(petition, taken, { consents, declarations: {} }) ??
        lacking(petition, 'given', 'family', 'email'),
      send(signature, about) {
        placed(signature, consents, {})
        return send(base(options), bodyOf(signature, about, subscription), about, kit)
      },
    })
  }

function bodyOf(signature: Signature, { petition }: About, subscription: string | undefined) {
  const { given, family = none, email, phone, postcode, source, partner } = signature
  return {
    publicID: petition,
    first_name: given,
    last_name: family,
    email,
    ...(phone && { phone }),
    ...(postcode && { postcode }),
    // Only a yes to this very question is one.
    optin: answerOf(signature, subscription) === true ? 'yes' : 'no',
    location: source ?? partner ?? '',
  }
}

async function send(
  url: string,
  body: object,
  { signal }: About,
  kit: Kit,
): Promise<Refusal | undefined> {
  const { wire, Failure } = kit
  for (let isFirst = true; ; isFirst = false) {
    const first = await ask({ url, body, signal }, kit)
    const token = first.status === 200 && isRecord(first.value) ? first.value['token'] : undefined
    if (typeof token !== 'string' || token === '') return refused(first, url, kit)
    const givenAt = Date.now()
    await wire.sleep(earlyMs, signal)
    signal.throwIfAborted()
    // The device has slept meanwhile: nothing is stored yet, so another token may be asked for.
    if (Date.now() - givenAt > lateMs) continue
    const last = await ask({ url, body: { ...body, token }, signal }, kit)
    if (last.status === 200 && isRecord(last.value) && last.value['success'] === 1) return undefined
    // The answers were in order a moment ago, so it is the token: that is looked at before anything is stored.
    if (last.status === 400 && isRecord(last.value) && isFirst) continue
    if (last.status === 200)
      throw new Failure('unreadable', `An answer nobody understands from ${url}`)
    return refused(last, url, kit)
  }
}
