import type { Outcome } from '../verb.ts'
import type { Checked } from './examine.ts'
import type { Wanted } from './subject.ts'
import { hidden } from './wire.ts'

const marks = { pass: 'ok  ', fail: 'FAIL', 'not checked': '-   ' } as const

/** The findings for people and for programs, and whether the contract is kept as far as it was looked at. */
export function report(wanted: Wanted, checked: Checked[]): Outcome {
  const { endpoint, petition, origin, signAs } = wanted
  const count = (of: (one: Checked) => boolean) => checked.filter(of).length
  const failed = count(({ state, level }) => state === 'fail' && level === 'required')
  const numbers = {
    passed: count(({ state }) => state === 'pass'),
    failed,
    advised: count(({ state, level }) => state === 'fail' && level === 'advised'),
    notChecked: count(({ state }) => state === 'not checked'),
  }
  // Of a backend that cannot be reached there is one thing to say.
  const shown = checked[0]?.state === 'fail' ? checked.slice(0, 1) : checked
  return {
    json: {
      endpoint,
      petition,
      origin,
      signed: signAs !== undefined,
      passes: failed === 0,
      ...numbers,
      checks: checked.map(
        (one) => JSON.parse(hidden(JSON.stringify(told(one)), signAs ?? '')) as unknown,
      ),
    },
    text: hidden(
      [
        `${endpoint}, petition "${petition}", as a page of ${origin}`,
        ...shown.flatMap((one, i) => [
          ...(one.group === shown[i - 1]?.group ? [] : ['', one.group]),
          ...lines(one),
        ]),
        '',
        verdict(numbers, signAs !== undefined),
      ].join('\n'),
      signAs ?? '',
    ),
    ...(failed > 0 && { exitCode: 1 as const }),
  }
}

/** A rule as programs get it: how to put it right only where there is something to. */
function told({ fix, ...one }: Checked): object {
  return one.state === 'fail' ? { ...one, fix } : one
}

function lines(one: Checked): string[] {
  const mark = one.state === 'fail' && one.level === 'advised' ? 'hint' : marks[one.state]
  const head = `  ${mark}  ${one.id}: ${one.asks}`
  switch (one.state) {
    case 'pass':
      return [head]
    case 'not checked':
      return [`${head} (not checked: ${one.why})`]
    default:
      return [
        head,
        `          sent      ${one.sent}`,
        `          expected  ${one.expected}`,
        `          came      ${one.came}`,
        `          to do     ${one.fix}`,
      ]
  }
}

interface Numbers {
  passed: number
  failed: number
  advised: number
  notChecked: number
}

function verdict({ passed, failed, advised, notChecked }: Numbers, signed: boolean): string {
  const parts = [
    `${passed} ok`,
    ...(failed > 0 ? [`${failed} to put right`] : []),
    ...(advised > 0 ? [`${advised} advised`] : []),
    ...(notChecked > 0 ? [`${notChecked} not checked`] : []),
  ]
  const end = failed > 0 ? 'The contract is not kept yet.' : 'What was checked keeps the contract.'
  const more =
    signed || failed > 0
      ? ''
      : ' Nothing was signed; --sign-as ADDRESS checks the rest with two test signatures.'
  return `${parts.join(', ')}. ${end}${more}`
}
