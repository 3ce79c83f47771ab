import { refusalStatus, type RefusalCode } from '../../schema/index.ts'
import { expect, unchecked, type Finding } from './rule.ts'
import { codeOf } from './subject.ts'
import type { Answer } from './wire.ts'

/** Pass where the answer is the refusal with this code, under its status. */
export function expectRefusal(answer: Answer, code: RefusalCode): Finding {
  const why = code === 'invalid' || code === 'key-reused' ? whyBlocked(answer) : undefined
  if (why) return unchecked(why)
  const status = refusalStatus[code]
  return expect(
    answer,
    answer.status === status && codeOf(answer) === code,
    `${status} · {"code": "${code}"}`,
  )
}

/** Why this petition takes no signature now, so that answers are not looked at. */
export function whyBlocked(answer: Answer): string | undefined {
  switch (codeOf(answer)) {
    case 'origin':
      return 'pages of this origin may not sign: name one that may with --origin'
    case 'closed':
    case 'not-open':
    case 'paused':
      return `the petition is ${codeOf(answer) === 'not-open' ? 'not open yet' : codeOf(answer)}: name an open one with --petition`
    case 'slow-down':
      return 'the backend asks to slow down: try again later'
    case 'proof':
      return 'the backend asks for a proof of work first'
    case 'unavailable':
      return 'the backend is not available: try again later'
    default:
      return undefined
  }
}
