import { guides } from './backend-guides.ts'
import { backendOf, hasDocument, valueAt, withValueAt, type Choices } from './choices.ts'
import type { Desk } from './desk.ts'
import { make, prose } from './dom.ts'
import { jsonSetting } from './json-setting.ts'
import { group, textSetting } from './setting.ts'

/** What a backend needs to be told besides its endpoint. */
export function backendOptions(desk: Desk): HTMLElement {
  const about = make('p', { class: 'hint' })
  let named = ''
  desk.hear(({ choices }) => {
    const name = backendOf(choices)
    if (name === named) return
    named = name
    const guide = guides[name]
    const text =
      guide && `${guide.about} Endpoint: such as \`${guide.endpoint}\`. Petition: ${guide.petition}`
    about.replaceChildren(...prose(text ?? ''))
  })
  return group(
    desk,
    'Options of the backend',
    ({ choices }) => !hasDocument(choices),
    about,
    ...Object.entries(guides).flatMap(([name, { options }]) =>
      options.map(({ path, label, hint, isList }) =>
        textSetting(desk, {
          setting: `option.${name}.${path}`,
          label,
          hint,
          isWanted: ({ choices }) => backendOf(choices) === name,
          read: ({ config }) => {
            const value = valueAt(config, `backendOptions.${path}`)
            return Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : ''
          },
          write: (choices, said) => ({
            ...choices,
            config: withValueAt(choices.config, `backendOptions.${path}`, valueOf(said, isList)),
          }),
        }),
      ),
    ),
    jsonSetting(desk, {
      setting: 'backendOptions',
      label: 'All options, as JSON',
      hint: 'What may stand here says the backend’s page in the documentation.',
      read: ({ config }) => config['backendOptions'],
      write: (choices, value) => ({
        ...choices,
        config: withValueAt(choices.config, 'backendOptions', value),
      }),
    }),
  )
}

/** The choices for another backend: what was written of the petition stays, what it needs is there to begin with. */
export function withStart(choices: Choices): Choices {
  const guide = guides[backendOf(choices)]
  if (!guide) return { ...choices, config: {} }
  const { fields, isAsked, backendOptions: options } = guide.start
  const controller = valueAt(choices.config, 'petition.controller.name')
  const consents = valueAt(choices.config, 'petition.consents') ?? [
    {
      id: 'updates',
      purpose: 'updates',
      controller: typeof controller === 'string' ? controller : '',
      text: 'Email me about what happens to this petition',
      mode: 'checkbox',
    },
  ]
  let { config } = choices
  config = withValueAt(config, 'petition.fields', fields)
  config = withValueAt(config, 'petition.consents', isAsked ? consents : undefined)
  config = withValueAt(
    config,
    'backendOptions',
    Object.keys(options).length > 0 ? options : undefined,
  )
  return { ...choices, config }
}

/** A comma that is being typed must not vanish under the hand. */
function valueOf(said: string, isList: boolean | undefined): unknown {
  if (!said) return undefined
  return isList ? said.split(/,\s?/) : said
}
