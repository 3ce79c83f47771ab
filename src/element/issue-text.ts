import {
  isFieldName,
  limits,
  type Asked,
  type Attention,
  type Consent,
  type Declaration,
} from '../schema/index.ts'
import { english, type MessageKey } from '../locales/index.ts'
import { slips } from './chunk.ts'
import type { Locale } from './locale.ts'

/** What words need to know of the form. */
export interface AskedInWords extends Asked {
  consents: readonly Consent[]
  declarations: readonly Declaration[]
  /** Where the person lives, if it is asked and was said: examples are from there. */
  country?: string
}

/** Examples in the messages about a format. */
const examples: Record<string, string> = { email: 'name@example.com', phone: '+44 20 7946 0000' }

/** The sentence that says what to do about an answer; the same in the summary and beside the control. */
export function issueText({ field, code }: Attention, asked: AskedInWords, locale: Locale): string {
  const [group = '', id] = field.split(/\.(.*)/s)
  if (id !== undefined) {
    const entry =
      group === 'consents'
        ? asked.consents.find((c) => c.id === id)
        : asked.declarations.find((d) => d.id === id)
    // Isolated as in `schema/isolated.ts`, but always: to ask whether it is needed takes the script more bytes.
    const text = `\u2068${entry?.text ?? id}\u2069`
    if (code !== 'missing' || !entry) return locale.say('error.unknown', { label: text })
    if (group === 'declarations') return locale.say('error.declarations.missing', { text })
    const isProcessing = 'mode' in entry && entry.purpose === 'processing'
    return locale.say(isProcessing ? 'error.processing.missing' : 'error.consents.missing', {
      text,
    })
  }
  if (!isFieldName(field)) return locale.say('error.unknown', { label: field })
  const own = `error.${field}.${code}`
  const key = Object.hasOwn(english, own) ? (own as MessageKey) : (`error.${code}` as const)
  return locale.say(key, {
    label: locale.say(`${field}.label`),
    count: limits[field],
    example: examples[field] ?? slips.part?.postcodeExample(asked.country ?? '') ?? '',
  })
}
