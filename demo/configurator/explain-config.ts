import { closest } from '../../src/element/closest.ts'
import { ConfigError } from '../../src/element/config.ts'
import { explain } from '../../src/element/mistakes.ts'
import { overridesFrom } from '../../src/element/own-words.ts'
import type { Catalogue } from '../../src/locales/index.ts'
import { parts } from '../../src/locales/parts.ts'
import { readPetition } from '../../src/schema/index.ts'
import { examplePetition } from './example.ts'
import { mistake, shownBy, type Line } from './explanation.ts'
import { isRecord } from './is-record.ts'
import { jsonMistake } from './json-mistake.ts'
import { mistakesIn } from './mistakes-in.ts'
import type { PastedElement } from './pasted.ts'

/** Every sentence of the widget, to compare a page's own with. */
const english = Object.assign({}, ...parts) as Catalogue // each part is one
const never = /$^/

/** Says what is in the JSON inside an element, and where it breaks. */
export function explainConfig(element: PastedElement): Line[] {
  return element.json.flatMap(({ slot, text, lang }) => {
    const code = `slot="${slot}"`
    const broken = jsonMistake(text)
    if (broken)
      return [
        mistake(
          code,
          `This stops the ${shownBy(element)}: it is no JSON. Line ${broken.line}, column ${broken.column}: ${broken.text}.`,
        ),
      ]
    const value: unknown = JSON.parse(text)
    return slot === 'messages' ? messages(code, value, lang) : config(code, value, element)
  })
}

function messages(code: string, value: unknown, lang: string): Line[] {
  const tag = lang || 'en'
  const lines: Line[] = [
    {
      code,
      text: `Texts of the page’s own, by key${lang ? `, for pages in "${lang}"` : ''}. They are shown as text, never as HTML.`,
      kind: 'plain',
    },
  ]
  overridesFrom([value], {
    english,
    // All are here, so none may come later.
    laterKey: never,
    tag,
    refuse: (setting, said, accepted) => {
      const key = setting.replace('messages.', '')
      const near = accepted === 'no-text' ? closest(key, Object.keys(english)) : undefined
      const meant = near ? ` Did you mean "${near}"?` : ''
      lines.push(mistake(key, `${explain(new ConfigError(setting, said, accepted))}.${meant}`))
    },
  })
  return lines
}

function config(code: string, value: unknown, element: PastedElement): Line[] {
  const lines: Line[] = [
    { code, text: 'What the page itself says of the petition and the backend.', kind: 'plain' },
  ]
  const around = { url: 'https://your-site.example/', backends: ['undersigned'] }
  const wrong = mistakesIn(
    { petition: 'a', endpoint: 'https://sign.example.org', config: value },
    around,
  )
  lines.push(
    ...wrong.map(({ setting, text }) =>
      mistake(setting, `This stops the ${shownBy(element)}: ${text}.`),
    ),
  )
  if (!isRecord(value)) return lines
  lines.push(...unknownKeys(value, ['petition', 'backendOptions'], ''))
  const why = value['petition'] === undefined ? undefined : unreadWhy(element)
  if (why) lines.push({ code: 'petition', text: why, kind: 'note' })
  else if (isRecord(value['petition'])) {
    lines.push(...unknownKeys(value['petition'], petitionKeys, 'petition.'))
    for (const key of ['target', 'owner', 'controller'])
      if (value['petition'][key] === undefined)
        lines.push(mistake(`petition.${key}`, 'It is missing.'))
  }
  return lines
}

/** Why nobody reads a petition that stands there; undefined where it is read. */
function unreadWhy({ tagName, attributes }: PastedElement): string | undefined {
  if (tagName === 'undersigned-tally')
    return 'The element shows the number alone: the petition that stands here is not read.'
  const { backend } = attributes
  return backend?.trim() && backend !== 'undersigned'
    ? undefined
    : 'This backend has the petition itself: the one that stands here is not read, and what is shown is the backend’s.'
}

/** What the reader takes of a petition: what it asks one for. */
const petitionKeys = keysAsked()

function keysAsked(): string[] {
  const keys = new Set<string>()
  const asked = new Proxy<Record<string, unknown>>(
    { ...examplePetition, id: 'a' },
    {
      get(target, key) {
        if (typeof key === 'string') keys.add(key)
        return typeof key === 'string' ? target[key] : undefined
      },
    },
  )
  readPetition(asked)
  return [...keys]
}

function unknownKeys(
  object: Record<string, unknown>,
  known: readonly string[],
  path: string,
): Line[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = closest(key, known)
      return mistake(
        `${path}${key}`,
        `Nothing reads this key.${near ? ` Did you mean "${near}"?` : ''}`,
      )
    })
}
