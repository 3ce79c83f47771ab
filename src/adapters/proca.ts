import type { IssueCode, Refusal, Signature } from '../schema/index.ts'
import { ask, type Heard } from './ask.ts'
import { counter } from './count.ts'
import { foreign, refusal, refused } from './foreign.ts'
import type { Kit } from './kit.ts'
import { customOf, customValues, misfit, namedOf, namesOf } from './mapping.ts'
import { OptionError } from './option-error.ts'
import { base, isRecord, optionsOf, textOf, valueAt, type Values } from './options.ts'
import type { MakeAdapter } from './registry.ts'
import { answerOf, consentNamed, unnamed } from './subscription.ts'

const taken = ['name', 'given', 'family', 'email', 'phone', 'country', 'postcode', 'city']

const mutation =
  'mutation sign($page:Int!,$action:ActionInput!,$contact:ContactInput!,$privacy:ConsentInput!,$tracking:TrackingInput){addActionContact(actionPageId:$page,action:$action,contact:$contact,privacy:$privacy,tracking:$tracking){contactRef}}'
const query = 'query count($page:Int!){actionPage(id:$page){campaign{stats{supporterCount}}}}'

/** Our fields by the last part of an error's path there. */
const fieldsThere: Record<string, string> = {
  name: 'name',
  first_name: 'given',
  last_name: 'family',
  email: 'email',
  phone: 'phone',
  country: 'country',
  postcode: 'postcode',
  locality: 'city',
}

/**
 * Proca: `endpoint` is its API, `https://api.proca.app/api`, `petition` the number of the action page. `optIn` and
 * `leadOptIn` name the consents to mails of the page's owner and of the campaign's leader; what was not asked is sent as
 * not asked.
 */
export const proca =
  (kit: Kit): MakeAdapter =>
  (options) => {
    const own = optionsOf(
      options,
      'actionType',
      'optIn',
      'leadOptIn',
      'fields',
      'consents',
      'declarations',
    )
    const actionType = textOf(own['actionType'] ?? 'register', 'backendOptions.actionType')
    const optIn = consentNamed(own['optIn'], 'optIn')
    const leadOptIn = consentNamed(own['leadOptIn'], 'leadOptIn')
    if (optIn !== undefined && optIn === leadOptIn)
      throw new OptionError('backendOptions.leadOptIn', leadOptIn, 'another consent than "optIn"')
    const fields = namesOf(own['fields'], { comment: 'comment', organisation: 'organisation' }, [
      'comment',
      'organisation',
      'locale',
    ])
    const others = customOf(own['consents'], 'consents')
    const declarations = customOf(own['declarations'], 'declarations')
    // What is said by a flag need not be said once more.
    const flags = [optIn, leadOptIn].filter((id) => id !== undefined)
    const consents = { ...Object.fromEntries(flags.map((id) => [id, false as const])), ...others }

    const variablesOf = (signature: Signature, petition: string) => {
      const { name, given, family, email, phone, country, postcode, city, partner, source } =
        signature
      const custom = [
        ...namedOf(fields, signature),
        ...customValues(signature, consents, declarations),
      ]
      return {
        page: pageOf(petition),
        action: {
          actionType,
          ...(custom.length > 0 && { customFields: JSON.stringify(Object.fromEntries(custom)) }),
        },
        contact: {
          ...(name && { name }),
          ...(given && { firstName: given }),
          ...(family && { lastName: family }),
          ...(email && { email }),
          ...(phone && { phone }),
          address: {
            ...(country && { country }),
            ...(postcode && { postcode }),
            ...(city && { locality: city }),
          },
        },
        privacy: {
          optIn: answerOf(signature, optIn) ?? null,
          leadOptIn: answerOf(signature, leadOptIn) ?? null,
        },
        // All or none of these are wanted there.
        ...((source ?? partner) && {
          tracking: {
            source: source ?? 'unknown',
            medium: 'unknown',
            campaign: 'unknown',
            content: partner ?? '',
          },
        }),
      }
    }
    const count = counter(
      {
        name: 'proca',
        url: (petition) =>
          `${base(options)}?${new URLSearchParams({ query, variables: JSON.stringify({ page: pageOf(petition) }) })}`,
        read(value) {
          const path = ['data', 'actionPage', 'campaign', 'stats', 'supporterCount']
          const found = valueAt(value, path)
          return typeof found === 'number' ? { count: found } : undefined
        },
      },
      kit,
    )

    return foreign({
      tally: count.tally!, // every counter has one
      objection(petition) {
        try {
          pageOf(petition.id)
        } catch (error) {
          return error as OptionError // nothing else is thrown there
        }
        const named = { optIn, leadOptIn }
        const unknown = Object.entries(named).flatMap(([option, id]) =>
          id === undefined ? [] : (unnamed(petition, id, option) ?? []),
        )
        // Who is asked for consent is asked by somebody: the page says which of the two.
        const said = own['optIn'] ?? own['leadOptIn'] ?? own['consents']
        return (
          unknown[0] ??
          (said === undefined ? unnamed(petition, undefined, 'optIn') : undefined) ??
          misfit(petition, [...taken, ...Object.keys(fields)], { consents, declarations })
        )
      },
      async send(signature, { petition, signal }) {
        const url = base(options)
        const variables = variablesOf(signature, petition)
        const body = { query: mutation, operationName: 'sign', variables }
        const heard = await ask({ url: `${url}?id=${variables.page}`, body, signal }, kit)
        return isTaken(heard) ? undefined : refusedBy(heard, url, kit)
      },
    })
  }

function pageOf(petition: string): number {
  if (/^[1-9]\d{0,8}$/.test(petition)) return Number(petition)
  throw new OptionError('petition', petition, 'the number of an action page')
}

/** A yes has a reference and no errors; there is status 200 for both. */
function isTaken({ status, value }: Heard): boolean {
  if (status !== 200 || !isRecord(value) || 'errors' in value) return false
  const data = isRecord(value['data']) ? value['data'] : {}
  const said = data['addActionContact']
  return isRecord(said) && typeof said['contactRef'] === 'string' && said['contactRef'] !== ''
}

/** The fields that are wrong, by their paths; the sentences are in English and for nobody here. */
function refusedBy(heard: Heard, url: string, kit: Kit): Refusal {
  const { value, status } = heard
  const errors = isRecord(value) ? value['errors'] : undefined
  if (status !== 200 || !Array.isArray(errors) || errors.length === 0)
    return refused(heard, url, kit)
  const issues = errors.filter(isRecord).flatMap(({ path }: Values) => {
    const last: unknown = Array.isArray(path) ? path.at(-1) : undefined
    const field =
      typeof last === 'string' && Object.hasOwn(fieldsThere, last) ? fieldsThere[last] : undefined
    const code: IssueCode = 'format'
    return field ? [{ field, code, message: '' }] : []
  })
  return refusal('invalid', { status, issues })
}
