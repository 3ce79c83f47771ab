import type { Petition, Refusal, Signature } from '../schema/index.ts'
import { ask, type Heard } from './ask.ts'
import { foreign, refused, type About } from './foreign.ts'
import type { Kit } from './kit.ts'
import {
  consentsOf,
  declarationsOf,
  madeOf,
  misfit,
  namedOf,
  namesOf,
  pairsOf,
  partsOf,
  type Consents,
  type Names,
} from './mapping.ts'
import { OptionError } from './option-error.ts'
import { only, optionsOf, recordOf, switchOf, textOf, valueAt } from './options.ts'
import type { MakeAdapter } from './registry.ts'

type Pairs = [string, string][]

/** How signatures become the fields of a form. */
export interface FormPlan {
  url: (petition: string) => string
  fields: Names
  constants: (petition: string) => Pairs
  consents: Consents<Pairs>
  declarations: Record<string, Pairs | false>
  /** Whether an answer that can be read is a yes; `opaque` where none can. */
  yes: ((heard: Heard) => boolean) | 'opaque'
  /** Besides what every form says. */
  objection?: (petition: Petition) => OptionError | undefined
  /** What else goes with these answers. */
  besides?: (signature: Signature) => Pairs
}

/** The adapter of a backend that takes a form. No header of ours goes along, so the browser asks for no permission. */
export function formAdapter(plan: FormPlan, kit: Kit) {
  return foreign({
    objection: (petition) =>
      plan.objection?.(petition) ?? misfit(petition, Object.keys(plan.fields), plan),
    send: (signature, about) => send(plan, signature, about, kit),
  })
}

async function send(
  plan: FormPlan,
  signature: Signature,
  { petition, signal }: About,
  kit: Kit,
): Promise<Refusal | undefined> {
  const body = new URLSearchParams([
    ...plan.constants(petition),
    ...namedOf(plan.fields, signature),
    ...madeOf(plan.declarations, signature).flat(),
    ...partsOf(plan.consents, signature).flat(),
    ...(plan.besides?.(signature) ?? []),
  ])
  const url = plan.url(petition)
  const isOpaque = plan.yes === 'opaque'
  const heard = await ask({ url, body, signal, isOpaque }, kit)
  return plan.yes === 'opaque' || plan.yes(heard) ? undefined : refused(heard, url, kit)
}

/**
 * Any address that takes a form, urlencoded; `endpoint` is that address. `fields` names the form's own fields,
 * `constants` is sent with every signature, `consents` and `declarations` say what is sent for each answer. A yes is
 * what `success` says, or with `opaque: true` any answer at all: then nobody can read it.
 */
export const form =
  (kit: Kit): MakeAdapter =>
  (options) => {
    const { fields, constants, consents, declarations, success, opaque } = optionsOf(
      options,
      'fields',
      'constants',
      'consents',
      'declarations',
      'success',
      'opaque',
    )
    const always = pairsOf(constants, 'backendOptions.constants')
    const plan: FormPlan = {
      url: () => options.endpoint,
      fields: namesOf(fields),
      constants: () => always,
      consents: consentsOf(consents, pairsOf),
      declarations: declarationsOf(declarations, pairsOf),
      yes: yesOf(success, opaque),
    }
    return formAdapter(plan, kit)
  }

/** What a yes is: the page has to say it, since there is nothing that all forms answer. */
function yesOf(success: unknown, opaque: unknown): FormPlan['yes'] {
  const isOpaque = switchOf(opaque, 'opaque', false)
  if (isOpaque && success === undefined) return 'opaque'
  if (isOpaque || success === undefined)
    throw new OptionError(
      'backendOptions.success',
      success,
      isOpaque
        ? 'nothing beside "opaque": an answer that cannot be read has no rule'
        : 'how a yes is known, such as {"status": 201} or {"path": "status", "equals": "success"}; where the answer cannot be read, set "opaque": true instead',
    )
  const where = 'backendOptions.success'
  const {
    status,
    path,
    equals = true,
  } = only(recordOf(success, where), where, 'status', 'path', 'equals')
  if (status === undefined && path === undefined)
    throw new OptionError(where, success, '"status", "path" or both')
  if (status !== undefined && !(Number.isInteger(status) && Math.floor(Number(status) / 100) === 2))
    throw new OptionError(`${where}.status`, status, 'a status from 200 to 299')
  const steps =
    path === undefined
      ? undefined
      : textOf(path, `${where}.path`, 'names with dots between them, such as result.status').split(
          '.',
        )
  return (heard) => {
    const isRight =
      status === undefined ? heard.status >= 200 && heard.status < 300 : heard.status === status
    if (!isRight) return false
    // Without a rule for its content: JSON, or nothing at all, is what a backend says. A page is not.
    if (!steps) return heard.isEmpty || heard.value !== undefined
    return valueAt(heard.value, steps) === equals
  }
}
