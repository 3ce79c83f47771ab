import { checkBackend, checkTally, countable, signable } from './backend-check.ts'
import { mistake, shownBy, type Line } from './explanation.ts'
import { isRecord } from './is-record.ts'
import { jsonMistake } from './json-mistake.ts'
import type { PastedElement } from './pasted.ts'

/** What another backend says of the petition and of its options; what is no JSON was told of before. */
export async function explainBackend(element: PastedElement): Promise<Line[]> {
  const { tagName, attributes, json } = element
  const { backend } = attributes
  const isTally = tagName === 'undersigned-tally'
  const text = json.find(({ slot }) => slot === 'config')?.text ?? '{}'
  if (!backend || !(isTally ? countable() : signable()).includes(backend)) return []
  if (jsonMistake(text)) return []
  const said: unknown = JSON.parse(text)
  const config = isRecord(said) ? said : {}
  const wrong = isTally
    ? await checkTally(attributes, config)
    : (await checkBackend(attributes, config)).mistake
  if (wrong) return [mistake(wrong.setting, `This stops the ${shownBy(element)}: ${wrong.text}.`)]
  return [
    {
      code: `backend="${backend}"`,
      text: isTally
        ? 'Its options are in order, and the petition can be called that there.'
        : 'Its options are in order, and it takes what the petition asks.',
      kind: 'plain',
    },
  ]
}
