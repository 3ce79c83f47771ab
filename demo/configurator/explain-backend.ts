import { checkBackend, signable } from './backend-check.ts'
import { mistake, type Line } from './explanation.ts'
import { isRecord } from './is-record.ts'
import { jsonMistake } from './json-mistake.ts'
import type { PastedElement } from './pasted.ts'

/** What another backend says of the petition and of its options; what is no JSON was told of before. */
export async function explainBackend(element: PastedElement): Promise<Line[]> {
  const { tagName, attributes, json } = element
  const { backend } = attributes
  const text = json.find(({ slot }) => slot === 'config')?.text ?? '{}'
  if (tagName !== 'undersigned-petition' || !backend || !signable().includes(backend)) return []
  if (jsonMistake(text)) return []
  const config: unknown = JSON.parse(text)
  const found = await checkBackend(attributes, isRecord(config) ? config : {})
  return found.mistake
    ? [mistake(found.mistake.setting, `This stops the form: ${found.mistake.text}.`)]
    : [
        {
          code: `backend="${backend}"`,
          text: 'Its options are in order, and it takes what the petition asks.',
          kind: 'plain',
        },
      ]
}
