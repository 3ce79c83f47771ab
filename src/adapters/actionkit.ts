import { formAdapter } from './form.ts'
import type { Kit } from './kit.ts'
import { consentsOf, declarationsOf, lacking, namesOf, pairsOf, type Names } from './mapping.ts'
import { base, isRecord, optionsOf, switchOf } from './options.ts'
import type { MakeAdapter } from './registry.ts'
import { answerOf, consentNamed, unnamed } from './subscription.ts'

const usual: Names = {
  name: 'name',
  given: 'first_name',
  family: 'last_name',
  email: 'email',
  country: 'country',
  postcode: 'postal',
  city: 'city',
  phone: 'mobile_phone',
  organisation: 'action_organisation',
  comment: 'action_comment',
  source: 'source',
  partner: 'action_partner',
}

/**
 * ActionKit: `endpoint` is the organisation's host, `petition` the short name of the page. Its answers cannot be read
 * from another site, so a yes is no more than "passed on", unless the host was made to allow it (`opaque: false`).
 */
export const actionkit =
  (kit: Kit): MakeAdapter =>
  (options) => {
    const own = optionsOf(
      options,
      'fields',
      'constants',
      'subscription',
      'consents',
      'declarations',
      'opaque',
    )
    const subscription = consentNamed(own['subscription'], 'subscription')
    const always = pairsOf(own['constants'], 'backendOptions.constants')
    const consents = consentsOf(own['consents'], pairsOf)
    return formAdapter(
      {
        url: () => `${base(options)}/rest/v1/action/`,
        fields: namesOf(own['fields'], usual),
        constants: (page) => [['page', page], ...always],
        // What is said by being subscribed need not be said once more.
        consents: { ...(subscription && { [subscription]: false }), ...consents },
        declarations: declarationsOf(own['declarations'], pairsOf),
        yes: switchOf(own['opaque'], 'opaque', true)
          ? 'opaque'
          : ({ status, value }) => status === 201 && isRecord(value) && 'action_id' in value,
        objection: (petition) =>
          unnamed(petition, subscription, 'subscription', own['subscription']) ??
          lacking(petition, 'email'),
        // Whoever takes part is subscribed there, unless this says otherwise.
        besides: (signature) =>
          answerOf(signature, subscription) ? [] : [['suppress_subscribe', '1']],
      },
      kit,
    )
  }
