import type { Signature } from '../schema/index.ts'
import { ask } from './ask.ts'
import { foreign, refused } from './foreign.ts'
import type { Kit } from './kit.ts'
import { customOf, customValues, lackingAny, misfit, namedOf, namesOf } from './mapping.ts'
import { OptionError } from './option-error.ts'
import { base, isRecord, only, optionsOf, recordOf, switchOf, textsOf } from './options.ts'
import type { MakeAdapter } from './registry.ts'
import { answerOf, consentNamed, unnamed } from './subscription.ts'

const taken = ['given', 'family', 'email', 'country', 'postcode', 'city', 'phone', 'comment']

/**
 * Action Network: `endpoint` is `https://actionnetwork.org`, `petition` the id of the petition there. It subscribes whoever
 * signs, so the page has to say in `withoutSubscription` what marks a person who did not agree to that. It answers the
 * same to a signature it has taken and to one it has not, so a yes is no more than "passed on".
 */
export const actionNetwork =
  (kit: Kit): MakeAdapter =>
  (options) => {
    const own = optionsOf(
      options,
      'subscription',
      'withoutSubscription',
      'tags',
      'fields',
      'consents',
      'declarations',
      'autoresponse',
    )
    const subscription = consentNamed(own['subscription'], 'subscription')
    const tags = textsOf(own['tags'] ?? [], 'backendOptions.tags')
    const without = withoutSubscription(own['withoutSubscription'])
    const fields = namesOf(own['fields'], {}, ['name', 'organisation', 'partner', 'locale'])
    const consents = {
      // What is said by being subscribed need not be said once more.
      ...(subscription && { [subscription]: false as const }),
      ...customOf(own['consents'], 'consents'),
    }
    const declarations = customOf(own['declarations'], 'declarations')
    const autoresponse = switchOf(own['autoresponse'], 'autoresponse', true)

    const bodyOf = (signature: Signature) => {
      const isSubscribed = answerOf(signature, subscription) === true
      const { given, family, email, country, postcode, city, phone, comment, source } = signature
      const place = {
        ...(country && { country }),
        ...(postcode && { postal_code: postcode }),
        ...(city && { locality: city }),
      }
      const custom = Object.fromEntries([
        ...namedOf(fields, signature),
        ...customValues(signature, consents, declarations),
      ])
      return {
        person: {
          ...(given && { given_name: given }),
          ...(family && { family_name: family }),
          // Without a status, somebody who once left the list stays off it.
          ...(email && {
            email_addresses: [{ address: email, ...(isSubscribed && { status: 'subscribed' }) }],
          }),
          ...(phone && { phone_numbers: [{ number: phone }] }),
          ...(Object.keys(place).length > 0 && { postal_addresses: [place] }),
          ...(Object.keys(custom).length > 0 && { custom_fields: custom }),
        },
        ...(comment && { comments: comment }),
        ...(source && { 'action_network:referrer_data': { source } }),
        add_tags: isSubscribed ? tags : [...tags, ...without],
        triggers: { autoresponse: { enabled: autoresponse } },
      }
    }

    return foreign({
      objection: (petition) =>
        unnamed(petition, subscription, 'subscription', own['subscription']) ??
        misfit(petition, [...taken, ...Object.keys(fields)], { consents, declarations }) ??
        lackingAny(petition, 'email', 'phone'),
      async send(signature, { petition, signal }) {
        const url = `${base(options)}/api/v2/petitions/${encodeURIComponent(petition)}/signatures`
        const heard = await ask({ url, body: bodyOf(signature), signal }, kit)
        const { status, value, isEmpty } = heard
        const isTaken = isEmpty || (isRecord(value) && !('error' in value))
        return status === 200 && isTaken ? undefined : refused(heard, url, kit)
      },
    })
  }

/** What tells a person who did not agree to the mails apart from those who did; the page has to say it. */
function withoutSubscription(value: unknown): string[] {
  const where = 'backendOptions.withoutSubscription'
  const tags = textsOf(only(recordOf(value, where), where, 'tags')['tags'] ?? [], `${where}.tags`)
  if (tags.length > 0) return tags
  throw new OptionError(
    where,
    value,
    'tags for those who did not agree to mails, such as {"tags": ["petition-only"]}: Action Network subscribes whoever signs',
  )
}
