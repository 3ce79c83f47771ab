import type { FieldName } from '../../schema/index.ts'
import { isRecord } from '../is-record.ts'
import { isYes } from './rule.ts'
import type { Subject } from './subject.ts'

/**
 * Why a signature that answers nothing, or this field alone, could be stored by a backend that looks only for what is
 * missing; undefined when it lacks an answer that this backend has asked for. Nobody may be signed by a mere look.
 */
export async function whyStorable(
  subject: Subject,
  answered?: FieldName,
): Promise<string | undefined> {
  const why = whyNothingLacks(subject, answered)
  if (why) return why
  const empty = await subject.post('invalid', { body: subject.empty() })
  if (isYes(empty)) return 'the backend takes a signature without answers, and is sent no other'
  return answered && !isAskedBeside(answered, empty.json)
    ? `the backend did not ask for more than ${answered}, and could store it`
    : undefined
}

/** The same by what was said of the petition, before anything is sent. */
export function whyNothingLacks({ required }: Subject, answered?: FieldName): string | undefined {
  if (required.some(({ name }) => name !== answered)) return undefined
  return required.length === 0
    ? 'no answer is required, so one without answers could be stored'
    : `no answer but ${answered} is required, so it could be stored`
}

/** Whether the backend itself named another field as missing: it may require less than it was said to. */
function isAskedBeside(answered: FieldName, refusal: unknown): boolean {
  const issues = isRecord(refusal) ? refusal['issues'] : undefined
  // A refusal for another reason, such as the origin, holds for the next one as well.
  if (isRecord(refusal) && refusal['code'] !== 'invalid') return true
  return (
    Array.isArray(issues) &&
    issues.some(
      (issue) => isRecord(issue) && issue['code'] === 'missing' && issue['field'] !== answered,
    )
  )
}
