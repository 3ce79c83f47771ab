import { hasDocument, withValueAt } from './choices.ts'
import type { Desk } from './desk.ts'
import { jsonSetting } from './json-setting.ts'
import { group } from './setting.ts'

/** What a backend needs to be told besides its endpoint. */
export function backendOptions(desk: Desk): HTMLElement {
  return group(
    desk,
    'Options of the backend',
    ({ choices }) => !hasDocument(choices),
    jsonSetting(desk, {
      setting: 'backendOptions',
      label: 'Options as JSON',
      read: ({ config }) => config['backendOptions'],
      write: (choices, value) => ({
        ...choices,
        config: withValueAt(choices.config, 'backendOptions', value),
      }),
    }),
  )
}
