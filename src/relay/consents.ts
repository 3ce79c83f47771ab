import type { FieldName } from '../schema/index.ts'
import type { RelayPetitionFile, TargetKind, Told } from './relay-file.ts'

type Problem = { path: string; message: string }

/** The field by which a product decides whether somebody gets mails, as far as it has one of its own. */
const subscription: Partial<Record<TargetKind, string>> = {
  'nation-builder': 'email_opt_in',
  'every-action': 'isSubscribed',
}

/** What a product has a place for; the rest is left out only where the file says so. */
const places: Record<Exclude<TargetKind, 'webhook'>, readonly FieldName[]> = {
  'nation-builder': [
    ...(['name', 'given', 'family', 'email', 'country', 'postcode', 'city', 'phone'] as const),
    'organisation',
    'comment',
  ],
  'every-action': ['name', 'given', 'family', 'email', 'country', 'postcode', 'city', 'phone'],
  'engaging-networks': ['name', 'given', 'family', 'email', 'country', 'postcode', 'city', 'phone'],
}

/**
 * What is wrong with what a target is told of consents. A webhook gets the answers as they are; every other product may
 * subscribe people by itself, so what it is told of a no has to be written down, field by field.
 */
export function consentProblems({ consents, fields, target }: RelayPetitionFile): Problem[] {
  if (target.kind === 'webhook') return []
  const problems: Problem[] = []
  const add = (path: string, message: string) => problems.push({ path: `target.${path}`, message })
  const setters = new Map<string, string>()
  const set = (by: string, told: Told) => {
    for (const key of Object.keys(told)) {
      const other = setters.get(key)
      if (other !== undefined && other !== by)
        add(by, `sets "${key}", which ${other} sets too: one answer would overwrite the other`)
      setters.set(key, by)
    }
  }

  set('everyone', target.everyone)
  for (const id of Object.keys(target.consents))
    if (!consents.some((consent) => consent.id === id))
      add(`consents.${id}`, 'is no consent of this petition')

  const field = subscription[target.kind]
  for (const { id, purpose } of consents) {
    const path = `consents.${id}`
    const mapping = target.consents[id]
    if (!mapping) {
      add(path, 'is missing: say what the product is told for yes and for no')
      continue
    }
    set(path, { ...mapping.yes, ...mapping.no })
    for (const [key, value] of Object.entries(mapping.yes)) {
      if (mapping.no[key] === undefined)
        add(
          `${path}.no`,
          `does not set "${key}": people who said no might be subscribed by default. Say what is right for them`,
        )
      else if (mapping.no[key] === value)
        add(`${path}.no`, `sets "${key}" as yes does: a no would count as a yes`)
    }
    if (!field || !(field in { ...mapping.yes, ...mapping.no })) continue
    if (mapping.no[field] !== false) add(`${path}.no`, `must set "${field}" to false`)
    if (purpose === 'processing')
      add(path, `sets "${field}": who agrees to the processing has not asked for mails`)
  }

  if (field && setters.get(field) === undefined)
    add(
      'everyone',
      `must set "${field}" to false, or a consent has to set it: else ${target.kind} may subscribe people who were never asked`,
    )
  if (field && setters.get(field) === 'everyone' && target.everyone[field] !== false)
    add('everyone', `must set "${field}" to false: nobody was asked whether they want mails`)
  if (!field && setters.size === 0)
    add(
      'everyone',
      'is missing: without a consent that is told, write down what the page is told of people who were never asked, such as {"question.123": "N"}',
    )

  const known: readonly string[] = places[target.kind]
  const { leaveOut } = target
  for (const entry of fields) {
    const name = (typeof entry === 'string' ? entry : entry.name).replace(/\?$/, '')
    if (!known.includes(name) && !(leaveOut as readonly string[]).includes(name))
      add('leaveOut', `must name "${name}": ${target.kind} has no place for it`)
  }
  return problems
}

/** What a target is told of one person's answers. Whoever did not answer has not said yes. */
export function toldOf(
  target: { consents: Record<string, { yes: Told; no: Told }>; everyone: Told },
  answers: Record<string, boolean>,
): Told {
  const said = Object.entries(target.consents).map(([id, { yes, no }]) =>
    answers[id] === true ? yes : no,
  )
  return Object.assign({}, target.everyone, ...said) as Told
}
