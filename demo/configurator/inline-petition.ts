import { hasDocument, textAt, valueAt, withValueAt, type Choices } from './choices.ts'
import type { Desk } from './desk.ts'
import { isRecord } from './is-record.ts'
import { jsonSetting } from './json-setting.ts'
import { group, more, textSetting } from './setting.ts'

/** The petition itself, for backends that have no document of it. */
export function inlinePetition(desk: Desk): HTMLElement {
  const text = (path: string, label: string, hint?: string, rows?: number) =>
    textSetting(desk, {
      setting: `petition.${path}`,
      label,
      hint,
      spellcheck: true,
      ...(rows && { rows }),
      read: ({ config }) => textAt(config, `petition.${path}`),
      write: (choices, value) => ({
        ...choices,
        config: withValueAt(choices.config, `petition.${path}`, value || undefined),
      }),
    })
  return group(
    desk,
    'The petition',
    ({ choices }) => !hasDocument(choices),
    text('title', 'Title'),
    text('text', 'Text', 'Paragraphs, emphasis, lists and links as in Markdown; no HTML.', 5),
    text('target.name', 'Who is asked'),
    text('owner.name', 'Who asks'),
    textSetting(desk, {
      setting: 'petition.controller.name',
      label: 'Who is responsible for the data',
      spellcheck: true,
      read: ({ config }) => textAt(config, 'petition.controller.name'),
      write: (choices, value) => ({ ...choices, config: withController(choices.config, value) }),
    }),
    text('controller.contact', 'Where to ask about the data', 'An address of the organisation.'),
    text('controller.privacyUrl', 'Privacy notice', 'An `https:` URL.'),
    textSetting(desk, {
      setting: 'petition.consents',
      label: 'Question about news',
      hint: 'Never ticked beforehand. Empty: nobody is asked, and nobody is written to.',
      spellcheck: true,
      isWanted: ({ choices }) => !hasOtherConsents(valueAt(choices.config, 'petition.consents')),
      read: ({ config }) => consentText(valueAt(config, 'petition.consents')),
      write: (choices, value) => ({
        ...choices,
        config: withValueAt(
          choices.config,
          'petition.consents',
          value
            ? [
                {
                  id: 'updates',
                  purpose: 'updates',
                  controller: textAt(choices.config, 'petition.controller.name'),
                  text: value,
                  mode: 'checkbox',
                },
              ]
            : undefined,
        ),
      }),
    }),
    more(
      'The same as JSON, and what else a petition may say',
      jsonSetting(desk, {
        setting: 'config-petition',
        label: 'The petition as JSON',
        read: ({ config }) => config['petition'],
        write: (choices, value) => ({
          ...choices,
          config: withValueAt(choices.config, 'petition', value),
        }),
      }),
    ),
  )
}

/** Who asks about news is who is responsible, unless the page says otherwise in JSON. */
function withController(config: Choices['config'], name: string): Record<string, unknown> {
  const before = textAt(config, 'petition.controller.name')
  const consents = valueAt(config, 'petition.consents')
  const named = withValueAt(config, 'petition.controller.name', name || undefined)
  if (!Array.isArray(consents)) return named
  const theirs = (consents as unknown[]).map((consent) =>
    isRecord(consent) && consent['controller'] === before
      ? { ...consent, controller: name }
      : consent,
  )
  return withValueAt(named, 'petition.consents', theirs)
}

function consentText(consents: unknown): string {
  const [first] = Array.isArray(consents) ? (consents as unknown[]) : []
  return isRecord(first) && typeof first['text'] === 'string' ? first['text'] : ''
}

/** More than the one question that is asked here. */
function hasOtherConsents(consents: unknown): boolean {
  if (!Array.isArray(consents)) return false
  const [first] = consents as unknown[]
  return consents.length > 1 || (isRecord(first) && first['id'] !== 'updates')
}
